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

extension PlanFigures {
    /// Finds the last summary in an output; `nil` when there is none.
    ///
    /// The lines are Terraform's own: `Plan: 1 to import, 2 to add, 1 to change, 0 to destroy.`, `No changes.`, `Apply
    /// complete! Resources: 2 added, 1 changed, 0 destroyed.`, `Destroy complete! Resources: 3 destroyed.`
    init?(output: String) {
        let lines = output.split(separator: "\n").reversed()
        guard let found = lines.lazy.compactMap({ Self.figures(in: $0) }).first else { return nil }
        self = found
    }

    private static func figures(in line: Substring) -> PlanFigures? {
        for start in ["Plan: ", "Apply complete! Resources: ", "Destroy complete! Resources: "] {
            guard let range = line.firstRange(of: start) else { continue }
            return figures(listed: line[range.upperBound...])
        }
        return line.contains("No changes. ") || line.hasSuffix("No changes.") ? PlanFigures() : nil
    }

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
