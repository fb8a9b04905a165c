extension HTTPSCredential {
    /// What is wrong with a line; never the line itself.
    struct Unreadable: Error {
        let cause: String
    }

    /// Reads `https://USER:TOKEN@HOST[:PORT][/PATH]`, as `git credential-store` writes it, user and token percent-encoded.
    init(line: some StringProtocol) throws(Unreadable) {
        guard line.utf8.starts(with: "https://".utf8) else { throw Unreadable(cause: "does not begin with https://") }
        let rest = Array(line.utf8.dropFirst("https://".utf8.count))
        let slash = rest.firstIndex(of: UInt8(ascii: "/")) ?? rest.endIndex
        guard let at = rest[..<slash].lastIndex(of: UInt8(ascii: "@")),
            let colon = rest[..<at].firstIndex(of: UInt8(ascii: ":"))
        else { throw Unreadable(cause: "does not name a user and a token before the host (a slash in them is %2F)") }
        user = try Self.decoded(rest[..<colon], "user")
        secret = try Self.decoded(rest[(colon + 1)..<at], "token")
        scope = try Scope(place: rest[(at + 1)..<slash], path: rest[slash...])
    }

    private static func decoded(_ bytes: ArraySlice<UInt8>, _ what: String) throws(Unreadable) -> String {
        var decoded: [UInt8] = []
        var rest = bytes
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                decoded.append(byte)
                continue
            }
            let digits = rest.prefix(2)
            guard digits.count == 2, digits.first != UInt8(ascii: "+"),
                let value = UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
            else {
                throw Unreadable(cause: "has a % in its \(what) that is not encoded as %25")
            }
            rest = rest.dropFirst(2)
            decoded.append(value)
        }
        guard !decoded.isEmpty else { throw Unreadable(cause: "has an empty \(what)") }
        // A line break would add a line to what git reads as a credential.
        let isPlain = decoded.allSatisfy { $0 >= 0x20 && $0 != 0x7F }
        guard isPlain, let text = String(validating: decoded, as: UTF8.self) else {
            throw Unreadable(cause: "has a \(what) with control characters")
        }
        return text
    }
}

extension HTTPSCredential.Scope {
    fileprivate init(place: ArraySlice<UInt8>, path: ArraySlice<UInt8>) throws(HTTPSCredential.Unreadable) {
        let parts = place.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
            .map { String(decoding: $0, as: UTF8.self) }
        guard let host = parts.first, RepositoryLocation.isHostName(host) else {
            throw HTTPSCredential.Unreadable(cause: "names no host")
        }
        guard parts.count == 1 || parts.count == 2 && UInt16(parts[1]) != nil && parts[1].first != "+" else {
            throw HTTPSCredential.Unreadable(cause: "has a port that is none")
        }
        self.host = host.lowercased()
        port = parts.count == 2 && parts[1] != "443" ? parts[1] : nil
        self.path = path.split(separator: UInt8(ascii: "/")).map { String(decoding: $0, as: UTF8.self) }
        guard self.path.allSatisfy(Self.isName) else {
            throw HTTPSCredential.Unreadable(cause: "has a path that is not made of plain names")
        }
    }

    private static func isName(_ name: String) -> Bool {
        name != "." && name != ".."
            && name.utf8.allSatisfy { $0 < 0x80 && (RepositoryLocation.isAlphanumeric($0) || "-._~".utf8.contains($0)) }
    }
}
