import NIOCore
import Testing

@testable import LambdaRuntime

@Suite(.timeLimit(.minutes(1))) struct BodyPipeTests {
    @Test func `bytes arrive in order, and whoever waits is let go at the end`() async throws {
        let pipe = BodyPipe()
        async let read = pipe.reduce(into: [UInt8]()) { $0 += Array(buffer: $1) }
        for number in 0..<UInt8(100) { try await pipe.write([number, number]) }
        pipe.end()
        #expect(try await read == (0..<UInt8(100)).flatMap { [$0, $0] })
        await #expect(throws: BodyPipeFailure.writtenAfterEnd) { try await pipe.write([1]) }
    }

    @Test func `a writer whose reader is gone is told`() async throws {
        let pipe = BodyPipe()
        let write = Task { try await pipe.write([1]) }
        for try await _ in pipe { break }
        pipe.abandon()
        await #expect(throws: BodyPipeFailure.readerGone) { try await write.value }
        await #expect(throws: BodyPipeFailure.readerGone) { try await pipe.write([1]) }
    }
}
