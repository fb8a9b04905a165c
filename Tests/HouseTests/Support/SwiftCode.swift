/// What is left of Swift source without its comments and the texts of its strings; what is interpolated stays.
struct SwiftCode {
    private enum Context {
        /// Code, in an interpolation so many parentheses deep.
        case code(depth: Int)
        case string(hashes: Int, isMultiline: Bool)
    }

    private let source: [UInt8]
    private var position = 0
    private var contexts = [Context.code(depth: 0)]
    private var code: [UInt8] = []

    private init(_ text: String) {
        source = Array(text.utf8)
    }

    /// The lines, as many as the source has.
    static func lines(of text: String) -> [String] {
        var reader = SwiftCode(text)
        while reader.position < reader.source.count { reader.step() }
        return reader.code.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            .map { String(decoding: $0, as: UTF8.self) }
    }

    private mutating func step() {
        switch contexts.last {
        case .string(let hashes, let isMultiline): stepInString(hashes, isMultiline)
        case .code(let depth): stepInCode(depth)
        case nil: position = source.count
        }
    }

    private mutating func stepInCode(_ depth: Int) {
        switch source[position] {
        case UInt8(ascii: "/") where starts("//"): skipLineComment()
        case UInt8(ascii: "/") where starts("/*"): skipBlockComment()
        case UInt8(ascii: "`"): skipRawIdentifier()
        case UInt8(ascii: "\""): openString(hashes: 0)
        case UInt8(ascii: "#"):
            let hashes = source[position...].prefix { $0 == UInt8(ascii: "#") }.count
            if position + hashes < source.count, source[position + hashes] == UInt8(ascii: "\"") {
                openString(hashes: hashes)
            } else {
                code += source[position..<(position + hashes)]
                position += hashes
            }
        case UInt8(ascii: "(") where contexts.count > 1:
            contexts[contexts.count - 1] = .code(depth: depth + 1)
            keep()
        case UInt8(ascii: ")") where contexts.count > 1 && depth == 1:
            contexts.removeLast()
            position += 1
        case UInt8(ascii: ")") where contexts.count > 1:
            contexts[contexts.count - 1] = .code(depth: depth - 1)
            keep()
        default: keep()
        }
    }

    private mutating func keep() {
        code.append(source[position])
        position += 1
    }

    private mutating func openString(hashes: Int) {
        position += hashes
        let isMultiline = starts("\"\"\"")
        position += isMultiline ? 3 : 1
        contexts.append(.string(hashes: hashes, isMultiline: isMultiline))
        code.append(UInt8(ascii: "\""))
    }

    private mutating func stepInString(_ hashes: Int, _ isMultiline: Bool) {
        let byte = source[position]
        let marks = String(repeating: "#", count: hashes)
        if byte == UInt8(ascii: "\""), starts((isMultiline ? "\"\"\"" : "\"") + marks) {
            position += (isMultiline ? 3 : 1) + hashes
            contexts.removeLast()
            code.append(byte)
        } else if byte == UInt8(ascii: "\\"), starts("\\" + marks + "(") {
            position += hashes + 2
            contexts.append(.code(depth: 1))
        } else if byte == UInt8(ascii: "\\"), starts("\\" + marks) {
            position += hashes + 2
        } else {
            if byte == UInt8(ascii: "\n") { code.append(byte) }
            position += 1
        }
    }

    private mutating func skipLineComment() {
        position = source[position...].firstIndex(of: UInt8(ascii: "\n")) ?? source.count
    }

    private mutating func skipBlockComment() {
        var depth = 0
        repeat {
            if starts("/*") {
                depth += 1
                position += 2
            } else if starts("*/") {
                depth -= 1
                position += 2
            } else {
                if source[position] == UInt8(ascii: "\n") { code.append(UInt8(ascii: "\n")) }
                position += 1
            }
        } while depth > 0 && position < source.count
    }

    /// A raw identifier may hold what looks like a comment or a string.
    private mutating func skipRawIdentifier() {
        let end = source[(position + 1)...].firstIndex(of: UInt8(ascii: "`")) ?? source.count - 1
        position = end + 1
        code.append(UInt8(ascii: "_"))
    }

    private func starts(_ text: String) -> Bool {
        source[position...].starts(with: text.utf8)
    }
}
