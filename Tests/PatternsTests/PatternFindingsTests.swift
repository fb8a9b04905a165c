import Fixtures
import Patterns
import Testing

/// What is allowed but probably not meant.
struct PatternFindingsTests {
    struct Row: Sendable, CustomTestStringConvertible {
        var source: String
        var findings: [Found]
        var testDescription: String { source.debugDescription }

        struct Found: Sendable, Equatable {
            var kind: PatternFinding.Kind
            var range: Range<Int>
        }

        init(_ source: String, _ findings: (PatternFinding.Kind, Range<Int>)...) {
            self.source = source
            self.findings = findings.map { Found(kind: $0.0, range: $0.1) }
        }
    }

    static let rows = [
        // The whole pattern.
        Row(".*", (.matchesEverything, 0..<2)),
        Row(".+", (.matchesEverything, 0..<2)),
        Row("^.*$", (.matchesEverything, 0..<4), (.redundantAnchor, 0..<1)),
        Row(#"(.|\n)*"#, (.matchesEverything, 0..<7)),
        Row("[ -~]+", (.matchesEverything, 0..<6)),
        Row(".?.*.?", (.matchesEverything, 0..<6)),
        Row(#"[^\s\S]"#, (.matchesNothing, 0..<7)),
        Row(#"a[^\s\S]|[^\w\W]"#, (.matchesNothing, 0..<16)),
        Row("[a-z]*", (.matchesEmpty, 0..<6)),
        Row("", (.matchesEmpty, 0..<0)),
        // Any character, without end.
        Row(#"git@github\.com:acme/.*"#, (.unboundedAnyCharacter, 21..<23)),
        Row("x.{3,}y", (.unboundedAnyCharacter, 1..<6)),
        Row(#"a\S+"#, (.unboundedAnyCharacter, 1..<4)),
        Row(#"a[^\n]*?b"#, (.unboundedAnyCharacter, 1..<8)),
        Row(#"a(?:.|\n)+"#, (.unboundedAnyCharacter, 1..<10)),
        Row("([!-/]|[0-9]|[:-@]|[A-Z]|[[-`]|[a-z]|[{-~])+ x", (.unboundedAnyCharacter, 0..<44)),
        Row("(x(.+))y", (.unboundedAnyCharacter, 3..<5)),
        // Dots in names.
        Row("github.com", (.unescapedDot, 6..<7)),
        Row("https://github.com/acme/infra.git", (.unescapedDot, 14..<15), (.unescapedDot, 29..<30)),
        Row("infra(.git)?", (.unescapedDot, 6..<7)),
        Row("(github|gitlab).(com|org)", (.unescapedDot, 15..<16)),
        Row("[a-z]+.example(-[0-9])?.com", (.unescapedDot, 6..<7), (.unescapedDot, 23..<24)),
        Row("(a.)+b", (.unescapedDot, 2..<3)),
        Row("v[0-9]+.[0-9]{2}", (.unescapedDot, 7..<8)),
        // Branches.
        Row("(plan|)", (.matchesEmpty, 0..<7), (.emptyBranch, 6..<6)),
        Row("x(|plan||apply)", (.emptyBranch, 2..<2), (.emptyBranch, 8..<8)),
        Row("plan|apply|plan", (.shadowedBranch, 11..<15)),
        Row("main|[a-z]+", (.shadowedBranch, 0..<4)),
        Row("[a-z]+|(?:main)|x[0-9]", (.shadowedBranch, 7..<15)),
        Row("a+|a*b|aa+|ab?", (.shadowedBranch, 7..<10)),
        Row("[ab]|[ba]", (.shadowedBranch, 5..<9)),
        Row("x(y(a|b|a)|z)", (.shadowedBranch, 8..<9)),
        // Classes.
        Row("[A-z]", (.accidentalRange, 1..<4)),
        Row("[a-z0-9.-_]+", (.accidentalRange, 7..<10)),
        Row(#"[\w\.-_]+"#, (.accidentalRange, 3..<7)),
        Row("[+-.]", (.accidentalRange, 1..<4)),
        Row("[0-z]", (.accidentalRange, 1..<4)),
        Row("[plan|apply]", (.barInClass, 5..<6)),
        // Anchors.
        Row("^main$", (.redundantAnchor, 0..<1)),
        Row(#"x|main\z"#, (.redundantAnchor, 6..<8)),
        // What users of other tools have written in good faith.
        Row(
            "^git@github.com:buildkite/.*",
            (.redundantAnchor, 0..<1),
            (.unescapedDot, 11..<12),
            (.unboundedAnyCharacter, 26..<28)
        ),
        Row(
            "^(https://github.com/gruntwork-io/.+)$",
            (.redundantAnchor, 0..<1),
            (.unescapedDot, 16..<17),
            (.unboundedAnyCharacter, 34..<36)
        ),
    ]

    @Test(arguments: rows)
    func `what looks unintended is found where it stands, and nothing else`(row: Row) throws {
        let findings = try Pattern(row.source).findings
        #expect(findings.map { Row.Found(kind: $0.kind, range: $0.range) } == row.findings)
    }

    @Test(arguments: [
        #"https://github\.com/acme/[a-z0-9-]+(\.git)?"#, #"git@github\.com:acme/(infra|live)\.git"#,
        "plan|apply|plan-all",
        "[A-Za-z0-9_./-]+", "[^/]+/[^/]+", "[0-9a-f]{40}", #"v\d+\.\d+\.\d+"#, "(origin/)?main",
        "release/[0-9]{4}-[0-9]{2}",
        "a.{1,3}b", "a.?b", "x/.y", "/(x)?.git", "x(-|/)?.git", "./x", "(=|:).x", "[!-/:-@[-`{-~]", "[ -~]{1,80}",
        #"[\x20-\x7e]x"#, "[а-я]+",
        "[^|]+x",
        "[a|]", "a|ab|abc", "(a|b)(a|b)", "[a-m]|[h-z]", "-var-file=[a-z]+", #"\w+@\w+\.com"#, "a[^a]*a", #"[+\-.]"#,
    ])
    func `a careful pattern has no findings`(source: String) throws {
        #expect(try Pattern(source).findings.isEmpty)
    }

    @Test func `warnings come after information, and only what widens or has no effect is a warning`() throws {
        #expect(PatternFinding.Severity.information < .warning)
        let findings = try Self.rows.flatMap { try Pattern($0.source).findings }
        for finding in findings {
            let isInformation = finding.kind == .matchesEmpty || finding.kind == .redundantAnchor
            #expect(finding.severity == (isInformation ? .information : .warning))
        }
        #expect(Set(findings.map(\.kind)) == Set(PatternFinding.Kind.allCases))
    }

    @Test func `the dot between names really lets another host in`() throws {
        let (loose, strict) = (try Pattern("https://github.com/acme"), try Pattern(#"https://github\.com/acme"#))
        let witness = try Pattern.witness(allowedBy: loose, notBy: strict)
        #expect(witness.map { String(decoding: $0, as: UTF8.self) } == "https://githubacom/acme")
    }

    @Test func `a shadowed branch is one without which the pattern is the same`() throws {
        var generator = SeededGenerator(seed: 41)
        var shadowed = 0
        for _ in 0..<400 {
            let branches = (0..<3).map { _ in BruteForce.source(levels: 2, using: &generator) }.filter { !$0.isEmpty }
            let pattern = try Pattern(branches.joined(separator: "|"))
            for finding in pattern.findings where finding.kind == .shadowedBranch {
                guard let index = Self.starts(of: branches).firstIndex(of: finding.position),
                    finding.range.count == branches[index].utf8.count
                else { continue }
                shadowed += 1
                let others = branches.indices.filter { $0 != index }.map { branches[$0] }
                let rest = try Pattern(others.joined(separator: "|"))
                #expect(try Pattern.witness(allowedBy: pattern, notBy: rest) == nil, "\(branches)")
            }
        }
        #expect(shadowed > 50)
    }

    private static func starts(of branches: [String]) -> [Int] {
        branches.reduce(into: [0]) { starts, branch in starts.append((starts.last ?? 0) + branch.utf8.count + 1) }
    }
}
