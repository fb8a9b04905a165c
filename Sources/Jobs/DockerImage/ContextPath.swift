import RunProtocol

/// A path inside the repository or the build context, as it was given: relative, and with no way up.
struct ContextPath: Hashable, Sendable {
    /// The names from the top down; none for the top itself.
    let components: [String]

    /// Reads a path; empty, `.` and `./` mean the top.
    ///
    /// - Parameters:
    ///   - text: the path.
    ///   - option: what messages call it.
    /// - Throws: `InvalidContextPath` (64) for an absolute path, for one with `..`, and for git's own folder.
    init(_ text: String, of option: String) throws(RunnerError) {
        let parts = text.utf8.split(separator: UInt8(ascii: "/")).map { String(decoding: $0, as: UTF8.self) }
        if text.utf8.first == UInt8(ascii: "/") { throw Self.invalid(text, option, "it is absolute") }
        if parts.contains("..") { throw Self.invalid(text, option, "it holds ..") }
        // A work tree's .git is no part of the commit; on some file systems neither is .GIT.
        if parts.contains(where: { $0.lowercased() == ".git" }) {
            throw Self.invalid(text, option, "it leads into .git")
        }
        components = parts.filter { $0 != "." }
    }

    private static func invalid(_ text: String, _ option: String, _ cause: String) -> RunnerError {
        RunnerError(
            .usage,
            "InvalidContextPath",
            "\(option) \(Shown.text(text)) leads out of the build context",
            hint: "give it relative to the root of the repository, and --dockerfile-path relative to --context-path"
        ).caused(by: cause)
    }
}

extension ContextPath: CustomStringConvertible {
    /// The path, fit for a message; `.` for the top.
    var description: String { components.isEmpty ? "." : Shown.text(components.joined(separator: "/")) }
}
