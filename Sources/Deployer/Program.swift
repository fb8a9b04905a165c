import ArgumentParser
import RunProtocol

/// The CLI as a function: a command line and a context in, an exit code out.
enum Program {
    /// Parses, checks and carries out a command line, and reports what went wrong.
    static func run(_ arguments: [String], in context: CommandContext) async -> Int32 {
        let exitCode: Int32
        do {
            let command = try CommandLineReading.command(arguments)
            exitCode = try await command.execute(in: context)
        } catch {
            exitCode = await Complaint(error, arguments).report(in: context)
        }
        await context.console.flush()
        return exitCode
    }
}
