import ArgumentParser
import ChangeDetection
import Git

/// `git-updated-folders`: the folders that hold changed files.
struct UpdatedFoldersList: DeployerCommand {
    static let configuration = CommandConfiguration(
        commandName: "git-updated-folders",
        abstract: "Print the folders whose files differ between two commits, each once; the root is a dot.",
        usage: "infrastructure-deployer git-updated-folders --source-ref <ref> [<options>]",
        discussion: """
            Without --terragrunt, --terraform and --ext every file counts. A rename is a change of both folders. A folder \
            is deleted only when all its tracked files are gone. A name that would break a line is quoted as git does; \
            -z prints it as it is.
            """
    )

    @OptionGroup var listing: ListingOptions

    @Flag(help: "Count terragrunt.hcl.")
    var terragrunt = false

    @Flag(help: "Count .tf and .tfvars.")
    var terraform = false

    @Option(help: ArgumentHelp("Count files that end so, as in .yaml; may be repeated.", valueName: "ext"))
    var ext: [String] = []

    @Flag(help: "Leave out folders that are deleted.")
    var excludeDeleted = false

    @Flag(help: "Print only folders that are deleted.")
    var includeDeletedOnly = false

    @OptionGroup var output: OutputOptions

    func check() throws {
        try listing.check(output)
        if excludeDeleted, includeDeletedOnly {
            throw ValidationError("--exclude-deleted and --include-deleted-only exclude each other; give one of them")
        }
    }

    func execute(in context: CommandContext) async throws -> Int32 {
        try await listing.write(try await folders(context), named: "folders", output, context)
        return 0
    }

    private func folders(_ context: CommandContext) async throws -> [GitPath] {
        let selection = UpdatedFolders(endings: endings)
        guard excludeDeleted || includeDeletedOnly else {
            return selection.folders(of: try await listing.changes(context))
        }
        let (changes, target) = try await listing.changesAndTarget(context)
        let folders = selection.folders(of: changes)
        let deleted = try await deleted(folders, changes, target, context)
        return folders.filter { deleted.contains($0) == includeDeletedOnly }
    }

    private var endings: [String] {
        (terragrunt ? UpdatedFolders.terragrunt : []) + (terraform ? UpdatedFolders.terraform : [])
            + ext.map(UpdatedFiles.ending)
    }

    /// Those with a deleted file in them and nothing left; git is asked about them alone.
    private func deleted(
        _ folders: [GitPath],
        _ changes: [FileChange],
        _ target: CommitID,
        _ context: CommandContext
    ) async throws -> Set<GitPath> {
        let losers = Set(changes.filter { $0.kind == .deleted }.map { $0.isSubmodule ? $0.path : $0.path.folder })
        let candidates = folders.filter { losers.contains($0) && !$0.isRoot }
        guard !candidates.isEmpty else { return [] }
        let present = try await listing.clone.clone(context).present(candidates, in: target)
        return Set(candidates).subtracting(present)
    }
}
