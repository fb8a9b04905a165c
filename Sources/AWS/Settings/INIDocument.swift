/// A file in the dialect of the AWS CLI: sections, `key = value`, `#` and `;` comment lines, and one level of indented keys
/// below a key without a value.
struct INIDocument: Sendable {
    struct Section: Sendable {
        var values: [String: String] = [:]
        /// What stands indented below a key, by that key.
        var nested: [String: [String: String]] = [:]
    }

    private var sections: [String: Section] = [:]

    /// Reads the text.
    ///
    /// - Throws: `AWSError` of kind `.validation`, naming path and line and nothing of the line: it may be a secret.
    init(_ text: String, path: String) throws(AWSError) {
        var sectionName: String?
        var lastKey: String?
        var number = 0
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            number += 1
            let content = Self.trimmed(line)
            if content.isEmpty || content.first == "#" || content.first == ";" { continue }
            let isIndented = line.first == " " || line.first == "\t"
            if !isIndented, content.first == "[" {
                guard let end = content.lastIndex(of: "]"), let name = Self.name(content[..<end].dropFirst()) else {
                    throw AWSError.configuration("\(path):\(number): a section's name does not end")
                }
                sectionName = name
                sections[name, default: Section()].values.merge([:]) { $1 }
                lastKey = nil
                continue
            }
            guard let sectionName else {
                throw AWSError.configuration("\(path):\(number): a line before the first section")
            }
            let equals = content.firstIndex(of: "=")
            if isIndented, let lastKey {
                // As botocore reads it: below `key =` a list of keys, below `key = value` more of the value.
                if sections[sectionName]?.values[lastKey]?.isEmpty == true, let equals {
                    let key = Self.trimmed(content[..<equals]).lowercased()
                    let value = String(Self.trimmed(content[content.index(after: equals)...]))
                    sections[sectionName]?.nested[lastKey, default: [:]][key] = value
                } else {
                    sections[sectionName]?.values[lastKey, default: ""] += "\n" + content
                }
                continue
            }
            guard let equals, equals > content.startIndex else {
                throw AWSError.configuration("\(path):\(number): neither a section nor key = value")
            }
            let key = Self.trimmed(content[..<equals]).lowercased()
            sections[sectionName]?.values[key] = String(Self.trimmed(content[content.index(after: equals)...]))
            lastKey = key
        }
    }

    /// `[NAME]`.
    func section(_ name: String) -> Section? {
        sections[name]
    }

    /// `[KIND NAME]`, where the name may be in quotes.
    func section(_ kind: String, _ name: String) -> Section? {
        sections["\(kind) \(name)"]
    }

    /// One space between the words, quotes removed.
    private static func name(_ text: Substring) -> String? {
        let words = text.split(maxSplits: 1) { $0 == " " || $0 == "\t" }.map { word in
            let bare = trimmed(word)
            let isQuoted = bare.count >= 2 && (bare.first == "\"" || bare.first == "'") && bare.first == bare.last
            return String(isQuoted ? bare.dropFirst().dropLast() : bare)
        }
        return words.isEmpty ? nil : words.joined(separator: " ")
    }

    private static func trimmed(_ text: Substring) -> Substring {
        let isSpace: (Character) -> Bool = { $0 == " " || $0 == "\t" || $0 == "\r" || $0 == "\r\n" }
        var text = text.drop(while: isSpace)
        while let last = text.last, isSpace(last) { text.removeLast() }
        return text
    }
}
