import ArgumentParser
import ChangeDetection

/// `git-updated-files`: the files that changed and are still there.
struct UpdatedFilesList: DeployerCommand {
    static let configuration = CommandConfiguration(
        commandName: "git-updated-files",
        abstract: "Print the files that differ between two commits and are there in the newer one.",
        usage: "infrastructure-deployer git-updated-files --source-ref <ref> [<options>]",
        discussion: "A name that would break a line is quoted as git does; -z prints it as it is."
    )

    @OptionGroup var listing: ListingOptions

    @Option(
        help: ArgumentHelp("Print only files that end so, as in sh or .hcl; may be repeated.", valueName: "ext")
    )
    var ext: [String] = []

    @Option(
        help: ArgumentHelp("Leave out files that end so, as in terragrunt.hcl; may be repeated.", valueName: "ext")
    )
    var excludeExt: [String] = []

    @OptionGroup var output: OutputOptions

    func check() throws {
        try listing.check(output)
    }

    func execute(in context: CommandContext) async throws -> Int32 {
        let selection = UpdatedFiles(
            endings: ext.map(UpdatedFiles.ending),
            excluding: excludeExt.map(UpdatedFiles.ending)
        )
        let files = selection.files(of: try await listing.changes(context))
        try await listing.write(files, named: "files", output, context)
        return 0
    }
}
