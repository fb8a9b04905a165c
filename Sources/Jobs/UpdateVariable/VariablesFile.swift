import Glibc
import RunProtocol
import Supervision
import SystemPackage

/// The file whose variables are set: a regular file below a folder, wherever symbolic links lead on the way.
struct VariablesFile {
    /// What messages call it.
    let name: String
    /// Where it lies, free of symbolic links.
    let path: FilePath
    /// The same from the folder down.
    let relativePath: String
    private let permissions: FilePermissions

    /// The largest file that is read, in bytes.
    static let limit = 16 << 20

    /// Finds the file.
    ///
    /// - Throws: 64: `VariablesFileMissing`, `VariablesFileOutsideRepository` for one that a symbolic link leads out,
    ///   `VariablesFileUnsupported` for what is no HCL by its name, a folder, or anything else that is no file.
    init(_ path: VariablesPath, in folder: FilePath) throws(RunnerError) {
        name = path.description
        guard !name.hasSuffix(".json") else { throw Self.unsupported(name, "is JSON, and not HCL") }
        guard let root = Folder.resolved(folder), let file = Folder.resolved(path.path(in: folder)) else {
            throw Self.missing(path, in: folder)
        }
        guard file.starts(with: root), !file.starts(with: root.appending(".git")) else {
            throw RunnerError(
                .usage,
                "VariablesFileOutsideRepository",
                "\(name) leads out of the repository",
                hint: "name a file that lies in the repository itself"
            ).caused(by: "a symbolic link points to \(file)")
        }
        guard let stat = try? file.stat(), stat.type == .regular else {
            throw Self.unsupported(
                name,
                (try? file.stat())?.type == .directory ? "is a folder" : "is not a regular file"
            )
        }
        self.path = file
        permissions = stat.permissions
        relativePath = file.components.dropFirst(root.components.count).map(\.string).joined(separator: "/")
    }

    private static func unsupported(_ name: String, _ reason: String) -> RunnerError {
        RunnerError(
            .usage,
            "VariablesFileUnsupported",
            "\(name) \(reason)",
            hint: "name a terraform.tfvars, a terragrunt.hcl or another file of HCL"
        )
    }

    private static func missing(_ path: VariablesPath, in folder: FilePath) -> RunnerError {
        let parent = path.path(in: folder).removingLastComponent()
        let files = (Folder.names(in: parent) ?? []).filter { $0.hasSuffix(".hcl") || $0.hasSuffix(".tfvars") }.sorted()
        return RunnerError(
            .usage,
            "VariablesFileMissing",
            "there is no file \(path)",
            hint: files.isEmpty
                ? "--vars-path starts from the root of the repository"
                : "beside it there are: \(files.prefix(20).map { Shown.text($0) }.joined(separator: ", "))"
        )
    }

    /// The content.
    ///
    /// - Throws: `VariablesFileUnreadable` (69), or `VariablesFileUnsupported` (64) for one of more than 16 MiB.
    func read() throws(RunnerError) -> [UInt8] {
        do {
            if let content = try Folder.read(path, limit: Self.limit) { return content }
        } catch {
            throw RunnerError(.unavailable, "VariablesFileUnreadable", "\(name) cannot be read").caused(by: "\(error)")
        }
        throw Self.unsupported(name, "is larger than 16 MiB")
    }

    /// Puts another content in the place of the file in one step: whoever reads it sees the old or the new.
    ///
    /// - Throws: `VariablesFileUnwritable` (69).
    func write(_ content: [UInt8]) throws(RunnerError) {
        let beside = path.removingLastComponent().appending(".\(path.lastComponent?.string ?? "file").new")
        do {
            try Folder.write(content, to: beside, permissions: permissions)
            guard rename(beside.string, path.string) == 0 else { throw Errno(rawValue: errno) }
        } catch {
            Folder.remove(beside)
            throw RunnerError(.unavailable, "VariablesFileUnwritable", "\(name) cannot be written").caused(
                by: "\(error)"
            )
        }
    }
}
