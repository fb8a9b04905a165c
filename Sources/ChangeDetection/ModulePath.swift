/// The folder of a module, relative to the root of its repository; the root itself is `.`.
public struct ModulePath: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// The path, with `/` between its parts and none at its ends.
    public let description: String

    /// A folder of the repository, as `git ls-tree` names it.
    public init(_ description: String) {
        self.description = description.isEmpty ? "." : description
    }

    /// By bytes, as git sorts.
    public static func < (left: ModulePath, right: ModulePath) -> Bool {
        left.description.utf8.lexicographicallyPrecedes(right.description.utf8)
    }
}
