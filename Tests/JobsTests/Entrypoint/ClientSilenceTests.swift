import RunProtocol
import Testing

@testable import Jobs

@Suite struct ClientSilenceTests {
    private static let lease = RunLease(seconds: 300)

    /// A reading a minute: a tag, none, or a failure.
    private enum Reading: ExpressibleByStringLiteral {
        case tag(String?)
        case failure

        init(stringLiteral value: String) { self = .tag(value) }
    }

    /// After which reading a lease has ended, and how.
    private struct End: Hashable {
        let reading: Int
        let standing: ClientSilence.Standing
    }

    private func end(_ readings: [Reading]) -> End? {
        var silence = ClientSilence(Self.lease)
        for (index, reading) in readings.enumerated() {
            guard case .tag(let value) = reading else {
                silence.missed()
                continue
            }
            let standing = silence.saw(value, after: .seconds(60))
            if standing != .held { return End(reading: index + 1, standing: standing) }
        }
        return nil
    }

    @Test func `a client that speaks is there, at whatever time its clock says`() {
        #expect(end((1...100).map { .tag("2019-01-01T00:00:00.\($0 % 2)Z") }) == nil)
        #expect(end((1...100).flatMap { [.tag("\($0)"), .tag("\($0)"), .tag("\($0)")] as [Reading] }) == nil)
    }

    @Test func `five minutes after its last word it has vanished`() {
        #expect(end(["a", "b", "b", "b", "b", "b", "b"]) == End(reading: 7, standing: .ranOut))
        #expect(end(["a", "b", "b", "b", "b", "b"]) == nil)
    }

    @Test func `a client that has never spoken has vanished, too`() {
        #expect(end(Array(repeating: .tag(nil), count: 6)) == End(reading: 6, standing: .ranOut))
        #expect(end(Array(repeating: .tag(nil), count: 5)) == nil)
    }

    @Test func `readings that fail are no silence`() {
        #expect(end(["a"] + Array(repeating: .failure, count: 1000) + ["a", "a", "a", "a", "a"]) == nil)
        #expect(end(["a", "a", "a", "a"] + Array(repeating: .failure, count: 30) + ["b", "b", "b", "b", "b"]) == nil)
    }

    @Test func `silence on both sides of a failure adds up`() {
        #expect(end(["a", "a", "a", "a", .failure, "a", "a", "a"]) == End(reading: 8, standing: .ranOut))
    }

    @Test func `a client that left on purpose is not waited for`() {
        #expect(end(["a", .tag(RunLease.left)]) == End(reading: 2, standing: .left))
    }
}
