import Gatekeeper

/// Texts of the caller's inside the CLI's own sentences.
enum VisibleText {
    /// The text with everything that a terminal could misread as an escape, cut at a readable length.
    static func of(_ text: String) -> String {
        ByteString(text).visible()
    }
}
