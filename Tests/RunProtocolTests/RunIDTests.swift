import RunProtocol
import Testing

@Suite struct RunIDTests {
    private func id(at milliseconds: Int64, seed: UInt64 = 1) -> RunID {
        var generator = SeededGenerator(seed: seed)
        return RunID(startingAt: Timestamp(milliseconds: milliseconds), using: &generator)
    }

    /// A generator that always draws the same.
    private struct Constant: RandomNumberGenerator {
        let value: UInt64

        func next() -> UInt64 { value }
    }

    @Test func `an id is the time in base 32 and 40 random bits`() {
        var lowest = Constant(value: 0)
        #expect(RunID(startingAt: Timestamp(milliseconds: 0), using: &lowest).description == "run-000000000000000000")
        #expect(
            RunID(startingAt: Timestamp(milliseconds: 1_795_473_663_123), using: &lowest).description
                == "run-01m8593s4k00000000"
        )
    }

    @Test func `ids sort as their starts do`() {
        var generator = SeededGenerator(seed: 3)
        let starts =
            (0..<500).map { _ in Int64(generator.next(upperBound: UInt64(253_402_300_800_000))) } + Array(0..<100)
        let ids = starts.sorted().map { id(at: $0, seed: UInt64(bitPattern: $0)).description }
        #expect(ids == ids.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
    }

    @Test func `two runs of one millisecond have two ids`() {
        let ids = (0..<1000).map { id(at: 1_795_473_663_123, seed: $0) }
        #expect(Set(ids).count == 1000)
        #expect(Set(ids.map { $0.description.prefix(14) }).count == 1)
    }

    @Test func `an id is read back, from text and from JSON`() throws {
        for milliseconds in [0, 1, 1_795_473_663_123, Int64.max] {
            let id = id(at: milliseconds)
            #expect(RunID(id.description) == id)
            #expect(JSON.encode(id) == JSON.encode(id.description))
            #expect(try JSON.decode(RunID.self, from: JSON.encode(id)) == id)
        }
    }

    @Test func `an id holds nothing that a shell or a file system treats specially`() {
        let allowed = Set("abcdefghijklmnopqrstuvwxyz0123456789-".utf8)
        for seed in 0..<200 {
            #expect(id(at: Int64(seed) << 33, seed: UInt64(seed)).description.utf8.allSatisfy(allowed.contains))
        }
    }

    @Test(
        arguments: [
            "", "run-", "run-01m8593s4k0000000", "run-01m8593s4k000000000", "01m8593s4k00000000",
            "RUN-01m8593s4k00000000",
            "run_01m8593s4k00000000", "run-01M8593S4K00000000", "run-01m8593s4k0000000i", "run-01m8593s4k0000000l",
            "run-01m8593s4k0000000o", "run-01m8593s4k0000000u", " run-01m8593s4k00000000", "run-01m8593s4k00000000 ",
            "run-01m8593s4k00000000\n", "run-01m8593s4k00000000\0", "run-01m8593s4k0000000/", "run-../../etc/passwd00",
            "run-01m8593s4k0000000\u{660}", "run-01m8593s4k0000000０", "run-01m8593s4k000000\u{430}0",
            "run-01m8593s4k00000000\u{301}", "run-\u{301}01m8593s4k000000", "run\u{2010}01m8593s4k00000000",
            "run-01m8593s4k00000\u{200B}", "\u{212A}un-01m8593s4k00000000",
        ]
    )
    func `what is not exactly an id is refused`(text: String) {
        #expect(RunID(text) == nil)
        #expect(throws: DecodingError.self) { try JSON.decode(RunID.self, from: JSON.encode(text)) }
    }
}

@Suite struct RunIDFromTokenTests {
    @Test func `one token gives one id, and another token another`() throws {
        #expect(RunID(derivedFrom: "token-1") == RunID(derivedFrom: "token-1"))
        #expect(Set((0..<1000).map { RunID(derivedFrom: "token-\($0)") }).count == 1000)
        // The id must be the same in every version of the runner: it is the 5 low bits of each byte of the SHA-256.
        #expect(RunID(derivedFrom: "token-1").description == "run-z8aeje2p4j1a309w4b")
    }

    @Test(arguments: ["", "x", "run-", "run-01M8593S4K00000000", "\0", "é", String(repeating: "y", count: 100_000)])
    func `whatever the token is, the id is one`(token: String) {
        let id = RunID(derivedFrom: token)
        #expect(RunID(id.description) == id)
        #expect(id.description != token)
    }

    @Test func `a token that is an id is that id`() throws {
        let id = try #require(RunID("run-01m8593s4k00000000"))
        #expect(RunID(derivedFrom: id.description) == id)
    }
}
