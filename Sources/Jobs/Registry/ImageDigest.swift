/// What an image is, whatever it is called: `sha256:` and 64 hexadecimal digits.
struct ImageDigest: Hashable, Sendable, CustomStringConvertible {
    /// The digest as registries write it.
    let description: String

    /// Reads a digest; `nil` for what is none.
    init?(_ text: some StringProtocol) {
        let digits = text.utf8.dropFirst(Self.prefix.utf8.count)
        guard text.utf8.starts(with: Self.prefix.utf8), digits.count == 64, digits.allSatisfy(Self.isDigit) else {
            return nil
        }
        description = String(text)
    }

    private static let prefix = "sha256:"

    private static func isDigit(_ byte: UInt8) -> Bool {
        UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte || UInt8(ascii: "a")...UInt8(ascii: "f") ~= byte
    }
}
