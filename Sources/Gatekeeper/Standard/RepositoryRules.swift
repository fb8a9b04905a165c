import Patterns

/// The repositories that a container of the standard configuration may use.
struct RepositoryRules {
    /// The one repository, when exactly one is listed and there are no patterns: callers need not name it.
    let single: Located<ByteString>?
    /// A pattern that matches every listed repository and whatever the patterns match; nothing when there are none.
    let pattern: ByteString

    /// Reads the list and the patterns of a section, which are checked where they stand.
    init(
        _ reader: inout FieldReader,
        listedIn listKey: ByteString,
        patternsIn patternKey: ByteString
    ) {
        var literals: [Located<ByteString>] = []
        for repository in reader.strings(listKey)?.value ?? [] {
            guard !literals.contains(where: { $0.value == repository.value }) else { continue }
            reader.examineRepository(repository, patternKey: patternKey)
            literals.append(repository)
        }
        let patterns = (reader.strings(patternKey)?.value ?? []).compactMap { text in
            reader.pattern(text, source: .written)
        }
        if literals.isEmpty, patterns.isEmpty {
            let hint = "list repositories in \(listKey)"
            reader.report(.warning(.nothingAllowed, at: reader.location, "no repository is allowed", hint: hint))
        }
        single = literals.count == 1 && patterns.isEmpty ? literals.first : nil
        pattern = Self.pattern(
            literals: literals.map { Pattern.escaping($0.value.bytes) },
            patterns: patterns.map(\.source)
        )
    }

    /// One pattern for all.
    ///
    /// Literals alone are joined bare, so that a refusal shows them as they were listed.
    private static func pattern(literals: [[UInt8]], patterns: [[UInt8]]) -> ByteString {
        if literals.isEmpty, patterns.count == 1 { return ByteString(patterns[0]) }
        if patterns.isEmpty, !literals.isEmpty { return ByteString(Array(literals.joined(separator: "|".utf8))) }
        // Every source was compiled before, so only a list of absurd size can fail; nothing is allowed then.
        return ByteString((try? Pattern.alternation(of: literals + patterns)) ?? Pattern.nothing.source)
    }
}

extension FieldReader {
    fileprivate mutating func examineRepository(_ repository: Located<ByteString>, patternKey: ByteString) {
        if let hazard = repository.value.firstHazard {
            let message = "the repository (\(repository.value)) contains \(hazard.name)"
            report(.error(.hazardousText, at: repository.location, message, hint: "remove it"))
        } else if repository.value.isEmpty || repository.value.beginsWithDash {
            let hint = "write its address, such as https://github.com/acme/live.git"
            report(.error(.malformed, at: repository.location, "(\(repository.value)) is not a repository", hint: hint))
        } else if repository.value.bytes.contains(where: { Set("*[]()|^$\\".utf8).contains($0) }) {
            let message = "(\(repository.value)) looks like a pattern, but is taken literally here"
            report(.warning(.ruleWithoutEffect, at: repository.location, message, hint: "move it to \(patternKey)"))
        }
    }
}
