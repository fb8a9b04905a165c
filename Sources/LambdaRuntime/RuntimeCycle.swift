import RunProtocol

/// The life of an environment: ask for work, handle it, ask again, until Lambda ends it or something is wrong.
///
/// A pure value: it is told what happened and says what to do. A surprise ends the runtime with an error, since Lambda
/// then starts a fresh environment; it never traps.
struct RuntimeCycle: Sendable {
    private var phase = Phase.starting
    private var isTerminated = false

    private enum Phase: Hashable, Sendable {
        case starting
        case asking
        case handling
        case ended
    }

    /// What happened.
    enum Event: Sendable {
        /// The runtime is ready to work.
        case ready
        /// Lambda answered the question for work.
        case replied(RuntimeReply)
        /// The question for work got no answer.
        case unanswered(RunnerError)
        /// A call is over.
        case settled(Settlement)
    }

    /// What to do next.
    enum Step: Hashable, Sendable {
        /// Ask for work.
        case ask
        /// Let the function handle a call.
        case handle(LambdaInvocation)
        /// Answer a call, of which only the id is known, with an error.
        case refuse(requestID: String, RunnerError)
        /// End the process; with an error, when it ends because of one.
        case end(RunnerError?)
    }

    /// Notes that Lambda is ending the environment: the call that runs is finished, and no other asked for.
    mutating func terminate() {
        isTerminated = true
    }

    /// Says what to do after an event.
    mutating func step(after event: Event) -> Step {
        switch (phase, event) {
        case (.starting, .ready): return askAgain()
        case (.asking, .replied(let reply)): return begin(reply)
        case (.asking, .unanswered(let error)): return end(isTerminated ? nil : error)
        case (.handling, .settled(.delivered)), (.handling, .settled(.refused)): return askAgain()
        case (.handling, .settled(.broken(let error))): return end(error)
        default: return end(Self.outOfTurn(event))
        }
    }

    private mutating func askAgain() -> Step {
        guard !isTerminated else { return end(nil) }
        phase = .asking
        return .ask
    }

    /// A call that came in spite of the end of the environment is still a call.
    private mutating func begin(_ reply: RuntimeReply) -> Step {
        guard reply.status == 200 else { return end(reply.surprise(to: "the question for work")) }
        phase = .handling
        do throws(InvocationUnreadable) {
            return .handle(try LambdaInvocation(reply))
        } catch {
            guard let requestID = error.requestID else { return end(error.error) }
            return .refuse(requestID: requestID, error.error)
        }
    }

    private mutating func end(_ error: RunnerError?) -> Step {
        phase = .ended
        return .end(error)
    }

    private static func outOfTurn(_ event: Event) -> RunnerError {
        RunnerError(.unavailable, "RuntimeOutOfTurn", "the Lambda runtime lost its turn: \(event)")
    }
}

/// How a call was settled with Lambda.
enum Settlement: Hashable, Sendable {
    /// Lambda took the answer.
    case delivered
    /// Lambda refused the answer, and has settled the call by itself; the environment can go on.
    case refused(RunnerError)
    /// The runtime interface does not work any more.
    case broken(RunnerError)

    /// What a reply to an answer means.
    ///
    /// 400, 403 and 413 are about this answer; at 500 Lambda documents that the runtime must end.
    init(_ reply: RuntimeReply) {
        switch reply.status {
        case 202: self = .delivered
        case 400, 403, 413: self = .refused(reply.surprise(to: "an answer"))
        default: self = .broken(reply.surprise(to: "an answer"))
        }
    }

    /// What went wrong, if anything.
    var error: RunnerError? {
        switch self {
        case .delivered: nil
        case .refused(let error), .broken(let error): error
        }
    }
}
