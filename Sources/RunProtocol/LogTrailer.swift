import FoundationEssentials

/// The last record of a complete log: what the log must have held, and how the script ended (DESIGN D8).
public struct LogTrailer: Hashable, Sendable, Codable {
    /// The job's lines on both streams; a last line without a newline counts as one.
    public var lines: Int
    /// The job's bytes on both streams, newlines included.
    public var bytes: Int
    /// SHA-256 over all bytes of the records before this one, line feeds included, in lower-case hex:
    /// `head -n -1 log | sha256sum`.
    public var sha256: String
    /// How the script ended.
    public var end: RunOutcome
    /// What the script reported of itself, such as `resolved_ref`.
    public var facts: [String: String]

    /// Makes a trailer without facts.
    public init(lines: Int, bytes: Int, sha256: String, end: RunOutcome) {
        self.lines = lines
        self.bytes = bytes
        self.sha256 = sha256
        self.end = end
        facts = [:]
    }
}

extension LogTrailer {
    /// Appends the trailer as record `number`, line feed included.
    ///
    /// Its digest cannot cover itself, so eight hex digits of the SHA-256 of its JSON stand in front of that: an exit
    /// code that was changed on its way is no exit code.
    public func append(as number: Int, at: Timestamp, to buffer: inout [UInt8]) {
        LogRecord.appendDecimal(number, to: &buffer)
        buffer.append(UInt8(ascii: " "))
        LogRecord.appendDecimal(Int(at.milliseconds), to: &buffer)
        let json = Array(JSON.encode(self))
        buffer.append(contentsOf: " = ".utf8)
        buffer.append(contentsOf: Self.check(json[...]))
        buffer.append(UInt8(ascii: " "))
        buffer.append(contentsOf: json)
        buffer.append(UInt8(ascii: "\n"))
    }
}

extension LogTrailer {
    /// Reads the trailer from its line, without the line feed, or answers `nil` when the line is none.
    public init?(parsing line: ArraySlice<UInt8>) {
        guard let head = LogRecordHead(parsing: line), let trailer = LogTrailer(head) else { return nil }
        self = trailer
    }

    init?(_ head: LogRecordHead) {
        guard head.kind == UInt8(ascii: "="), head.ending == .newline else { return nil }
        let json = head.content.dropFirst(Self.checkLength + 1)
        guard head.content.starts(with: Self.check(json) + " ".utf8),
            let trailer = try? JSON.decode(LogTrailer.self, from: json)
        else { return nil }
        self = trailer
    }

    private static func check(_ json: ArraySlice<UInt8>) -> [UInt8] {
        var digest = LogDigest()
        json.withUnsafeBytes { digest.update($0) }
        return Array(digest.hexadecimal.utf8.prefix(checkLength))
    }

    private static let checkLength = 8
}
