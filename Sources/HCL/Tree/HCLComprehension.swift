/// A list or an object that is made from another: `{for key, value in collection : key => value... if condition}`.
public struct HCLComprehension: Sendable {
    /// The names that stand for the key, if it is wanted, and for the value.
    public let names: HCLLoopNames

    /// What is gone through.
    public let collection: HCLExpression

    /// The key of each entry, when an object is made.
    public let key: HCLExpression?

    /// The value of each entry.
    public let value: HCLExpression

    /// Whether values of one key are gathered in a list.
    public let groups: Bool

    /// Which entries are taken, if not all.
    public let condition: HCLExpression?

    var expressions: [HCLExpression] {
        [collection] + [key, value, condition].compactMap(\.self)
    }
}
