import Foundation

/// The pages of `docs/`, which must say what the code does.
enum Documents {
    static func text(_ name: String) throws -> String {
        let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        return try String(contentsOf: repository.appending(path: "docs").appending(path: name), encoding: .utf8)
    }

    /// The cells of the rows of all tables whose first cell is a number.
    static func numberedRows(_ text: String) -> [(number: Int32, cell: String)] {
        text.split(separator: "\n").compactMap { line in
            let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
            guard line.hasPrefix("|"), cells.count >= 2, let number = Int32(cells[0]) else { return nil }
            return (number, cells[1])
        }
    }

    /// The first block of code behind a heading.
    static func block(under heading: String, in text: String) -> String? {
        let lines = text.components(separatedBy: "\n")
        guard let start = lines.firstIndex(of: heading),
            let opening = lines[start...].firstIndex(where: { $0.hasPrefix("```") }),
            let closing = lines[(opening + 1)...].firstIndex(of: "```")
        else { return nil }
        return lines[(opening + 1)..<closing].joined(separator: "\n")
    }
}
