/// What a plan or an apply of Terraform says of itself: `+2 ~1 -0`.
struct PlanFigures: Hashable, Sendable, Codable {
    var add = 0
    var change = 0
    var destroy = 0

    /// Whether nothing changes.
    var isEmpty: Bool { add == 0 && change == 0 && destroy == 0 }
}

extension PlanFigures: CustomStringConvertible {
    var description: String { "+\(add) ~\(change) -\(destroy)" }
}

/// Finds the figures in the output of a run while it comes.
struct PlanFiguresReader: Sendable {
    private var found: PlanFigures?
    private var line: [UInt8] = []

    /// What the last summary says, of those that have come so far; `nil` when there is none.
    var figures: PlanFigures? { Self.figures(in: line) ?? found }

    /// The next bytes of the output.
    mutating func read(_ bytes: [UInt8]) {
        var rest = bytes[...]
        while let end = rest.firstIndex(of: 0x0A) {
            take(rest[..<end])
            if let figures = Self.figures(in: line) { found = figures }
            line.removeAll(keepingCapacity: true)
            rest = rest[(end + 1)...]
        }
        take(rest)
    }

    private mutating func take(_ part: ArraySlice<UInt8>) {
        line += part.prefix(Self.longestLine - line.count)
    }

    /// Of a longer line the beginning is read, in bytes; a summary is short.
    private static let longestLine = 4096
}

extension PlanFiguresReader {
    /// What a line says; `nil` when it is no summary.
    ///
    /// The summaries are Terraform's own: `Plan: 1 to import, 2 to add, 1 to change, 0 to destroy.`, `No changes.`, `Apply
    /// complete! Resources: 2 added, 1 changed, 0 destroyed.`, `Destroy complete! Resources: 3 destroyed.`
    private static func figures(in line: [UInt8]) -> PlanFigures? {
        guard signs.contains(where: { line.firstRange(of: $0) != nil }) else { return nil }
        let text = PlainText.of(line)
        for start in ["Plan: ", "Apply complete! Resources: ", "Destroy complete! Resources: "] {
            guard let range = text.firstRange(of: start) else { continue }
            return figures(listed: text[range.upperBound...])
        }
        return text.contains("No changes. ") || text.hasSuffix("No changes.") ? PlanFigures() : nil
    }

    /// What a summary has in it and next to no other line, whatever its colours.
    private static let signs = ["Plan:", "complete!", "No changes."].map { Array($0.utf8) }

    private static func figures(listed text: Substring) -> PlanFigures? {
        var figures = PlanFigures()
        var isFound = false
        for part in text.split(separator: ",") {
            let words = part.split { $0 == " " || $0 == "." }
            guard let first = words.first, let number = Int(first), let verb = words.last else { continue }
            switch verb {
            case "add", "added": figures.add = number
            case "change", "changed": figures.change = number
            case "destroy", "destroyed": figures.destroy = number
            default: continue
            }
            isFound = true
        }
        return isFound ? figures : nil
    }
}
