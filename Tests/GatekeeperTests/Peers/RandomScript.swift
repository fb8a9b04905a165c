import Fixtures
import Gatekeeper

/// A script with random rules, and random argument lists for it, hostile ones among them.
struct RandomScript {
    private static let valueNames = [
        "a", "v", "1", "ref", "repo", "rep", "repository", "foo", "foo-bar", "no-foo", "x.y", "x_y", "tag",
    ]
    private static let flagNames = ["q", "force", "forced", "no-push", "2"]
    private static let values = [
        "", "x", "main", "-", "--", "-x", "--repo", "--repo=x", "-destroy", "a b", "a=b", "=", "'", "\"", "\\", "é",
        "e\u{301}",
        "\u{212A}", "$HOME", "-1", "1", "--force", "*", "a\nb", "x\0", "\u{202E}", "--é", "-\u{301}", "0x", ";", "-a",
        "--no-push",
    ]
    private static let junk = [
        "--", "-", "", "---", "--=", "--=x", "-=x", "--unknown", "-unknown", "--re", "--fo", "--forc", "--no", "-aq",
        "-qa", "-avalue",
        "--foo--bar", "--Repo", "word", "-v=", "--\u{212A}", "--repo\u{301}", "–-dash", "=x", "--repo\n",
    ]

    let json: String
    let gate: Gatekeeper
    let valueOptions: [String]
    let flags: [String]
    let positionals: Bool
    let hardcoded: [(name: String, values: [String])]
    let single: [String]
    let tail: [String]
    let isLegacy: Bool

    init(_ random: inout SeededGenerator) throws {
        valueOptions = Self.valueNames.filter { _ in random.chance(45) }
        flags = Self.flagNames.filter { _ in random.chance(40) }
        positionals = random.chance(40)
        isLegacy = random.chance(15)
        single = (valueOptions + flags).filter { _ in random.chance(30) }
        let single = single
        hardcoded = valueOptions.filter { _ in random.chance(15) }.map { name in
            (name, single.contains(name) || random.chance(50) ? ["main"] : ["one", "two words"])
        }
        tail = positionals && random.chance(20) ? ["tail"] : []
        let dash = random.chance(50) ? nil : valueOptions.filter { $0.utf8.count > 1 && random.chance(30) }
        var rules: [String] = [
            "\"allow_positional_args\": \(positionals)", "\"allowed_options_without_args\": \(Self.list(flags))",
            "\"single_options\": \(Self.list(single))", "\"hardcoded_args\": \(Self.list(tail))",
            "\"hardcoded_options\": {\(hardcoded.map { "\"\($0.name)\": \(Self.list($0.values))" }.joined(separator: ", "))}",
        ]
        if !isLegacy { rules.append("\"allowed_options\": \(Self.list(valueOptions))") }
        if let dash { rules.append("\"dash_value_options\": \(Self.list(dash))") }
        json = Fixtures.script("s", rules: "{\(rules.joined(separator: ", "))}", legacy: isLegacy)
        gate = try Fixtures.gate(json)
    }

    private static func list(_ names: [String]) -> String {
        "[" + names.map { "\"\($0)\"" }.joined(separator: ", ") + "]"
    }

    /// How each option is written for a parser, and whether it takes a value.
    ///
    /// In the old format any option may be given, so the table lists whatever was.
    func table(for job: ApprovedJob) -> [String: Bool] {
        var table: [String: Bool] = [:]
        for name in valueOptions { table[Self.spelling(name)] = true }
        for name in flags { table[Self.spelling(name)] = false }
        for option in job.parsed.options where table[option.name.spelling.string] == nil {
            table[option.name.spelling.string] = true
        }
        return table
    }

    static func spelling(_ name: String) -> String {
        (name.utf8.count == 1 ? "-" : "--") + name
    }

    func arguments(_ random: inout SeededGenerator) -> [String] {
        (0..<Int.random(in: 0...5, using: &random)).flatMap { _ in part(&random) }
    }

    private func part(_ random: inout SeededGenerator) -> [String] {
        switch Int.random(in: 0..<100, using: &random) {
        case ..<60:
            let name = random.pick(valueOptions, otherwise: "ref")
            let value =
                random.chance(55)
                ? random.pick(["main", "x", "a b", "a=b", "é"], otherwise: "x")
                : random.pick(Self.values, otherwise: "x")
            return joined(spelling(name, &random), value, &random)
        case ..<80:
            return [spelling(random.pick(flags, otherwise: "force"), &random)]
        case ..<90:
            return [random.pick(["word", "two words", "é", ""], otherwise: "word")]
        case ..<95:
            return [random.pick(Self.values, otherwise: "x")]
        default:
            return [random.pick(Self.junk, otherwise: "--")]
        }
    }

    private func spelling(_ name: String, _ random: inout SeededGenerator) -> String {
        (random.chance(70) ? "--" : "-") + name
    }

    private func joined(_ option: String, _ value: String, _ random: inout SeededGenerator) -> [String] {
        random.chance(35) ? [option + "=" + value] : [option, value]
    }
}
