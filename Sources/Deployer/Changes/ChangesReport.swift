import ChangeDetection
import Git

/// What became of everything that a change affected: what summaries are made of.
struct ChangesReport: Sendable {
    let matrix: ChangeMatrix
    let result: ChangesResult
    let exitCode: Int32
    let place: RunnerPlace

    /// The figures, as programs read them.
    struct Summary: Encodable, Hashable, Sendable {
        let exit: Int32
        let succeeded: Int
        let failed: Int
        let notStarted: Int
        let leftOut: Int

        private enum CodingKeys: String, CodingKey {
            case exit, succeeded, failed
            case notStarted = "not_started"
            case leftOut = "left_out"
        }
    }

    /// The figures.
    var summary: Summary {
        let words = result.modules.map(\.word)
        return Summary(
            exit: exitCode,
            succeeded: words.count { $0 == "succeeded" },
            failed: words.count { $0 == "failed" },
            notStarted: words.count { $0 == "not_started" },
            leftOut: matrix.leftOut.count
        )
    }

    /// The headline of every summary.
    var headline: String {
        let summary = summary
        guard !result.modules.isEmpty || summary.leftOut > 0 else { return "no module is affected" }
        let parts = [
            (summary.succeeded, "succeeded"), (summary.failed, "failed"), (summary.notStarted, "not started"),
            (summary.leftOut, "left out"),
        ]
        let total = result.modules.map(\.figures).reduce(PlanFigures()) { $0 + ($1 ?? PlanFigures()) }
        let words = parts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
        return words.joined(separator: ", ") + (total.isEmpty ? "" : "; \(total)")
    }

    /// The last lines on standard error.
    var closingLines: [String] {
        guard result.modules.count > 1 || summary.leftOut > 0 else { return [headline] }
        let width = result.modules.map { VisibleText.of($0.job.folder.text).count }.max() ?? 0
        let rows = result.modules.map { module in
            "  \(VisibleText.of(module.job.folder.text).padding(to: width))  \(module.description)"
        }
        let leftOut = matrix.leftOut.map { "  \(VisibleText.of($0.path).padding(to: width))  left out: \($0.message)" }
        return rows + leftOut + [headline]
    }
}

extension PlanFigures {
    static func + (left: PlanFigures, right: PlanFigures) -> PlanFigures {
        PlanFigures(
            add: left.add + right.add,
            change: left.change + right.change,
            destroy: left.destroy + right.destroy
        )
    }
}
