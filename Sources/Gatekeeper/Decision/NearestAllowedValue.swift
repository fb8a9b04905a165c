import Patterns

/// Finds what a user could have written instead of a value that does not match.
///
/// Tells nothing that the configuration does not: every suggestion is a value that the same request may use.
struct NearestAllowedValue {
    let pattern: Pattern
    /// The values that the pattern spells out, if that is all it does.
    let values: [ByteString]?

    private static let mostListed = 12
    /// A shorter example, such as `a` for the name of a branch, explains nothing.
    private static let shortestExample = 4

    func hint(for value: ByteString) -> String {
        if pattern.isEmpty { return "no value is allowed for it; the configuration lists none" }
        if let found = RepositoryForms.of(value).first(where: { pattern.matches($0.value.bytes) }) {
            return "\(found.description): \(found.value)"
        }
        if let found = Self.rewritten(value).first(where: { pattern.matches($0.value.bytes) }) {
            return "\(found.description): \(found.value)"
        }
        if let values {
            if let nearest = NearestName.nearest(to: value, among: values) { return "did you mean \(nearest)?" }
            if values.count == 1, let only = values.first { return "the allowed value is \(only)" }
            if values.count <= Self.mostListed {
                return "the allowed values are " + values.map(\.description).joined(separator: ", ")
            }
        }
        guard let example = pattern.shortestMatch(), example.count >= Self.shortestExample else {
            return "the whole value must match the pattern"
        }
        return "a value that is allowed: (\(ByteString(example)))"
    }

    /// Small slips of people and of shells, undone one at a time.
    private static func rewritten(_ value: ByteString) -> [(value: ByteString, description: String)] {
        let blanks: Set<UInt8> = [ASCII.space, ASCII.tab]
        let trimmed = value.bytes.drop(while: blanks.contains).reversed().drop(while: blanks.contains).reversed()
        let withoutQuotes = value.bytes.filter { $0 != ASCII.doubleQuote && $0 != ASCII.singleQuote }
        let lowercase = value.bytes.map { 0x41...0x5A ~= $0 ? $0 + 0x20 : $0 }
        let withoutSlashes = value.bytes.drop { $0 == ASCII.slash }
        let candidates: [([UInt8], String)] = [
            (Array(trimmed), "without the blanks around it, the value is allowed"),
            (withoutQuotes, "without quotes, the value is allowed"),
            ([ASCII.doubleQuote] + value.bytes + [ASCII.doubleQuote], "a string carries its own quotes"),
            (Array(withoutSlashes), "a path relative to the repository is allowed"),
            (normalised(value.bytes), "without .. in it, the path is allowed"),
            (revisionBase(value.bytes), "without ^, ~ or @{}, which mean another commit tomorrow, the name is allowed"),
            (lowercase, "in lower case, the value is allowed"),
        ]
        return candidates.map { (ByteString($0), $1) }.filter { $0.value != value && !$0.value.isEmpty }
    }

    /// A path with every `..` taken back together with the segment before it.
    private static func normalised(_ path: [UInt8]) -> [UInt8] {
        var kept: [ArraySlice<UInt8>] = []
        for segment in path.split(separator: ASCII.slash) {
            if Array(segment) == [ASCII.dot, ASCII.dot] { _ = kept.popLast() } else { kept.append(segment) }
        }
        return Array(kept.joined(separator: [ASCII.slash]))
    }

    /// What stands before the first operator with which git computes another commit.
    private static func revisionBase(_ ref: [UInt8]) -> [UInt8] {
        let operators = Set("^~".utf8)
        let end = ref.indices.first { index in
            operators.contains(ref[index]) || ref[index...].starts(with: "@{".utf8)
        }
        return Array(ref[..<(end ?? ref.count)])
    }
}
