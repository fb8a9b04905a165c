import ArgumentParser
import Testing

@testable import Deployer

/// The help texts stand in `docs/cli.md` as they are: the page is their golden file, and it can miss no option.
@Suite struct HelpTests {
    @Test func `the page shows the help of the program as it is`() async throws {
        let page = try Documents.text("cli.md")
        let shown = try #require(Documents.block(under: "## infrastructure-deployer", in: page))
        for arguments in [["--help"], ["-h"], ["help"]] {
            let result = try await Workbench().run(arguments)
            #expect(result.code == 0)
            #expect(result.output == shown + "\n")
            #expect(result.errors.isEmpty)
        }
    }

    static let commands: [any ParsableCommand.Type] = [
        ChangesPlan.self, ChangesApply.self, JobExplain.self, ConfigurationVerify.self, RunLogsShow.self,
        RunStatusShow.self, RunHalt.self, UpdatedFoldersList.self, UpdatedFilesList.self, CommitPush.self,
    ]

    @Test func `the page shows the help of every command as it is`() throws {
        let page = try Documents.text("cli.md")
        for command in Self.commands {
            let name = try #require(command.configuration.commandName)
            let shown = try #require(Documents.block(under: "## infrastructure-deployer \(name)", in: page), "\(name)")
            let help = HelpText(InfrastructureDeployer.helpMessage(for: command, columns: RootHelp.columns)).text
            #expect(help == shown, "\(name)")
        }
    }

    @Test func `no command is missing from the page but the one that nobody types`() {
        let shown = InfrastructureDeployer.configuration.subcommands.filter { $0.configuration.shouldDisplay }
        let covered: [any ParsableCommand.Type] = [JobRun.self] + Self.commands
        #expect(shown.map { $0.configuration.commandName } == covered.map { $0.configuration.commandName })
    }

    @Test func `every documented option is there, under its documented name`() throws {
        let help = RootHelp.text
        let documented = [
            "--aws-region", "--invoker-function-id", "--max-wait-time", "--task-cpu", "--task-memory",
            "--task-launch-type",
            "--no-wait", "--describe-containers", "--log-level", "--help", "--version",
        ]
        for option in documented { #expect(help.contains("\(option) ") || help.contains("\(option)\n"), "\(option)") }
    }

    @Test func `help may be asked for behind other options`() async throws {
        let result = try await Workbench().run("--local", "--no-wait", "--help")
        #expect(result.code == 0)
        #expect(result.output.hasPrefix("OVERVIEW: Run a job"))
    }

    @Test func `the version is one line`() async throws {
        let result = try await Workbench().run("--version")
        #expect(result.code == 0)
        #expect(result.output == DeployerVersion.current + "\n")
    }

    @Test(arguments: ["bash", "zsh", "fish"]) func `completion scripts can be had`(shell: String) async throws {
        let result = try await Workbench().run("--generate-completion-script", shell)
        #expect(result.code == 0)
        #expect(result.output.contains("max-wait-time"))
    }
}
