import HCL
import RunProtocol

/// A file with new values in it: every byte around them is as it was.
struct VariableEdit {
    /// One variable's change.
    struct Change: Hashable {
        let name: String
        let line: Int
        let old: String
        let new: String
    }

    /// The new content.
    let bytes: [UInt8]
    /// What has changed; nothing for values that were there already.
    let changes: [Change]

    /// Sets variables in a file.
    ///
    /// - Parameters:
    ///   - assignments: what they shall be, each name once.
    ///   - bytes: the file.
    ///   - name: what messages call it.
    /// - Throws: `InvalidVariablesFile` for one that cannot be read, `VariableNotFound`, `VariableAmbiguous`,
    ///   `VariableValueDoesNotFit` (64).
    init(_ assignments: [VariableAssignment], in bytes: [UInt8], of name: String) throws(RunnerError) {
        var file = try Self.read(bytes, name)
        var changes: [Change] = []
        for assignment in assignments {
            let value = try VariablePlaces(file).value(of: assignment.name)
            let old = file.text(value.range)
            guard !old.utf8.elementsEqual(assignment.value.bytes) else { continue }
            let line = file.position(of: value.range.lowerBound).line
            file = try Self.replace(value, by: assignment, in: file)
            changes.append(Change(name: assignment.name, line: line, old: old, new: assignment.text))
        }
        self.bytes = file.bytes
        self.changes = changes
    }

    private static func read(_ bytes: [UInt8], _ name: String) throws(RunnerError) -> HCLFile {
        do {
            return try HCLFile(parsing: bytes, name: name)
        } catch {
            throw RunnerError(
                .usage,
                "InvalidVariablesFile",
                "\(Shown.text(name)) cannot be read as HCL",
                hint: "correct the file first"
            ).caused(by: "\(error.position): \(Shown.text(error.reason))")
        }
    }

    private static func replace(
        _ value: HCLExpression,
        by assignment: VariableAssignment,
        in file: HCLFile
    ) throws(RunnerError) -> HCLFile {
        do {
            return try file.replacing(value, with: assignment.value)
        } catch {
            throw RunnerError(
                .usage,
                "VariableValueDoesNotFit",
                "\(assignment.text) cannot stand where \(assignment.name) is set in \(Shown.text(file.name))",
                hint: "what follows on the line would become part of it, or be lost"
            ).caused(by: "\(error.position): \(Shown.text(error.reason))")
        }
    }
}
