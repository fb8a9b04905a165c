/// Reads an INI file line by line, with the rules of Python's `configparser` that the AWS CLI reads it with.
struct INIReader {
    /// A line that means nothing.
    struct Malformed: Error {
        /// From 1.
        var line: Int
        /// What is wrong, and nothing of what stands there.
        var message: String
    }

    /// `[DEFAULT]` holds values for all the others.
    private var defaults = INIDraft(name: "DEFAULT")
    private var drafts: [INIDraft] = []
    private var place = Place.nowhere
    /// Whether the next line may go on with the last value.
    private var hasOpenEntry = false
    /// How far in the last key or section stands.
    private var indentation = 0

    private enum Place {
        case nowhere
        case defaults
        case section
    }

    /// The sections in their order.
    mutating func sections(of text: String) throws(Malformed) -> [INIDocument.Section] {
        for (index, line) in PythonText.lines(of: text).enumerated() {
            try read(line, number: index + 1)
        }
        var sections: [INIDocument.Section] = []
        for draft in drafts { sections.append(try draft.inheriting(from: defaults).section()) }
        return sections
    }

    private mutating func read(_ line: PythonText.Line, number: Int) throws(Malformed) {
        let content = PythonText.trimmed(line)
        guard let first = content.first else {
            if hasOpenEntry { goOn(with: "", number: number) }
            return
        }
        if first == "#" || first == ";" { return }
        let lineIndentation = content.startIndex - line.startIndex
        if hasOpenEntry, lineIndentation > indentation {
            goOn(with: PythonText.string(content), number: number)
            return
        }
        indentation = lineIndentation
        if let name = Self.sectionName(content) {
            try open(name, number: number)
        } else {
            try add(content, number: number)
        }
    }

    private mutating func open(_ name: String, number: Int) throws(Malformed) {
        hasOpenEntry = false
        if name == defaults.name {
            place = .defaults
            return
        }
        // Which of two sections of one name is meant nobody knows; the CLI refuses the file, too.
        guard !drafts.contains(where: { $0.name == name }) else {
            throw Malformed(line: number, message: "a section that was there before")
        }
        place = .section
        drafts.append(INIDraft(name: name))
    }

    private mutating func add(_ content: PythonText.Line, number: Int) throws(Malformed) {
        if case .nowhere = place { throw Malformed(line: number, message: "a line before the first section") }
        guard let sign = content.firstIndex(where: { $0 == "=" || $0 == ":" }), sign > content.startIndex else {
            throw Malformed(line: number, message: "neither a section nor key = value")
        }
        let key = PythonText.string(PythonText.trimmed(content[..<sign])).lowercased()
        let value = PythonText.string(PythonText.trimmed(content[(sign + 1)...]))
        let isTaken = change { draft in
            if draft.entries.contains(where: { $0.key == key }) { return true }
            draft.entries.append(INIDraft.Entry(key: key, lines: [value], lineNumber: number))
            return false
        }
        if isTaken { throw Malformed(line: number, message: "a key that its section has already") }
        hasOpenEntry = true
    }

    private mutating func goOn(with text: String, number: Int) {
        change { draft in
            guard let last = draft.entries.indices.last else { return }
            draft.entries[last].lines.append(text)
            draft.entries[last].lineNumber = number
        }
    }

    /// Changes what the current lines belong to.
    private mutating func change<Result>(_ body: (inout INIDraft) -> Result) -> Result {
        guard case .section = place, let last = drafts.indices.last else { return body(&defaults) }
        return body(&drafts[last])
    }

    /// What stands between `[` and the last `]`; what follows there is ignored.
    private static func sectionName(_ content: PythonText.Line) -> String? {
        guard content.first == "[", let end = content.lastIndex(of: "]"), end > content.startIndex + 1 else {
            return nil
        }
        return PythonText.string(content[(content.startIndex + 1)..<end])
    }
}
