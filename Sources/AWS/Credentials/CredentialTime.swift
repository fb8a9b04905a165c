import FoundationEssentials
import RunProtocol

/// When credentials end, in the forms of ISO 8601 that the sources write.
struct CredentialTime: Hashable, Sendable {
    let moment: Timestamp

    /// Reads `2026-11-23T22:41:03Z`, with a fraction or without, with an offset or the `UTC` of old CLIs for the `Z`.
    ///
    /// A time without a zone is none: whose would it be?
    init?(_ text: String) {
        var time = text
        if time.hasSuffix("UTC") { time = time.dropLast(3) + "Z" }
        if let dot = time.firstIndex(of: ".") {
            let digits = time[dot...].dropFirst().prefix { "0" <= $0 && $0 <= "9" }
            time.removeSubrange(dot..<digits.endIndex)
        }
        guard time.utf8.count <= 32, let date = try? Date.ISO8601FormatStyle().parse(time) else { return nil }
        moment = Timestamp(milliseconds: Int64(date.timeIntervalSince1970) * 1000)
    }

    /// As the tools write it: whole seconds, `Z`.
    static func text(_ moment: Timestamp) -> String {
        moment.description.dropLast(5) + "Z"
    }
}
