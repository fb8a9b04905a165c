/// A section while it is read: its values are lines that may go on.
struct INIDraft {
    struct Entry {
        /// In small letters.
        var key: String
        /// What stands behind the sign, and the lines that go on with it.
        var lines: [String]
        /// Where the last of them stands.
        var lineNumber: Int
    }

    var name: String
    var entries: [Entry] = []

    /// The same section with the entries of another one whose keys it has not got.
    func inheriting(from other: INIDraft) -> INIDraft {
        let keys = Set(entries.map(\.key))
        return INIDraft(name: name, entries: entries + other.entries.filter { !keys.contains($0.key) })
    }

    /// The section, now that nothing goes on any more.
    func section() throws(INIReader.Malformed) -> INIDocument.Section {
        var section = INIDocument.Section(name: name)
        for entry in entries {
            let value = PythonText.withoutTrailingSpace(entry.lines.joined(separator: "\n"))
            if value.utf8.first == 0x0A {
                section.nested[entry.key] = try Self.keys(in: value, line: entry.lineNumber)
            } else {
                section.values[entry.key] = value
            }
        }
        return section
    }

    /// The keys below a key without a value.
    private static func keys(in text: String, line number: Int) throws(INIReader.Malformed) -> [String: String] {
        var keys: [String: String] = [:]
        for line in PythonText.lines(of: text, breaks: .all) {
            let content = PythonText.trimmed(line)
            if content.isEmpty { continue }
            guard let sign = content.firstIndex(of: "=") else {
                throw INIReader.Malformed(line: number, message: "no key = value in the lines up to this one")
            }
            let key = PythonText.string(PythonText.trimmed(content[..<sign]))
            keys[key] = PythonText.string(PythonText.trimmed(content[(sign + 1)...]))
        }
        return keys
    }
}
