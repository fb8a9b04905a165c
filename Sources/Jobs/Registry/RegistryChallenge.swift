/// What a registry asks for: one challenge of a `WWW-Authenticate` header (RFC 9110, section 11.6.1).
struct RegistryChallenge: Hashable, Sendable {
    /// `bearer`, `basic`; lower case.
    let scheme: String
    /// The parameters; their names in lower case.
    let parameters: [String: String]

    /// Reads all challenges of a header; what is none ends the reading.
    static func read(_ header: String) -> [RegistryChallenge] {
        var reader = HeaderReader(header)
        var challenges: [RegistryChallenge] = []
        while let scheme = reader.token() {
            var parameters: [String: String] = [:]
            while let (name, value) = reader.parameter() { parameters[name] = value }
            challenges.append(RegistryChallenge(scheme: scheme.lowercased(), parameters: parameters))
        }
        return challenges
    }
}

/// Reads tokens and parameters off a header.
private struct HeaderReader {
    private var rest: Substring.UnicodeScalarView

    init(_ header: String) {
        rest = Substring(header).unicodeScalars
    }

    /// The next token, behind blanks and commas.
    mutating func token() -> String? {
        rest = rest.drop { $0 == " " || $0 == "\t" || $0 == "," }
        let token = rest.prefix(while: Self.isTokenScalar)
        guard !token.isEmpty else { return nil }
        rest = rest.dropFirst(token.count)
        return String(token)
    }

    /// The next parameter; `nil`, with nothing read, where the next challenge or the end comes first.
    mutating func parameter() -> (name: String, value: String)? {
        let start = rest
        guard let name = token() else { return nil }
        let behind = rest.drop { $0 == " " || $0 == "\t" }
        guard behind.first == "=" else {
            rest = start
            return nil
        }
        rest = behind.dropFirst().drop { $0 == " " || $0 == "\t" }
        if rest.first == "\"" { return (name.lowercased(), quoted()) }
        return (name.lowercased(), token() ?? "")
    }

    private mutating func quoted() -> String {
        var text = String.UnicodeScalarView()
        rest = rest.dropFirst()
        while let scalar = rest.popFirst(), scalar != "\"" {
            if scalar == "\\", let escaped = rest.popFirst() {
                text.append(escaped)
            } else {
                text.append(scalar)
            }
        }
        return String(text)
    }

    /// RFC 9110, section 5.6.2.
    private static func isTokenScalar(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9": true
        default: "!#$%&'*+-.^_`|~".unicodeScalars.contains(scalar)
        }
    }
}
