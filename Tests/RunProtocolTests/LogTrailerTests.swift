import RunProtocol
import Testing

@Suite struct LogTrailerTests {
    private static let trailer: LogTrailer = {
        var trailer = LogTrailer(lines: 2, bytes: 39, sha256: String(repeating: "0a", count: 32), end: .exited(2))
        trailer.facts = ["resolved_ref": "0123abcd", "path": "a/b"]
        return trailer
    }()

    private static let json = """
        {"bytes":39,"end":{"code":2,"end":"exited"},"facts":{"path":"a/b","resolved_ref":"0123abcd"},"lines":2,\
        "sha256":"\(String(repeating: "0a", count: 32))"}
        """

    private static func line(_ trailer: LogTrailer) -> String {
        var bytes: [UInt8] = []
        trailer.append(as: 14, at: Timestamp(milliseconds: 1_795_473_663_131), to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func parsed(_ line: String) -> LogTrailer? {
        LogTrailer(parsing: Array(line.utf8)[...])
    }

    @Test func `a trailer is one line: its head, the check of its JSON, its JSON with sorted keys`() {
        // The check is what `printf %s JSON | sha256sum | cut -c -8` says.
        #expect(Self.line(Self.trailer) == "14 1795473663131 = 2064af25 \(Self.json)\n")
    }

    @Test func `a trailer comes back as it was`() {
        var trailers = [Self.trailer]
        let ends: [RunOutcome] = [
            .exited(0), .killed(signal: 9), .stopped(.timedOut, code: nil), .stopped(.signal(2), code: 1),
            .notStarted(reason: "no \"such\"\nthing\u{0}"), .unknown(reason: "é\u{2028}"),
        ]
        trailers += ends.map { LogTrailer(lines: 0, bytes: 0, sha256: "", end: $0) }
        for trailer in trailers {
            let line = Self.line(trailer)
            #expect(line.utf8.count { $0 == 0x0A } == 1)
            #expect(Self.parsed(String(line.dropLast())) == trailer)
        }
    }

    @Test func `a trailer of which any byte was changed is none, apart from its number and its time`() {
        let line = Array(Self.line(Self.trailer).utf8.dropLast())
        let contentStart = "14 1795473663131 ".utf8.count
        for index in contentStart..<line.count {
            for bit in 0..<8 {
                var changed = line
                changed[index] ^= 1 << bit
                #expect(LogTrailer(parsing: changed[...]) == nil, "byte \(index), bit \(bit)")
            }
        }
    }

    @Test func `a trailer that was cut short is none`() {
        let line = Array(Self.line(Self.trailer).utf8.dropLast())
        for length in 0..<line.count { #expect(LogTrailer(parsing: line[..<length]) == nil) }
    }

    @Test(arguments: ["=+", "o", "O", "n", "e+"])
    func `a line of another kind is no trailer`(kind: String) {
        let line = String(Self.line(Self.trailer).dropLast())
        #expect(Self.parsed(line) == Self.trailer)
        #expect(Self.parsed(line.replacing(" = ", with: " \(kind) ")) == nil)
    }

    @Test func `a record that says what a trailer says is no trailer`() {
        let text = Array("14 1795473663131 = 2064af25 \(Self.json)".utf8)
        var bytes: [UInt8] = []
        LogRecord(13, at: Timestamp(milliseconds: 0), .output, text[...]).append(to: &bytes)
        #expect(LogTrailer(parsing: bytes.dropLast()) == nil)
    }
}
