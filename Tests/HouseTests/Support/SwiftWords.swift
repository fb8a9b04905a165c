/// A line of code, seen as words.
enum SwiftWords {
    /// The identifiers and keywords in it.
    static func of(_ line: String) -> [Substring] {
        line.split { !($0.isLetter || $0.isNumber || $0 == "_") }
    }

    /// Whether a literal of a regular expression begins in it: `#/`, or a slash where no operand stands before.
    static func holdsRegexLiteral(_ line: String) -> Bool {
        guard line.utf8.contains(UInt8(ascii: "/")) else { return false }
        if line.contains("#/") { return true }
        return line.indices.contains { index in
            guard line[index] == "/", let next = line[line.index(after: index)...].first, !" /*=,)".contains(next)
            else {
                return false
            }
            let before = line[..<index]
            guard let last = before.last(where: { $0 != " " }) else { return true }
            // A question mark belongs to the operand before it only where it touches what follows.
            let isOperand =
                last.isLetter || last.isNumber || "_)]}\"/".contains(last) || "?!".contains(before.last ?? " ")
            return !isOperand || before.split(separator: " ").last == "return"
        }
    }
}
