import ArgumentParser

/// The help of the program as a whole: the options of the default command, and the other commands below them.
enum RootHelp {
    static var text: String {
        let run = InfrastructureDeployer.helpMessage(for: JobRun.self, columns: columns)
        let root = InfrastructureDeployer.helpMessage(columns: columns)
        let commands = root.split(separator: "\n", omittingEmptySubsequences: false).drop { $0 != "SUBCOMMANDS:" }
        return run + "\n" + commands.joined(separator: "\n")
    }

    /// The width of all help texts, in columns.
    static let columns = 100
}
