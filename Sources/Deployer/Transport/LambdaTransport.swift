import AWS
import RunProtocol
import Synchronization

/// An invoker in AWS Lambda (DESIGN D14).
///
/// It needs one permission, `lambda:InvokeFunction`, which covers both ways of calling.
final class LambdaTransport: Transport {
    let lambda: LambdaClient
    let place: RunnerPlace
    let prose: Prose
    let clock: any Clock<Duration>
    /// Reads logs past the invoker, where the caller wants that.
    let direct: CloudWatchLogs?
    /// One reader a run: it goes on proving the log when a call was cut and another takes up behind it.
    let readers = Mutex<[RunID: LogStreamReader]>([:])
    /// Whether streams were refused by policy, so that logs are fetched piece by piece.
    let streaming = Mutex<Streaming>(.tried)

    /// How logs are fetched.
    enum Streaming: Hashable, Sendable {
        /// As a response stream.
        case tried
        /// By buffered calls, one after the other.
        case refused
    }

    init(
        _ lambda: LambdaClient,
        _ place: RunnerPlace,
        _ prose: Prose,
        _ clock: any Clock<Duration>,
        reading direct: CloudWatchLogs?
    ) {
        self.lambda = lambda
        self.place = place
        self.prose = prose
        self.clock = clock
        self.direct = direct
    }

    /// The name or ARN of the function.
    var function: String {
        guard case .aws(_, let function) = place else { return RunnerPlace.standardFunction }
        return function
    }

    /// The region of the function.
    var region: String {
        guard case .aws(let region, _) = place else { return "" }
        return region
    }

    func run(_ request: RunRequest, _ attendance: RunAttendance) async throws(RunnerError) -> RunAnswer {
        guard let token = request.clientToken else { return try await call(.run(request, attendance)) }
        var pauses = Self.pauses[...]
        while true {
            do {
                return try await call(.run(request, attendance))
            } catch {
                // One token, one run: a call that died on its way is repeated without starting a second task.
                guard error.mayPass else { throw error }
                // What was not even sent was tried for as long as is of use.
                guard error.errorType != Self.notSent else { throw Self.repeatable(error, token) }
                guard let pause = pauses.popFirst() else { throw Self.repeatable(error, token) }
                prose.say("\(error.message); asking again with the same client token", .warn)
                guard (try? await clock.sleep(for: pause)) != nil else { throw Self.repeatable(error, token) }
            }
        }
    }

    /// The error with the token that makes a repetition by hand as safe as one of ours: the task may be running.
    private static func repeatable(_ error: RunnerError, _ token: String) -> RunnerError {
        var error = error
        let advice = "the same command with --client-token \(token) starts no second task"
        error.hint = [error.hint, advice].compactMap(\.self).joined(separator: "; ")
        return error
    }

    /// The pauses before a start is asked for again; together they outlast half a minute of trouble.
    private static let pauses: [Duration] = [1, 2, 4, 8, 16].map { .seconds($0) }

    func explain(_ request: RunRequest) async throws(RunnerError) -> ExplainAnswer {
        try await call(.explain(request))
    }

    func describe() async throws(RunnerError) -> DescribeAnswer {
        try await call(.describe)
    }

    func status(of run: RunID) async throws(RunnerError) -> RunStatus {
        try await call(.status(run))
    }

    func stop(_ run: RunID, _ request: StopRequest) async throws(RunnerError) {
        let _: StoppedRun = try await call(.stop(run, request))
    }

    /// What is read of the answer to a stop: the rest is missing where the run could not be looked at.
    private struct StoppedRun: Decodable {
        let phase: RunPhase
    }

    func attend(_ run: RunID) async throws(RunnerError) -> Duration? {
        let answer: AttendAnswer = try await call(.attend(run))
        return answer.renewAfterSeconds.map { .seconds($0) }
    }

    /// Calls the function and reads its answer.
    private func call<Answer: Decodable>(_ request: InvokerRequest) async throws(RunnerError) -> Answer {
        let payload = try await invoke(request)
        do {
            return try JSON.decode(Answer.self, from: payload)
        } catch {
            throw RunnerError(
                .outcomeUnknown,
                "ProtocolViolation",
                "the Lambda function \(function) answered with something that is not the invoker's protocol",
                hint: "check --invoker-function-id; the CLI and the invoker should be of one version"
            ).caused(by: String(decoding: payload.prefix(200), as: UTF8.self).debugDescription)
        }
    }

    /// Calls the function.
    ///
    /// - Returns: the bytes of its answer.
    /// - Throws: the error that the function answered with, or why it could not be called.
    func invoke(_ request: InvokerRequest) async throws(RunnerError) -> [UInt8] {
        let payload = Array(JSON.encode(request))
        guard payload.count <= Self.longestPayload else { throw Self.tooLarge(payload.count) }
        let output: InvokeOutput
        do {
            output = try await lambda.invoke(InvokeInput(functionName: function, payload: payload))
        } catch {
            throw failure(error)
        }
        if let kind = output.functionError { throw FunctionFailure(kind, output.payload).error(function, in: region) }
        return output.payload
    }

    /// Lambda takes 6 MB (binary) in a synchronous call.
    private static let longestPayload = 6 << 20

    private static func tooLarge(_ bytes: Int) -> RunnerError {
        RunnerError(
            .usage,
            "RequestTooLarge",
            "the request has \(bytes) bytes, and Lambda takes \(longestPayload)",
            hint: "give large inputs to the job by its repository, not by its arguments"
        )
    }

    func failure(_ error: AWSError) -> RunnerError {
        switch error.kind {
        case .notFound:
            return RunnerError(
                .unavailable,
                "UnknownFunction",
                "there is no Lambda function \(function) in this region and account",
                hint: "check --aws-region, --invoker-function-id, and which account the credentials belong to"
            ).caused(by: error.description)
        default:
            let message = "the Lambda function \(function) could not be called"
            let type = error.isRetryable && !error.mayHaveBeenExecuted ? Self.notSent : "InvokeFailed"
            return error.runnerError(.unavailable, type, message)
        }
    }

    /// The type of the error for a call that the function cannot have seen, and that was tried with patience.
    private static let notSent = "InvokerNotReached"
}
