extension SyntaxNode {
    /// Repeats without an upper bound of something that matches any visible character.
    func unboundedAnyCharacters(in pattern: Pattern) -> [PatternFinding] {
        var findings: [PatternFinding] = []
        forEachPart { part in
            guard case .repetition(let body, let counts) = part.kind, counts.maximum == nil,
                let characters = body.singleCharacters, ScalarSet.visibleASCII.isSubset(of: characters)
            else { return }
            findings.append(
                PatternFinding(
                    kind: .unboundedAnyCharacter,
                    severity: .warning,
                    range: part.range,
                    message:
                        "\(pattern.quote(part.range)) matches any characters, however many, slashes and dashes included.",
                    hint: "Write the characters that are allowed there, for example `[a-z0-9-]+` for a name."
                )
            )
        }
        return findings
    }
}
