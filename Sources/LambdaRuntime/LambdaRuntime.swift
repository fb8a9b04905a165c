public import RunProtocol

/// A custom runtime for AWS Lambda: asks for calls, lets the function handle them one after the other, and ends when
/// Lambda ends the environment.
public struct LambdaRuntime: Sendable {
    private let address: String
    private let trouble: Trouble

    /// Handles one call: it answers, or throws what the caller is to get as an error.
    public typealias Handler = @Sendable (LambdaInvocation, LambdaAnswer) async throws -> Void

    /// Takes note of what no caller can be told, and of the call that it is about.
    public typealias Trouble = @Sendable (_ error: RunnerError, _ requestID: String?) -> Void

    /// The runtime of the environment that this process runs in.
    ///
    /// - Throws: `NotInLambda` (64): the process was not started by Lambda.
    public init(environment: [String: String], trouble: @escaping Trouble) throws(RunnerError) {
        let variable = "AWS_LAMBDA_RUNTIME_API"
        guard let address = environment[variable], !address.isEmpty, address.utf8.allSatisfy(Self.isPartOfAddress)
        else {
            throw RunnerError(
                .usage,
                "NotInLambda",
                "\(variable) names no runtime interface: this program is started by AWS Lambda",
                hint: "give it to Lambda as the bootstrap of a function with the runtime provided.al2023"
            )
        }
        self.address = address
        self.trouble = trouble
    }

    /// Handles calls until the environment ends.
    ///
    /// - Returns: the exit status of the process: 0 after SIGTERM, else 1, and then `trouble` knows why.
    public func run(_ handler: @escaping Handler) async -> Int32 {
        await run(handler, until: Termination.ofThisProcess())
    }

    /// Tells Lambda, and so the caller, that the function cannot begin its work.
    ///
    /// - Returns: the exit status of the process, 1: Lambda starts a fresh one for the next call.
    public func failInit(_ error: RunnerError) async -> Int32 {
        trouble(error, nil)
        await withClient { client in
            do throws(RunnerError) {
                let reply = try await client.reportInit(error)
                if reply.status != 202 { trouble(reply.surprise(to: "the report of an error"), nil) }
            } catch {
                trouble(error, nil)
            }
        }
        return 1
    }

    func run(_ handler: @escaping Handler, until termination: Termination) async -> Int32 {
        await withClient { client in
            var cycle = RuntimeCycle()
            var step = cycle.step(after: .ready)
            var call: String?
            while true {
                let event: RuntimeCycle.Event
                switch step {
                case .ask:
                    call = nil
                    event = await Self.ask(client, until: termination)
                case .handle(let invocation):
                    call = invocation.requestID
                    event = .settled(await handle(invocation, client, handler))
                case .refuse(let requestID, let error):
                    call = requestID
                    event = .settled(await refuse(requestID, error, client))
                case .end(let error):
                    if let error { trouble(error, call) }
                    return error == nil ? 0 : 1
                }
                if termination.isAnnounced { cycle.terminate() }
                step = cycle.step(after: event)
            }
        }
    }

    /// Asks for work, and leaves the question when the environment ends.
    private static func ask(_ client: RuntimeClient, until termination: Termination) async -> RuntimeCycle.Event {
        await withTaskGroup(of: RuntimeCycle.Event?.self) { group in
            group.addTask {
                do throws(RunnerError) {
                    return .replied(try await client.next())
                } catch {
                    return .unanswered(error)
                }
            }
            group.addTask {
                await termination.wait()
                return nil
            }
            var event: RuntimeCycle.Event?
            // A call that came at the same moment as the end is not lost: both are waited for.
            for await ended in group {
                group.cancelAll()
                event = ended ?? event
            }
            return event ?? .unanswered(RunnerError(.unavailable, "RuntimeOutOfTurn", "a question for work was lost"))
        }
    }

    private func handle(
        _ invocation: LambdaInvocation,
        _ client: RuntimeClient,
        _ handler: Handler
    ) async -> Settlement {
        let answer = LambdaAnswer(invocation.requestID, client)
        let settlement = await answer.settle { answer in
            try await handler(invocation, answer)
        } trouble: { error in
            trouble(error, invocation.requestID)
        }
        if case .refused(let error) = settlement { trouble(error, invocation.requestID) }
        return settlement
    }

    private func refuse(_ requestID: String, _ error: RunnerError, _ client: RuntimeClient) async -> Settlement {
        trouble(error, requestID)
        let answer = LambdaAnswer(requestID, client)
        return await answer.settle({ _ in throw error }, trouble: { _ in })
    }

    private func withClient<Result>(_ body: (RuntimeClient) async -> Result) async -> Result {
        await RuntimeClient.with(address: address, body)
    }

    private static func isPartOfAddress(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: ":"), UInt8(ascii: "-"),
            UInt8(ascii: "["), UInt8(ascii: "]"):
            true
        default:
            false
        }
    }
}
