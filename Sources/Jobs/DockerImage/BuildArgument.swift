/// A value for an `ARG` of the Dockerfile: `NAME=VALUE`, or `NAME` for the value that the environment has.
struct BuildArgument: Hashable, Sendable {
    /// The name of the `ARG`.
    let name: String
    /// The value as it was given; `nil`: the environment's.
    let value: String?

    /// Reads an argument; `nil` for what has no name.
    init?(_ text: String) {
        let name = text.prefix { $0 != "=" }
        guard VariableName.isOne(name) else { return nil }
        self.name = String(name)
        value = name.endIndex == text.endIndex ? nil : String(text[text.index(after: name.endIndex)...])
    }

    /// The argument as every engine reads it.
    var text: String { value.map { "\(name)=\($0)" } ?? name }
}

/// A secret of the build: a file that steps may read, with the value of a variable in it.
struct BuildSecret: Hashable, Sendable {
    /// What the Dockerfile calls it; a file name.
    let id: String
    /// The environment variable with its value.
    let variable: String

    /// Reads `ID=VARIABLE`; `nil` for anything else.
    init?(_ text: String) {
        let id = text.prefix { $0 != "=" }
        guard id.endIndex != text.endIndex, Self.isFileName(id) else { return nil }
        let variable = text[text.index(after: id.endIndex)...]
        guard VariableName.isOne(variable) else { return nil }
        self.id = String(id)
        self.variable = String(variable)
    }

    private static func isFileName(_ text: Substring) -> Bool {
        guard let first = text.utf8.first, VariableName.isLetterOrDigit(first) else { return false }
        return text.utf8.allSatisfy {
            VariableName.isLetterOrDigit($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-")
        }
    }
}

/// The names of environment variables.
enum VariableName {
    /// Whether a text is one: ASCII letters, digits and underscores, no digit first.
    static func isOne(_ text: Substring) -> Bool {
        guard let first = text.utf8.first, !(UInt8(ascii: "0")...UInt8(ascii: "9") ~= first) else { return false }
        return text.utf8.allSatisfy(isLetterOrDigit)
    }

    /// Letters, digits and the underscore.
    static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}
