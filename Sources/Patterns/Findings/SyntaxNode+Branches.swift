extension SyntaxNode {
    /// Branches that are empty, and branches without effect beside another.
    func branchFindings(in pattern: Pattern) -> [PatternFinding] {
        var findings: [PatternFinding] = []
        forEachPart { part in
            guard case .alternation(let branches) = part.kind else { return }
            for branch in branches where branch.kind == .empty {
                findings.append(pattern.finding(emptyBranch: branch))
            }
            for shadow in BranchComparison(branches, limits: pattern.limits).shadows {
                findings.append(pattern.finding(shadow))
            }
        }
        return findings
    }
}

extension Pattern {
    fileprivate func finding(emptyBranch branch: SyntaxNode) -> PatternFinding {
        PatternFinding(
            kind: .emptyBranch,
            severity: .warning,
            range: branch.range,
            message: "The alternation has an empty branch, so nothing at all matches there as well.",
            hint: "Remove the `|` if that is not meant; write `(…)?` if it is."
        )
    }

    fileprivate func finding(_ shadow: BranchComparison.Shadow) -> PatternFinding {
        let (branch, other) = (quote(shadow.branch.range), quote(shadow.by.range))
        let place = "at byte \(shadow.by.range.lowerBound)"
        let isCopy = source[shadow.branch.range] == source[shadow.by.range]
        return PatternFinding(
            kind: .shadowedBranch,
            severity: .warning,
            range: shadow.branch.range,
            message: isCopy
                ? "The branch \(branch) stands \(place) already."
                : "Everything that the branch \(branch) matches is matched by \(other) as well.",
            hint: isCopy ? "Remove one of them." : "Remove the branch, or narrow the other one \(place)."
        )
    }
}
