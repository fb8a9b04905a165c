/// An argument list as a log may show it: the names of options as they are, and `***` for everything else.
///
/// Without the script's own table nobody can tell a value from a name for sure. A token counts as a name only when it
/// looks like one, `--name` or `-n`; the gate joins a value that begins with a dash to its name.
struct RedactedArguments: CustomStringConvertible {
    private let arguments: [String]

    init(_ arguments: [String]) {
        self.arguments = arguments
    }

    var description: String {
        arguments.map(Self.redacted).joined(separator: " ")
    }

    private static func redacted(_ argument: String) -> String {
        let parts = argument.utf8.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
        guard let name = parts.first, isName(Array(name)) else { return "***" }
        return String(decoding: name, as: UTF8.self) + (parts.count == 2 ? "=***" : "")
    }

    private static func isName(_ token: [UInt8]) -> Bool {
        let dashes = token.prefix { $0 == UInt8(ascii: "-") }.count
        let rest = token.dropFirst(dashes)
        guard dashes == 2 || dashes == 1 && rest.count == 1, let first = rest.first, isLetter(first) else {
            return false
        }
        return rest.allSatisfy { isLetter($0) || isDigit($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_") }
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
    }
}
