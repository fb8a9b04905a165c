import ArgumentParser
import Git
import SystemPackage

/// The clone that a command reads.
struct CloneOptions: ParsableArguments {
    @Option(help: ArgumentHelp("A folder in the clone. (default: the working directory)", valueName: "dir"))
    var repoRoot: String?

    /// The clone.
    func clone(_ context: CommandContext) -> LocalClone {
        let folder = repoRoot.map { context.workingDirectory.pushing(FilePath($0)) } ?? context.workingDirectory
        return LocalClone(folder, environment: context.environment)
    }
}
