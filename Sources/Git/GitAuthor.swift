public import RunProtocol

/// Whose name a commit bears.
public struct GitAuthor: Hashable, Sendable {
    /// The name.
    public let name: String
    /// The address.
    public let email: String

    /// Reads a name and an address.
    ///
    /// - Throws: `InvalidGitAuthor` (64) for what git would leave out or cut: nothing, angle brackets, control characters.
    public init(name: String, email: String) throws(RunnerError) {
        for (kind, text) in [("name", name), ("email address", email)] where !Self.isKept(text) {
            throw RunnerError(
                .usage,
                "InvalidGitAuthor",
                "\(Printable.text(text)) is no \(kind) that a commit can bear",
                hint: "give some text without angle brackets and control characters"
            )
        }
        self.name = name
        self.email = email
    }

    private static func isKept(_ text: String) -> Bool {
        let isUsed = { (byte: UInt8) in byte > 0x20 && byte != 0x7F && !".,:;\"\\'".utf8.contains(byte) }
        let isHarmful = { (byte: UInt8) in byte < 0x20 || byte == 0x7F || "<>".utf8.contains(byte) }
        return text.utf8.contains(where: isUsed) && !text.utf8.contains(where: isHarmful)
    }
}
