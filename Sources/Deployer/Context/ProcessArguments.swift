import RunProtocol

/// The arguments of this process, exactly.
enum ProcessArguments {
    /// The arguments behind the program's name.
    ///
    /// `CommandLine.arguments` repairs what is not UTF-8, so that the gate would decide on another text than was typed.
    ///
    /// - Throws: `ArgumentNotUTF8` (64).
    static func all() throws(RunnerError) -> [String] {
        var arguments: [String] = []
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
}
