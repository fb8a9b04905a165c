import RunProtocol

/// The name of an image in a registry, with its tag: `registry.example.com:5000/team/web:v1`.
///
/// Read by the reference grammar of the distribution project, and completed as Docker completes it: no registry means
/// Docker Hub, and no tag `latest`. https://github.com/distribution/reference/blob/main/reference.go
struct ImageReference: Hashable, Sendable {
    /// The registry's host, with its port where it has one; `docker.io` for Docker Hub.
    let registry: String
    /// The name within the registry.
    let repository: String
    /// The tag.
    let tag: String

    /// Reads a reference.
    ///
    /// - Throws: `InvalidImageReference` (64).
    init(_ text: String) throws(RunnerError) {
        guard !text.utf8.contains(UInt8(ascii: "@")) else {
            throw Self.invalid(text, "an image is pushed to a tag; its digest is what comes out")
        }
        let (domain, rest) = Self.splitDomain(text)
        if let domain, !Self.isDomain(domain) { throw Self.invalid(text, "\(Shown.text(domain)) is not a host") }
        let (path, tag) = Self.splitTag(rest)
        let components = path.split(separator: "/", omittingEmptySubsequences: false)
        guard components.allSatisfy({ Self.isPathComponent(Array($0.utf8)) }) else {
            throw Self.invalid(text, "a name is lower-case letters and digits, with . _ __ or - between them")
        }
        if let tag, !Self.isTag(Array(tag.utf8)) {
            throw Self.invalid(text, "a tag is up to 128 letters, digits, dots, dashes and underscores")
        }
        registry = domain ?? "docker.io"
        repository = domain == nil && components.count == 1 ? "library/\(path)" : path
        self.tag = tag ?? "latest"
        guard registry.utf8.count + 1 + repository.utf8.count <= 255 else {
            throw Self.invalid(text, "the name is longer than 255 bytes")
        }
    }

    /// The image with this digest, under its tag.
    func text(_ digest: ImageDigest) -> String { "\(self)@\(digest)" }

    /// The first component is a host when nothing else can look like it.
    private static func splitDomain(_ text: String) -> (domain: String?, rest: String) {
        guard let slash = text.firstIndex(of: "/") else { return (nil, text) }
        let first = text[..<slash]
        let isHost = first == "localhost" || first.contains { $0 == "." || $0 == ":" || $0.isUppercase }
        guard isHost else { return (nil, text) }
        let domain = first == "index.docker.io" ? "docker.io" : String(first)
        return (domain, String(text[text.index(after: slash)...]))
    }

    private static func splitTag(_ text: String) -> (path: String, tag: String?) {
        guard let colon = text.lastIndex(of: ":") else { return (text, nil) }
        return (String(text[..<colon]), String(text[text.index(after: colon)...]))
    }

    private static func invalid(_ text: String, _ cause: String) -> RunnerError {
        RunnerError(
            .usage,
            "InvalidImageReference",
            "\(Shown.text(text)) is not a reference to an image",
            hint: "write REGISTRY/NAME:TAG, such as registry.example.com/team/web:v1"
        ).caused(by: cause)
    }
}

extension ImageReference {
    private static func isDomain(_ text: String) -> Bool {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count <= 2, let host = parts.first else { return false }
        if parts.count == 2 {
            guard let port = UInt16(parts[1]), port > 0, parts[1].utf8.allSatisfy(isDigit) else { return false }
        }
        return host.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { label in
            guard let first = label.utf8.first, let last = label.utf8.last else { return false }
            return isAlphanumeric(first) && isAlphanumeric(last)
                && label.utf8.allSatisfy { isAlphanumeric($0) || $0 == UInt8(ascii: "-") }
        }
    }

    /// Lower-case letters and digits, between them one dot, one or two underscores, or any number of dashes.
    private static func isPathComponent(_ bytes: [UInt8]) -> Bool {
        let isWord = { (byte: UInt8) in isLowercase(byte) || isDigit(byte) }
        guard let first = bytes.first, let last = bytes.last, isWord(first), isWord(last) else { return false }
        return bytes.split(whereSeparator: isWord).allSatisfy { separator in
            separator.elementsEqual(".".utf8) || separator.elementsEqual("_".utf8)
                || separator.elementsEqual("__".utf8) || separator.allSatisfy { $0 == UInt8(ascii: "-") }
        }
    }

    private static func isTag(_ bytes: [UInt8]) -> Bool {
        let isWord = { (byte: UInt8) in isAlphanumeric(byte) || byte == UInt8(ascii: "_") }
        guard (1...128).contains(bytes.count), let first = bytes.first, isWord(first) else { return false }
        return bytes.allSatisfy { isWord($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-") }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte }
    private static func isLowercase(_ byte: UInt8) -> Bool { UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte }
    private static func isAlphanumeric(_ byte: UInt8) -> Bool { isDigit(byte) || isLowercase(byte | 0x20) }
}

extension ImageReference: CustomStringConvertible {
    /// The whole reference, nothing left out.
    var description: String { "\(registry)/\(repository):\(tag)" }
}
