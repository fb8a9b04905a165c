/// What a change makes somebody run, as people read it before it starts.
struct ChangesListing: Sendable {
    private let matrix: ChangeMatrix

    init(_ matrix: ChangeMatrix) {
        self.matrix = matrix
    }

    /// The waves, and everything that the change touches beside them.
    var lines: [String] {
        [headline] + waves
            + section("left out:", matrix.leftOut.map { "\(VisibleText.of($0.path)): \($0.message)" })
            + section("moved, with its state:", matrix.moved.map { "\($0.from) → \($0.to)" }.map(VisibleText.of))
            + section("excluded:", matrix.excluded.map(VisibleText.of))
            + section(
                "depend on these and are not run (--include-dependents):",
                matrix.dependents.map(VisibleText.of)
            )
            + section("changed, and read by no module:", matrix.unrelated.map(VisibleText.of))
    }

    /// What to look at.
    var warnings: [String] {
        matrix.warnings.map { warning in
            let line = warning.line.map { ":\($0)" } ?? ""
            let column = warning.column.map { ":\($0)" } ?? ""
            let effect =
                warning.code == "HCLUnreadable" ? "; what it leads to is not known, so its modules are run" : ""
            return "\(VisibleText.of(warning.path))\(line)\(column): \(VisibleText.of(warning.message))\(effect)"
        }
    }

    private var headline: String {
        let count = matrix.modules.count
        let what = count == 0 ? "no module" : count == 1 ? "1 module" : "\(count) modules"
        let target = "commit \(matrix.target.commit?.prefix(12) ?? "")"
        guard let commit = matrix.source.commit else { return "\(what) in \(target)" }
        return "\(what) affected by \(target) since \(commit.prefix(12)) (\(VisibleText.of(matrix.source.ref)))"
    }

    private var waves: [String] {
        let pathWidth = matrix.modules.map { VisibleText.of($0.path).count }.max() ?? 0
        var lines: [String] = []
        var wave = 0
        for module in matrix.modules {
            if module.wave != wave { lines.append("wave \(module.wave):") }
            wave = module.wave
            let path = VisibleText.of(module.path)
            let padding = String(repeating: " ", count: pathWidth - path.count)
            let action = module.action.padding(to: 7)
            lines.append("  \(action)  \(path)\(padding)  \(Self.reasons(module.reasons))".trimmedEnd)
        }
        return lines
    }

    private static func reasons(_ files: [String]) -> String {
        guard let first = files.first else { return "" }
        let more = files.count > 1 ? " and \(files.count - 1) more" : ""
        return VisibleText.of(first) + more
    }

    private func section(_ title: String, _ lines: [String]) -> [String] {
        lines.isEmpty ? [] : [title] + lines.map { "  " + $0 }
    }
}

extension String {
    /// The text with spaces behind it, at least this long.
    func padding(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }

    fileprivate var trimmedEnd: String {
        var text = self
        while text.hasSuffix(" ") { text.removeLast() }
        return text
    }
}
