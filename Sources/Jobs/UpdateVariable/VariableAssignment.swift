import HCL
import RunProtocol

/// A variable and the value that it shall have.
struct VariableAssignment: Sendable {
    let name: String
    let value: HCLExpressionText

    /// Reads a pair of `--name` and `--value`.
    ///
    /// - Throws: `InvalidVariableName`, or `InvalidVariableValue` (64) for what is not exactly one expression.
    init(_ name: String, _ value: String) throws(RunnerError) {
        guard Self.isName(name) else {
            throw RunnerError(
                .usage,
                "InvalidVariableName",
                "\(Shown.text(name)) is not the name of a variable",
                hint: "a variable is ASCII letters, digits, dashes and underscores"
            )
        }
        self.name = name
        do {
            self.value = try HCLExpressionText(parsing: Array(value.utf8), name: "value")
        } catch {
            throw RunnerError(
                .usage,
                "InvalidVariableValue",
                "the value for \(name) is not exactly one expression: \(Shown.text(value))",
                hint: "it is inserted as it is: a string carries its own quotes, as in --value '\"v1\"'"
            ).caused(by: "at byte \(error.position.column): \(error.reason)")
        }
    }

    private static func isName(_ name: String) -> Bool {
        let isLetter = { (byte: UInt8) in (0x61...0x7A).contains(byte | 0x20) || byte == 0x5F }
        guard let first = name.utf8.first, isLetter(first) else { return false }
        return name.utf8.allSatisfy { isLetter($0) || (0x30...0x39).contains($0) || $0 == 0x2D }
    }

    /// The value as it will stand in the file.
    var text: String { String(decoding: value.bytes, as: UTF8.self) }
}
