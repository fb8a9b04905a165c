import RunProtocol
import SystemPackage

/// One run that somebody waits for: started, followed to its end, stopped when the client is told to end.
struct AttendedRun {
    let context: CommandContext
    let transport: any Transport
    let place: RunnerPlace
    let request: RunRequest
    let options: Options
    /// Is told the run's name as soon as it has one.
    var named: @Sendable (RunID) -> Void = { _ in }

    /// How the caller wants to see it.
    struct Options: Sendable {
        var output: OutputOptions
        var wait: WaitTime
        var prefixesLines: Bool
    }

    /// Runs the job to its end, or until the caller leaves.
    ///
    /// - Returns: the exit code.
    /// - Throws: a `RunnerError`.
    func run() async throws -> Int32 {
        let prose = context.prose(options.output)
        let (triggers, trigger) = AsyncStream.makeStream(of: StopTrigger.self)
        let elapsed = context.stopwatch()
        let stopper = RunStopper(transport, place, prose, waiting: options.wait, in: context)
        // Before the call goes out: a Ctrl-C that arrives while the start is on its way must find somebody.
        let signals = context.signals()
        let listening = Task { for await number in signals { trigger.yield(.signal(number)) } }
        let deadline = Task { [context, options] in
            try await context.clock.sleep(for: options.wait.duration)
            trigger.yield(.waitedTooLong)
        }
        defer {
            listening.cancel()
            deadline.cancel()
            trigger.finish()
        }
        // Whichever comes first. The follower is not waited for when the caller leaves: it may hang where it reads.
        let (endings, ending) = AsyncStream.makeStream(of: Result<Int32, any Error>.self)
        let following = Task {
            do {
                ending.yield(.success(try await follow(stopper, prose, trigger, elapsed)))
            } catch {
                ending.yield(.failure(error))
            }
        }
        let stopping = Task {
            for await trigger in triggers where await stopper.handle(trigger) == .leave {
                ending.yield(.success(StopReason.signal(2).exitCode))
            }
        }
        defer {
            following.cancel()
            stopping.cancel()
        }
        for await result in endings {
            await stopper.cease()
            return try result.get()
        }
        throw CancellationError()
    }

    private func follow(
        _ stopper: RunStopper,
        _ prose: Prose,
        _ trigger: AsyncStream<StopTrigger>.Continuation,
        _ elapsed: @Sendable () -> Duration
    ) async throws -> Int32 {
        var narration = RunNarration(context, prose, place)
        let answer: RunAnswer
        do throws(RunnerError) {
            narration.invoking(request.displayName)
            answer = try await transport.run(request, .attended)
        } catch {
            narration.close()
            throw error
        }
        await stopper.started(answer.run)
        named(answer.run)
        narration.invoked(answer)
        if options.output.format == .json { try? await context.write(json: ["run": answer]) }
        let prefixes = options.prefixesLines ? LinePrefixes(source: answer.container) : nil
        var display = RunDisplay(context, prose, options.output.format, LogRendering(prefixes: prefixes))
            .narrating(narration)
        defer { display.interrupt() }
        let follower = RunFollower(context, prose, transport, place, answer.run)
        let reading = try await follower.follow(from: .start, on: &display) { failure in
            if failure.isReaderGone {
                trigger.yield(.readerGone)
            } else {
                prose.say("\(failure); run \(answer.run) goes on, and its log is kept", .error)
            }
        }
        let closing = ClosingLine(
            run: answer.run,
            end: reading.end,
            duration: elapsed(),
            exitCode: reading.exitCode
        )
        RunReport(closing, reading, place).say(prose)
        return reading.exitCode
    }
}

extension RunRequest {
    /// The container and the script as a title names them, with nothing in it that a terminal could misread.
    var displayName: String {
        [containerName, script].compactMap(\.self).map(VisibleText.of).joined(separator: "/")
    }
}
