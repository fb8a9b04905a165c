import ChangeDetection
import Git

/// The summary in Markdown: a table of all modules, and below it the output of each, folded; failures first.
///
/// It is cut to what a platform takes: output first, the oldest lines of it, then whole modules, then rows; what was cut
/// is said, with the command that shows it.
struct ChangesSummary: Sendable {
    private let report: ChangesReport
    private let limit: SummaryLimit

    init(_ report: ChangesReport, limit: SummaryLimit) {
        self.report = report
        self.limit = limit
    }

    /// The whole summary, never longer than the limit.
    var text: String {
        let head = head
        let rows = rows
        let notes = notes
        let table = fitting(rows, into: limit.bytes - head.utf8.count - notes.utf8.count - Self.reserve)
        var text = head + table + notes
        let outputs = report.result.modules.filter { $0.log.map { !$0.bytes.isEmpty } ?? false }
            .sorted { Self.rank($0) < Self.rank($1) }
        var omitted = 0
        for (index, module) in outputs.enumerated() {
            // Each may take its share of what is left; what one does not need is there for the next.
            let room = (limit.bytes - text.utf8.count - Self.reserve) / (outputs.count - index)
            if let section = section(module, room) {
                text += section
            } else {
                omitted += 1
            }
        }
        if omitted > 0 {
            let what = "the output of \(omitted) modules is left out"
            text += "\n_Cut to fit \(limit.name) (\(limit.bytes) bytes): \(what)._\n"
        }
        return text
    }

    /// Kept free for what is said about cuts.
    private static let reserve = 300

    private static func rank(_ module: ModuleResult) -> Int {
        module.word == "failed" ? 0 : 1
    }

    private var head: String {
        let matrix = report.matrix
        let since = matrix.source.commit.map { " since `\($0.prefix(12))`" } ?? ""
        return """
            <!-- deploy-runner: \(matrix.command.command) -->
            ### \(matrix.command.command): \(report.headline)

            Commit `\(matrix.target.commit ?? "")`\(since).


            """
    }

    private var rows: [String] {
        let modules = report.result.modules.map { module in
            let run = module.run.map { "`\($0)`" } ?? ""
            let duration = module.run == nil ? "" : "\(DurationText(module.duration))"
            let action = module.job.action == .destroy ? "destroy" : report.matrix.command.rawValue
            let cells = [
                Self.icon(module), Self.cell(module.job.folder.text), action, module.description, duration, run,
            ]
            return "| \(cells.joined(separator: " | ")) |\n"
        }
        return modules + report.matrix.leftOut.map { "| ⚠️ | \(Self.cell($0.path)) | | left out: \($0.message) | | |\n" }
    }

    private func fitting(_ rows: [String], into room: Int) -> String {
        guard !rows.isEmpty else { return "" }
        var text = "| | module | | result | time | run |\n| --- | --- | --- | --- | --- | --- |\n"
        for (index, row) in rows.enumerated() {
            guard text.utf8.count + row.utf8.count <= room else {
                let missing = "\(rows.count - index) of \(rows.count) modules are not listed"
                return text + "\n_Cut to fit \(limit.name): \(missing)._\n"
            }
            text += row
        }
        return text
    }

    private var notes: String {
        let matrix = report.matrix
        let lists = [
            ("Depend on these and were not run", matrix.dependents), ("Excluded", matrix.excluded),
            ("Moved, with their state", matrix.moved.map { "\($0.from) → \($0.to)" }),
            ("Changed, and read by no module", matrix.unrelated),
            ("To look at", matrix.warnings.map { "\($0.path)\($0.line.map { ":\($0)" } ?? ""): \($0.message)" }),
        ]
        return lists.filter { !$0.1.isEmpty }.map { title, entries in
            let shown = entries.prefix(Self.mostEntries).map(Self.cell).joined(separator: ", ")
            let more = entries.count > Self.mostEntries ? " and \(entries.count - Self.mostEntries) more" : ""
            return "\n\(title): \(shown)\(more).\n"
        }.joined()
    }

    private static let mostEntries = 10

    /// The output of a module in at most so many bytes; `nil` when not even a few lines fit.
    private func section(_ module: ModuleResult, _ room: Int) -> String? {
        guard let log = module.log else { return nil }
        let title = "\(Self.cell(module.job.folder.text)): \(module.description)"
        let text = log.plain
        // More backticks than the output has in a row, so that it cannot end the block.
        let fence = String(repeating: "`", count: max(3, Self.longestRun(of: "`", in: text) + 1))
        let open = "\n<details><summary>\(title)</summary>\n\n"
        let close = "\n\(fence)\n\n</details>\n"
        let frame = open.utf8.count + close.utf8.count + fence.utf8.count + 300
        guard room - frame >= 200 else { return nil }
        let kept = Self.end(of: text, bytes: room - frame)
        let cut = text.utf8.count - kept.utf8.count + log.dropped
        let note = cut > 0 ? "_\(cut) bytes before this are cut to fit \(limit.name)\(whole(module))._\n\n" : ""
        return open + note + fence + "\n" + kept + close
    }

    private func whole(_ module: ModuleResult) -> String {
        module.run.map { "; all of it: `\(report.place.command("logs", $0))`" } ?? ""
    }

    /// The last whole lines that fit.
    private static func end(of text: String, bytes: Int) -> String {
        let text = text.utf8.last == UInt8(ascii: "\n") ? text.dropLast() : text[...]
        guard text.utf8.count > bytes else { return String(text) }
        let tail = text.utf8.suffix(bytes)
        guard let line = tail.firstIndex(of: UInt8(ascii: "\n")) else { return String(decoding: tail, as: UTF8.self) }
        return String(decoding: tail[tail.index(after: line)...], as: UTF8.self)
    }

    private static func longestRun(of character: Character, in text: String) -> Int {
        var (longest, current) = (0, 0)
        for next in text {
            current = next == character ? current + 1 : 0
            longest = max(longest, current)
        }
        return longest
    }

    private static func icon(_ module: ModuleResult) -> String {
        switch module.state {
        case .succeeded: "✅"
        case .failed: "❌"
        case .notStarted: "⏸️"
        }
    }

    /// A text that changes nothing around it: in a cell of a table, in HTML, in Markdown.
    private static func cell(_ text: String) -> String {
        VisibleText.of(text).reduce(into: "") { cell, character in
            switch character {
            case "<": cell += "&lt;"
            case ">": cell += "&gt;"
            case "&": cell += "&amp;"
            case "|", "*", "_", "`", "[", "]", "\\": cell += "\\\(character)"
            default: cell.append(character)
            }
        }
    }
}
