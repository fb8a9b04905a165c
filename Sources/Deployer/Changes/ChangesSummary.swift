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
        let room = limit.bytes - head.utf8.count - Self.reserve
        let notes = notes(fitting: room / 2)
        var text = head + table(fitting: room - notes.utf8.count) + notes
        let outputs = (failed + others).filter { $0.log.map { !$0.bytes.isEmpty } ?? false }
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

    private var failed: [ModuleResult] { report.result.modules.filter { $0.word == "failed" } }
    private var others: [ModuleResult] { report.result.modules.filter { $0.word != "failed" } }

    private var head: String {
        let matrix = report.matrix
        let since = matrix.source.commit.map { " since `\($0.prefix(12))`" } ?? ""
        return """
            <!-- deploy-runner: \(matrix.command.command) -->
            ### \(matrix.command.command): \(report.headline)

            Commit `\(matrix.target.commit ?? "")`\(since).


            """
    }

    /// The rows, failures first: what comes last is cut first.
    private var rows: [String] {
        let leftOut = report.matrix.leftOut.map { module in
            "| ⚠️ | \(Self.cell(module.path)) | | left out: \(Self.cell(module.message)) | | |\n"
        }
        return failed.map(row) + leftOut + others.map(row)
    }

    private func row(_ module: ModuleResult) -> String {
        let run = module.run.map { "`\($0)`" } ?? ""
        let duration = module.run == nil ? "" : "\(DurationText(module.duration))"
        let action = module.job.action == .destroy ? "destroy" : report.matrix.command.rawValue
        let name = Self.cell(module.job.folder.text)
        let cells = [Self.icon(module), name, action, Self.cell(module.description), duration, run]
        return "| \(cells.joined(separator: " | ")) |\n"
    }

    private func table(fitting room: Int) -> String {
        let rows = rows
        var text = "| | module | | result | time | run |\n| --- | --- | --- | --- | --- | --- |\n"
        var listed = 0
        for row in rows {
            guard text.utf8.count + row.utf8.count <= room else { break }
            text += row
            listed += 1
        }
        let missing = "\(rows.count - listed) of \(rows.count) modules are not listed"
        return (listed > 0 ? text : "") + (listed < rows.count ? "\n_Cut to fit \(limit.name): \(missing)._\n" : "")
    }

    private func notes(fitting room: Int) -> String {
        var text = ""
        var omitted = 0
        for note in notes {
            if text.utf8.count + note.utf8.count <= room { text += note } else { omitted += 1 }
        }
        return omitted == 0 ? text : text + "\n_Cut to fit \(limit.name): lists left out: \(omitted)._\n"
    }

    private var notes: [String] {
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
        }
    }

    private static let mostEntries = 10

    /// The output of a module in at most so many bytes; `nil` when not even a few lines fit.
    private func section(_ module: ModuleResult, _ room: Int) -> String? {
        guard let log = module.log else { return nil }
        let title = Self.html("\(module.job.folder.text): \(module.description)")
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

    /// A text that changes nothing around it in HTML, where Markdown means nothing.
    private static func html(_ text: String) -> String {
        VisibleText.of(text).reduce(into: "") { html, character in
            switch character {
            case "<": html += "&lt;"
            case ">": html += "&gt;"
            case "&": html += "&amp;"
            default: html.append(character)
            }
        }
    }

    /// A text that changes nothing around it: in a cell of a table, in HTML, in Markdown.
    private static func cell(_ text: String) -> String {
        html(text).reduce(into: "") { cell, character in
            switch character {
            case "|", "*", "_", "`", "[", "]", "\\": cell += "\\\(character)"
            default: cell.append(character)
            }
        }
    }
}
