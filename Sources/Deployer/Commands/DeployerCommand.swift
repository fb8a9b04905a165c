import ArgumentParser

/// A command of the CLI: parsed by ArgumentParser, checked, carried out in a context.
protocol DeployerCommand: ParsableCommand, Sendable {
    /// How it speaks.
    var output: OutputOptions { get }

    /// Checks what the options say together: not in `validate`, since that comes before unknown options are noticed,
    /// and would blame the wrong thing.
    ///
    /// - Throws: `ValidationError`.
    func check() throws

    /// Does what the command is for.
    ///
    /// - Returns: the exit code.
    /// - Throws: a `RunnerError`, which leads to its own exit code, or an `OutputFailure`.
    func execute(in context: CommandContext) async throws -> Int32
}

extension DeployerCommand {
    func check() throws {}
}
