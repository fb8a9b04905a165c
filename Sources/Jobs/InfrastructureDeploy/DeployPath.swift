import Git
import RunProtocol
import Supervision
import SystemPackage

/// The folder of the repository that a command runs in, relative to its root.
struct DeployPath: Hashable, Sendable {
    /// The names from the root down; none for the root.
    let components: [String]

    /// Reads a path; empty, `.` and `./` mean the root.
    ///
    /// - Throws: `InvalidDeployPath` (64) for an absolute path, for one with `..`, and for git's own folder.
    init(_ text: String) throws(RunnerError) {
        let bytes = Array(text.utf8)
        guard bytes.first != UInt8(ascii: "/") else { throw Self.invalid(text, "it is absolute") }
        let parts = bytes.split(separator: UInt8(ascii: "/")).map { String(decoding: $0, as: UTF8.self) }
        guard !parts.contains("..") else { throw Self.invalid(text, "it holds ..") }
        // A work tree's .git is no part of the commit; on some file systems neither is .GIT.
        guard !parts.contains(where: { $0.lowercased() == ".git" }) else {
            throw Self.invalid(text, "it leads into .git")
        }
        components = parts.filter { $0 != "." }
    }

    private static func invalid(_ text: String, _ cause: String) -> RunnerError {
        RunnerError(
            .usage,
            "InvalidDeployPath",
            "the deploy path \(Shown.text(text)) is not a path inside the repository",
            hint: "give it relative to the root of the repository, such as dev/vpc"
        ).caused(by: cause)
    }

    /// The folder in a work tree, with no symbolic link left on the way.
    ///
    /// - Throws: `DeployPathMissing`, or `DeployPathOutsideRepository` for one that a symbolic link leads out (64).
    func folder(in repository: GitRepository, at commit: CommitID) async throws(RunnerError) -> FilePath {
        var path = repository.folder
        for component in components { path.append(FilePath.Component(component) ?? ".") }
        guard let root = Folder.resolved(repository.folder), let folder = Folder.resolved(path) else {
            throw try await missing(in: repository, at: commit)
        }
        guard folder.starts(with: root), !folder.starts(with: root.appending(".git")) else {
            throw RunnerError(
                .usage,
                "DeployPathOutsideRepository",
                "the deploy path \(self) leads out of the repository",
                hint: "give a folder that lies in the repository itself"
            ).caused(by: "a symbolic link in commit \(commit) points to \(folder)")
        }
        guard (try? folder.stat())?.type == .directory else { throw try await missing(in: repository, at: commit) }
        return folder
    }

    private func missing(in repository: GitRepository, at commit: CommitID) async throws(RunnerError) -> RunnerError {
        let parent = try await existingParent(in: repository, at: commit)
        let siblings = try await repository.folders(in: parent, of: commit)
        let place = parent.isEmpty ? "the root" : Shown.text(parent.joined(separator: "/"))
        let entry = try await repository.entry(at: components, in: commit)
        return RunnerError(
            .usage,
            "DeployPathMissing",
            entry == .file
                ? "the deploy path \(self) is a file in commit \(commit)"
                : "the deploy path \(self) does not exist in commit \(commit)",
            hint: siblings.isEmpty
                ? "there are no folders in \(place)"
                : "in \(place) there are: " + siblings.prefix(20).map { Shown.text($0) }.joined(separator: ", ")
        )
    }

    private func existingParent(in repository: GitRepository, at commit: CommitID) async throws(RunnerError) -> [String]
    {
        for length in components.indices.reversed() {
            let parent = Array(components[..<length])
            if try await repository.entry(at: parent, in: commit) == .folder { return parent }
        }
        return []
    }
}

extension DeployPath: CustomStringConvertible {
    /// The path, fit for a message; `.` for the root.
    var description: String { components.isEmpty ? "." : Shown.text(components.joined(separator: "/")) }
}
