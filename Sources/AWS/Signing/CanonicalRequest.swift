/// A request in the one form that both ends of Signature Version 4 derive from it, whatever happened on the way.
struct CanonicalRequest: Sendable {
    /// Names of the signed headers: lower case, sorted, joined by semicolons.
    let signedHeaders: String
    /// What is hashed and signed.
    let text: String

    /// Derives it; `headers` are all that go with the request, `host` among them, and `payloadHash` is the hash of the
    /// body, or the word that stands for it.
    init(_ request: HTTPRequest, headers: HTTPHeaders, pathForm: PathForm, payloadHash: String) {
        let signed = Self.signed(headers)
        signedHeaders = signed.map(\.name).joined(separator: ";")
        let lines = [
            request.method,
            Self.path(request.url.path, pathForm),
            Self.query(request.url.query ?? ""),
            signed.map { "\($0.name):\($0.value)\n" }.joined(),
            signedHeaders,
            payloadHash,
        ]
        text = lines.joined(separator: "\n")
    }

    /// How the path on the wire becomes the canonical one.
    enum PathForm: Hashable, Sendable {
        /// Dots and empty segments resolved, and what is encoded already encoded once more; all services but S3.
        case encodedTwice
        /// Encoded once more, and not resolved: two of the official test cases' settings.
        case unresolved
        /// As it is on the wire: S3, whose keys may hold dots and empty segments.
        case asSent
    }

    private static func path(_ path: String, _ form: PathForm) -> String {
        switch form {
        case .encodedTwice: PercentEncoding.path(resolved(path))
        case .unresolved: PercentEncoding.path(path)
        case .asSent: path
        }
    }

    private static func resolved(_ path: String) -> String {
        var segments: [Substring] = []
        for segment in path.split(separator: "/") {
            switch segment {
            case ".": continue
            case "..": _ = segments.popLast()
            default: segments.append(segment)
            }
        }
        let isFolder = path.hasSuffix("/") && !segments.isEmpty
        return "/" + segments.joined(separator: "/") + (isFolder ? "/" : "")
    }

    /// Sorted by name and then value, each as encoded; a name without a value gets an empty one.
    private static func query(_ query: String) -> String {
        query.split(separator: "&")
            .map { item in
                let name = item.prefix { $0 != "=" }
                let value = item.dropFirst(name.count + 1)
                return (PercentEncoding.completed(name), PercentEncoding.completed(value))
            }
            .sorted { $0 < $1 }
            .map { "\($0.0)=\($0.1)" }
            .joined(separator: "&")
    }

    /// One field a name, values joined in their order, runs of white space made one space.
    private static func signed(_ headers: HTTPHeaders) -> [HTTPHeaders.Field] {
        var values: [String: [String]] = [:]
        for field in headers.fields {
            let name = field.name.lowercased()
            guard !unsigned.contains(name) else { continue }
            let words = field.value.split { $0 == " " || $0 == "\t" || $0.isNewline }
            values[name, default: []].append(words.joined(separator: " "))
        }
        return values.map { HTTPHeaders.Field(name: $0.key, value: $0.value.joined(separator: ",")) }
            .sorted { $0.name < $1.name }
    }

    /// What a proxy or a library may change on the way, as botocore has it.
    private static let unsigned: Set = [
        "authorization", "connection", "expect", "keep-alive", "proxy-authenticate", "proxy-authorization", "te",
        "trailer", "transfer-encoding", "upgrade", "user-agent", "x-amzn-trace-id",
    ]
}
