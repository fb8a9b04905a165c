import RunProtocol

/// The arguments of this process, exactly.
enum ProcessArguments {
    /// The arguments behind the program's name, and before them the command that the name itself stands for.
    ///
    /// Pipelines call `git-updated-folders` and its siblings as programs: links to this one.
    ///
    /// `CommandLine.arguments` repairs what is not UTF-8, so that the gate would decide on another text than was typed.
    ///
    /// - Throws: `ArgumentNotUTF8` (64).
    static func all() throws(RunnerError) -> [String] {
        var arguments = [command(named: CommandLine.arguments.first ?? "")].compactMap(\.self)
        for index in 1..<max(1, Int(CommandLine.argc)) {
            guard let argument = CommandLine.unsafeArgv[index] else { break }
            guard let text = String(validatingCString: argument) else {
                throw RunnerError(
                    .usage,
                    "ArgumentNotUTF8",
                    "argument \(index) (\(VisibleText.of(String(cString: argument)))) is not UTF-8",
                    hint: "check what made the command line; arguments are passed on byte for byte or not at all"
                )
            }
            arguments.append(text)
        }
        return arguments
    }

    /// The command that a program of this name is.
    static func command(named program: String) -> String? {
        let name = program.split(separator: "/").last.map(String.init) ?? ""
        return InfrastructureDeployer.linkedCommands.contains(name) ? name : nil
    }
}
