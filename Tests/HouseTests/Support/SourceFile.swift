/// One file of the project.
struct SourceFile: Sendable {
    /// Its path from the project's root.
    let path: String
    /// Its lines; the newline at its end begins none.
    let lines: [Substring]
    /// The same lines without comments and the texts of strings, where it is Swift.
    let code: [String]

    init(path: String, text: String) {
        self.path = path
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        self.lines = lines.last?.isEmpty == true ? lines.dropLast() : lines
        code = path.hasSuffix(".swift") ? SwiftCode.lines(of: text) : []
    }

    /// The folder below `Sources` that it lies in.
    var room: String { path.split(separator: "/").dropFirst().first.map(String.init) ?? "" }

    /// The modules that it imports, without submodules and declarations.
    var imports: Set<String> {
        Set(code.filter { $0.contains("import") }.compactMap(Self.module))
    }

    private static func module(ofImport line: String) -> String? {
        var words = line.split(separator: " ")[...]
        let kinds: Set = ["struct", "class", "enum", "protocol", "func", "var", "let", "typealias", "actor"]
        let modifiers: Set = ["public", "package", "internal", "fileprivate", "private"]
        while let word = words.first, word.hasPrefix("@") || modifiers.contains(String(word)) { words.removeFirst() }
        guard words.popFirst() == "import", var module = words.popFirst() else { return nil }
        if kinds.contains(String(module)) { module = words.popFirst() ?? "" }
        return module.split(separator: ".").first.map(String.init)
    }

    /// The places, as `path:line`, where code holds something.
    func places(_ holds: (String) -> Bool) -> [String] {
        code.indices.filter { holds(code[$0]) }.map { "\(path):\($0 + 1)" }
    }

    /// The places, as `path:line`, where code holds a text and no comment on the line or above it says why.
    func silentPlaces(of text: String) -> [String] {
        code.indices.filter { code[$0].contains(text) && !hasComment(at: $0) }.map { "\(path):\($0 + 1)" }
    }

    private func hasComment(at index: Int) -> Bool {
        let above = index > 0 ? lines[index - 1].drop { $0 == " " } : ""
        return lines[index].contains("// ") || above.hasPrefix("// ") || above.hasPrefix("/// ")
    }
}
