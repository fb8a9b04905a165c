public import RunProtocol

/// The invoker as a function: one JSON request in, one JSON answer or a stream of JSON lines out (DESIGN D14).
///
/// It knows nothing of Lambda; the main of the function puts it between the Lambda runtime and an engine, and any other
/// host of functions could do the same. A configuration that cannot be used does not end the process: every call is
/// answered with what is wrong with it.
public struct InvokerFunction: Sendable {
    private let invoker: Result<Invoker, RunnerError>
    private let journal: Journal
    private let clock: any Clock<Duration>

    /// A function over an invoker, or over the reason why there is none.
    public init(_ invoker: Result<Invoker, RunnerError>, journal: Journal, clock: any Clock<Duration>) {
        self.invoker = invoker
        self.journal = journal
        self.clock = clock
    }

    /// Answers one call.
    ///
    /// - Parameters:
    ///   - payload: the request.
    ///   - call: what the host says of the call.
    ///   - answer: takes the answer: one `send`, or for `logs` any number of `write`.
    /// - Throws: a `RunnerError`, which the host passes on with its `errorType`; or what `answer` throws.
    public func call(_ payload: [UInt8], _ call: FunctionCall, to answer: some FunctionAnswer) async throws {
        var entry = Journal.Entry(requestID: call.requestID)
        do {
            let request = try InvokerRequest.read(payload)
            entry.note(request)
            try await respond(to: request, call, answer, &entry)
            journal.write(.info, "answered", entry)
        } catch let error as RunnerError {
            entry.note(error)
            let isRefusal = error.code == .refused
            journal.write(isRefusal ? .info : .warn, isRefusal ? "refused" : "failed", entry)
            throw error
        } catch {
            entry.note(RunnerError(.unavailable, "\(type(of: error))", "\(error)"))
            journal.write(.error, "failed", entry)
            throw error
        }
    }

    private func respond(
        to request: InvokerRequest,
        _ call: FunctionCall,
        _ answer: some FunctionAnswer,
        _ entry: inout Journal.Entry
    ) async throws {
        let invoker = try invoker.get()
        switch request {
        case .run(let request, let attendance):
            let started = try await invoker.run(request, attendance)
            entry.note(started)
            try await answer.send(JSON.encode(started))
        case .explain(let request):
            let decision = invoker.explain(request)
            entry.note(decision)
            try await answer.send(JSON.encode(decision))
        case .describe:
            try await answer.send(JSON.encode(invoker.describe()))
        case .status(let run):
            try await answer.send(JSON.encode(try await invoker.status(of: run)))
        case .stop(let run, let request):
            try await invoker.stop(run, request)
            // The run has the message: a look that fails behind it must not say that the stop did.
            do {
                try await answer.send(JSON.encode(try await invoker.status(of: run)))
            } catch let error as RunnerError {
                entry.note(error)
                try await answer.send(JSON.encode(StoppingRun(run: run)))
            }
        case .attend(let run):
            try await answer.send(JSON.encode(AttendAnswer(renewAfter: try await invoker.attend(run))))
        case .logs(let run, let cursor, let limits):
            // An unknown run is an error of the call, and not the one line of a stream.
            _ = try await invoker.status(of: run)
            let segment = LogSegmentStream(invoker, run, from: cursor, limits.tightened(by: call.limits))
            try await segment.deliver(to: answer, clock)
        }
    }
}

/// What is known of a run that was asked to stop and cannot be looked at.
private struct StoppingRun: Encodable {
    let run: RunID
    let phase = RunPhase.stopping

    private enum CodingKeys: String, CodingKey {
        case run = "run_id"
        case phase
    }
}
