/// A text of which some parts are unknown: what is compared with the names and tags of images that are there.
struct WildcardText: Hashable, Sendable {
    /// One part.
    fileprivate enum Part: Hashable, Sendable {
        case scalar(Unicode.Scalar)
        /// One scalar, whichever.
        case one
        /// Any text.
        case any
    }

    private var parts: [Part] = []

    /// What two readings of a template, at different times, have in common.
    ///
    /// Times and identifiers are as long in the one as in the other, and differ in every digit, so that what stands between
    /// them is found in its place; where a reading is longer, only its beginning and its end count.
    init(_ first: String, _ second: String) {
        let (first, second) = (Array(first.unicodeScalars), Array(second.unicodeScalars))
        if first.count == second.count {
            for (one, other) in zip(first, second) { append(one == other ? .scalar(one) : .any) }
            return
        }
        let start = zip(first, second).prefix { $0 == $1 }.count
        let end = zip(first[start...].reversed(), second[start...].reversed()).prefix { $0 == $1 }.count
        for scalar in first[..<start] { append(.scalar(scalar)) }
        append(.any)
        for scalar in first[(first.count - end)...] { append(.scalar(scalar)) }
    }

    private mutating func append(_ part: Part) {
        if part != .any || parts.last != .any { parts.append(part) }
    }

    /// The same as the plug-in for Amazon's cloud cleans it: a scalar that no name may have is another one then.
    var cleaned: WildcardText {
        var cleaned = self
        cleaned.parts = parts.map { part in
            guard case .scalar(let scalar) = part, !Self.isNameScalar(scalar) else { return part }
            return .one
        }
        return cleaned
    }

    /// What `CreateImage` takes in a name.
    private static func isNameScalar(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
            || "()[] ./-'@_".unicodeScalars.contains(scalar)
    }

    /// The text as a filter of EC2 takes it.
    var filter: String {
        parts.reduce(into: "") { text, part in
            switch part {
            case .any: text += "*"
            case .one: text += "?"
            case .scalar("*"), .scalar("?"), .scalar("\\"): text += "\\\(part.shown)"
            case .scalar: text += part.shown
            }
        }
    }

    /// Whether a text fits, as a whole.
    func matches(_ text: String) -> Bool {
        let scalars = Array(text.unicodeScalars)
        // Where the text can be after each part: the classical simulation, linear in the product of both lengths.
        var places: Set<Int> = [0]
        for part in parts {
            switch part {
            case .any: places = places.min().map { Set($0...scalars.count) } ?? []
            case .one: places = Set(places.filter { $0 < scalars.count }.map { $0 + 1 })
            case .scalar(let scalar):
                places = Set(places.filter { $0 < scalars.count && scalars[$0] == scalar }.map { $0 + 1 })
            }
        }
        return places.contains(scalars.count)
    }
}

extension WildcardText: CustomStringConvertible {
    /// The text with `*` for what is unknown.
    var description: String { parts.map(\.shown).joined() }
}

extension WildcardText.Part {
    fileprivate var shown: String {
        switch self {
        case .any: "*"
        case .one: "?"
        case .scalar(let scalar): String(scalar)
        }
    }
}
