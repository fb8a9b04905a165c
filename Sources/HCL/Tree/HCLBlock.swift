/// A block: `type "label" { … }`.
public struct HCLBlock: Sendable {
    /// The word that it begins with.
    public let type: String

    /// The words after it, without their quotes.
    public let labels: [String]

    /// What stands between the braces.
    public let body: HCLBody

    /// Where the type stands.
    public let position: HCLPosition

    /// The bytes of the block, to its closing brace.
    public let range: Range<Int>
}
