import ArgumentParser
import Sandbox

/// The process that owns one task on this machine; the sandbox engine starts it, nobody types it.
struct SandboxHost: DeployerCommand {
    static let configuration = CommandConfiguration(
        commandName: "sandbox-host",
        abstract: "Own one task on this machine.",
        shouldDisplay: false
    )

    @OptionGroup(visibility: .private) var output: OutputOptions

    func execute(in context: CommandContext) async -> Int32 {
        await TaskHost.main(now: context.now)
    }
}
