import Gatekeeper

/// Text from outside, as a message shows it: what a terminal would act on is made visible.
enum Shown {
    /// The text, cut at a readable length.
    static func text(_ text: String) -> String {
        ByteString(text).visible()
    }
}
