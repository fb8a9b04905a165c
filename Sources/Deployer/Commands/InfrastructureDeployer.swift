import ArgumentParser

/// The CLI: runs locked-down jobs through a deploy runner, and shows them as if they ran locally.
struct InfrastructureDeployer: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "infrastructure-deployer",
        abstract: "Runs locked-down infrastructure jobs through a deploy runner.",
        version: DeployerVersion.current,
        subcommands: [
            JobRun.self, ChangesPlan.self, ChangesApply.self, JobExplain.self, ConfigurationVerify.self,
            RunLogsShow.self, RunStatusShow.self,
            RunHalt.self, UpdatedFoldersList.self, UpdatedFilesList.self, CommitPush.self,
            SandboxHost.self,
        ],
        defaultSubcommand: JobRun.self
    )

    /// The commands that this program is as well when it is called by their name.
    static let linkedCommands = [
        UpdatedFoldersList.self, UpdatedFilesList.self, CommitPush.self,
    ].compactMap { (command: any ParsableCommand.Type) in command.configuration.commandName }
}

/// The version of this program.
enum DeployerVersion {
    static let current = "0.1.0"
}
