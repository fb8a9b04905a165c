import RunProtocol

/// Reads a run's log to its end, whatever happens to the place where it is shown.
struct RunFollower {
    private let context: CommandContext
    private let prose: Prose
    private let transport: any Transport
    private let place: RunnerPlace
    private let run: RunID

    init(
        _ context: CommandContext,
        _ prose: Prose,
        _ transport: any Transport,
        _ place: RunnerPlace,
        _ run: RunID
    ) {
        self.context = context
        self.prose = prose
        self.transport = transport
        self.place = place
        self.run = run
    }

    /// What was read, and what of it could not be shown.
    struct Reading: Hashable, Sendable {
        let end: RunEnd
        let loss: OutputFailure?

        /// The code to exit with: a success that the caller did not get to see whole is none.
        var exitCode: Int32 {
            guard end.exitCode == 0, let loss else { return end.exitCode }
            return loss.exitCode
        }
    }

    /// Follows the run from a cursor to its end.
    ///
    /// - Parameters:
    ///   - cursor: where to begin.
    ///   - display: shows the events; when it fails, the reading goes on.
    ///   - lost: is told about each stream that takes no more; what it throws ends the reading.
    /// - Returns: the end, and what could not be shown.
    /// - Throws: `LogUnreadable` (70), or what `lost` throws.
    func follow(
        from cursor: LogCursor,
        on display: inout RunDisplay,
        lost: (OutputFailure) throws -> Void
    ) async throws -> Reading {
        var position = cursor
        var end: RunEnd?
        var loss: OutputFailure?
        var failures = 0
        let attendance = Task { [transport, run, context, prose] in
            await Attendance(transport, run, context, prose).keep()
        }
        defer { attendance.cancel() }
        while true {
            do {
                try await transport.logs(of: run, from: position) { event in
                    if case .records(_, let cursor) = event { (position, failures) = (cursor, 0) }
                    if case .end(let last) = event { end = last }
                    do throws(OutputFailure) {
                        try await display.show(event, of: run)
                    } catch {
                        loss = loss ?? error
                        try lost(error)
                    }
                }
            } catch {
                let pause = failures < Self.patience.count ? Self.patience[failures] : nil
                failures += 1
                try await waitOrThrow(error, pause, position)
                continue
            }
            guard let end else { throw unreadable("its log ended without a word of the end", position) }
            return Reading(end: end, loss: loss)
        }
    }

    /// Waits before the log is taken up again; an error that waiting does not mend is thrown on.
    private func waitOrThrow(_ error: any Error, _ pause: Duration?, _ position: LogCursor) async throws {
        if error is OutputFailure || error is CancellationError { throw error }
        guard let error = error as? RunnerError else { throw unreadable("\(error)", position) }
        guard error.mayPass, let pause else {
            // The run was started: that it cannot be watched any more says nothing about how it ends.
            let isAboutTheRun = !error.mayPass && error.code != .unavailable
            throw isAboutTheRun ? error : unreadable("\(error)", position)
        }
        prose.say("the log breaks off (\(error.message)); reading on behind record \(position.record)", .warn)
        try await context.clock.sleep(for: pause)
    }

    /// The pauses before a log that broke off is taken up again; progress starts them anew.
    ///
    /// Together they outlast ten minutes of trouble: the task goes on all the while, and its log is kept.
    private static let patience: [Duration] =
        [1, 2, 4, 8, 16].map { .seconds($0) } + Array(repeating: .seconds(30), count: 20)

    private func unreadable(_ cause: String, _ position: LogCursor) -> RunnerError {
        RunnerError(
            .outcomeUnknown,
            "LogUnreadable",
            "run \(run) can no longer be followed; it goes on, or is stopped when nobody has followed it for some minutes, "
                + "as its script's on_abandon says",
            hint: "\(place.command("logs", run)) --from \(position) reads on"
        ).caused(by: cause)
    }
}
