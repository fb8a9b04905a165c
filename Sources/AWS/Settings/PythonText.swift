/// Lines and white space as Python has them, since Python's parser is what the shared files are written for.
///
/// Everything works on scalars: as `Character`s, a line feed and a carriage return are one, and an accent hides an `=`.
enum PythonText {
    typealias Line = ArraySlice<Unicode.Scalar>

    /// What ends a line.
    enum Breaks {
        /// Where a file is read: LF, CR, and both.
        case ofFiles
        /// Where a string is split.
        case all
    }

    /// The lines, without what ends them.
    static func lines(of text: String, breaks: Breaks = .ofFiles) -> [Line] {
        let scalars = Array(text.unicodeScalars)
        var lines: [Line] = []
        var start = 0
        var index = 0
        while index < scalars.count {
            let scalar = scalars[index]
            if scalar == "\n" || scalar == "\r" || (breaks == .all && isRareBreak(scalar)) {
                lines.append(scalars[start..<index])
                if scalar == "\r", index + 1 < scalars.count, scalars[index + 1] == "\n" { index += 1 }
                start = index + 1
            }
            index += 1
        }
        if start < scalars.count { lines.append(scalars[start...]) }
        return lines
    }

    /// The line without white space at its ends.
    static func trimmed(_ line: Line) -> Line {
        var line = line.drop(while: isSpace)
        while let last = line.last, isSpace(last) { line.removeLast() }
        return line
    }

    static func withoutTrailingSpace(_ text: String) -> String {
        var scalars = Array(text.unicodeScalars)[...]
        while let last = scalars.last, isSpace(last) { scalars.removeLast() }
        return string(scalars)
    }

    static func string(_ line: Line) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: line)
        return String(view)
    }

    /// `str.isspace`: Unicode's white space and the four information separators.
    private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isWhitespace || (0x1C...0x1F).contains(scalar.value)
    }

    /// What `str.splitlines` splits at, besides LF and CR.
    private static func isRareBreak(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x0B, 0x0C, 0x1C...0x1E, 0x85, 0x2028, 0x2029: true
        default: false
        }
    }
}
