import RunProtocol
import Supervision
import SystemPackage

/// The path of a file or folder, relative to where the job works.
struct VariablesPath: Hashable, Sendable {
    /// The names from the root down.
    let components: [String]

    /// Reads a path.
    ///
    /// - Throws: `InvalidPath` (64) for an absolute or empty one, for one with `..`, and for git's own folder.
    init(_ text: String, option: String) throws(RunnerError) {
        let parts = text.utf8.split(separator: UInt8(ascii: "/")).map { String($0) ?? "" }.filter { $0 != "." }
        var cause: String?
        if text.utf8.first == UInt8(ascii: "/") { cause = "it is absolute" }
        if parts.isEmpty { cause = "it is empty" }
        if parts.contains("..") { cause = "it holds .." }
        // A work tree's .git is no part of the commit; on some file systems neither is .GIT.
        if parts.contains(where: { $0.lowercased() == ".git" }) { cause = "it leads into .git" }
        if let cause {
            throw RunnerError(
                .usage,
                "InvalidPath",
                "\(option) \(Shown.text(text)) is not a path inside the repository",
                hint: "give it relative to the root, such as dev/web/terragrunt.hcl"
            ).caused(by: cause)
        }
        components = parts
    }

    /// The path below a folder, with its symbolic links as they are.
    func path(in folder: FilePath) -> FilePath {
        components.reduce(folder) { $0.appending($1) }
    }
}

extension VariablesPath: CustomStringConvertible {
    /// The path, fit for a message.
    var description: String { Shown.text(components.joined(separator: "/")) }
}
