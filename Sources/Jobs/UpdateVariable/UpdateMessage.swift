/// What the commit of an update says.
enum UpdateMessage {
    /// A subject of values longer than this names the variables only; git's own tools show some 70 characters.
    private static let longestValue = 40

    /// The message.
    ///
    /// - Parameters:
    ///   - changes: at least one.
    ///   - file: the file's name.
    ///   - flag: what the subject ends with; may be empty.
    static func make(_ changes: [VariableEdit.Change], in file: String, flag: String) -> String {
        let subject = "Set \(what(changes)) in \(file)" + (flag.isEmpty ? "" : " \(flag)")
        return subject + "\n\n" + changes.map { "\($0.name): \(shown($0.old)) -> \(shown($0.new))\n" }.joined()
    }

    private static func what(_ changes: [VariableEdit.Change]) -> String {
        guard changes.count == 1, let change = changes.first else { return changes.map(\.name).joined(separator: ", ") }
        guard change.new.utf8.count <= longestValue, !change.new.utf8.contains(0x0A) else { return change.name }
        return "\(change.name) to \(change.new)"
    }

    /// A value on one line.
    static func shown(_ value: String) -> String {
        let line = value.split(whereSeparator: \.isNewline).joined(separator: " ")
        return line.utf8.count <= 200 ? line : String(line.prefix(200)) + "…"
    }
}
