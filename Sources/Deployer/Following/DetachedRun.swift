import RunProtocol

/// One run that nobody waits for (`--no-wait`): started, named, left.
struct DetachedRun {
    let context: CommandContext
    let place: RunnerPlace

    /// Starts the run and prints its id on standard output.
    ///
    /// - Returns: the exit code.
    /// - Throws: the rejection (77), or why the task could not be started (69, 75).
    func start(_ request: RunRequest, _ transport: any Transport, _ output: OutputOptions) async throws -> Int32 {
        let prose = context.prose(output)
        prose.say("invoking \(place)")
        let answer = try await transport.run(request, .unattended)
        prose.say("successfully invoked \(place)")
        switch output.format {
        case .text: try await context.write(answer.run.description)
        case .json: try await context.write(json: ["run": answer])
        }
        prose.say("not waiting; to attach: \(place.command("logs", answer.run))")
        return 0
    }
}
