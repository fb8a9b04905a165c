import RunProtocol

/// What a command threw, and how it reaches the caller.
struct Complaint {
    private let error: any Error
    private let arguments: [String]

    init(_ error: any Error, _ arguments: [String]) {
        self.error = error
        self.arguments = arguments
    }

    /// Says it, on standard error for people and on standard output for programs that asked for JSON.
    ///
    /// - Returns: the exit code.
    func report(in context: CommandContext) async -> Int32 {
        switch error {
        case let help as HelpText: return await write(help.text, context)
        case let failure as OutputFailure: return report(failure, context)
        case let error as RunnerError: return await report(error, context)
        default:
            let unexpected = RunnerError(.outcomeUnknown, "UnexpectedError", "something went wrong that should not")
            return await report(unexpected.caused(by: "\(error)"), context)
        }
    }

    private func write(_ text: String, _ context: CommandContext) async -> Int32 {
        do {
            try await context.write(text)
            return 0
        } catch {
            return report(error, context)
        }
    }

    private func report(_ failure: OutputFailure, _ context: CommandContext) -> Int32 {
        if !failure.isReaderGone { context.console.say("deploy-runner: error: \(failure)") }
        return failure.exitCode
    }

    private func report(_ error: RunnerError, _ context: CommandContext) async -> Int32 {
        let report = ErrorReport(error)
        let palette = Palette(for: context.console.errors, environment: context.environment)
        context.console.say("\(palette.paint("deploy-runner:", .aside)) \(palette.paint(report.headline, .failure))")
        for line in report.details { context.console.say(line) }
        if OutputFormat.requested(in: arguments) == .json {
            // Should that fail too, the exit code still tells.
            try? await context.write(json: report)
        }
        return error.code.rawValue
    }
}
