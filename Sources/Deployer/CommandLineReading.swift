import ArgumentParser
import RunProtocol

/// Turns a command line into a command.
enum CommandLineReading {
    /// The command, parsed and checked.
    ///
    /// - Throws: `HelpText` when help, the version or a completion script was asked for, else `UsageError` (64).
    static func command(_ arguments: [String]) throws -> any DeployerCommand {
        // The default command's options are what most people look for behind --help.
        if [["--help"], ["-h"], ["help"]].contains(arguments) { throw HelpText(RootHelp.text) }
        do {
            var parsed = try InfrastructureDeployer.parseAsRoot(arguments)
            guard let command = parsed as? any DeployerCommand else {
                // ArgumentParser's own: `help COMMAND` says what it has to say by throwing it.
                try parsed.run()
                throw HelpText(RootHelp.text)
            }
            try command.check()
            return command
        } catch let help as HelpText {
            throw help
        } catch {
            guard InfrastructureDeployer.exitCode(for: error) != .success else {
                throw HelpText(InfrastructureDeployer.message(for: error))
            }
            throw usageError(error, arguments)
        }
    }

    private static func usageError(_ error: any Error, _ arguments: [String]) -> RunnerError {
        let message = InfrastructureDeployer.message(for: error)
        let lines = message.split(separator: "\n", maxSplits: 1)
        let first = lines.first.map(String.init) ?? "the command line is wrong"
        let usage = RunnerError(.usage, "UsageError", first, hint: hint(arguments))
        return lines.count > 1 ? usage.caused(by: String(lines[1])) : usage
    }

    private static func hint(_ arguments: [String]) -> String {
        let general = "infrastructure-deployer --help lists the options"
        let own = arguments.prefix { $0 != "--" }
        let commands = InfrastructureDeployer.configuration.subcommands.compactMap { $0.configuration.commandName }
        guard let first = own.first, !commands.contains(first) else { return general }
        if let command = own.first(where: commands.contains) {
            return "the command comes first: infrastructure-deployer \(command) ..."
        }
        guard own.count == arguments.count else { return general }
        return "the job stands behind --, as in infrastructure-deployer --local -- CONTAINER SCRIPT ARGS..."
    }
}

/// Something that was asked for and is no error: printed on standard output, exit code 0.
struct HelpText: Error, Hashable, Sendable {
    /// The text, without a line feed at its end.
    let text: String

    init(_ text: String) {
        let end = text.lastIndex { $0 != "\n" }.map { text.index(after: $0) }
        self.text = String(text[..<(end ?? text.startIndex)])
    }
}
