import RunProtocol
import Synchronization

/// The answer to one call, which the function gives as a whole or in parts.
public final class LambdaAnswer: Sendable {
    private let requestID: String
    private let client: RuntimeClient
    private let cycle = Mutex(AnswerCycle())
    private let pipe = BodyPipe()
    private let (openings, opening) = AsyncStream.makeStream(of: Void.self)
    private let sent = Mutex<Settlement?>(nil)

    init(_ requestID: String, _ client: RuntimeClient) {
        self.requestID = requestID
        self.client = client
    }

    /// Sends the whole answer, of at most 6 MiB.
    ///
    /// - Throws: `RunnerError`: `ResponseTooLarge`, `AnswerOutOfTurn`, or Lambda did not take it.
    public func send(_ bytes: [UInt8]) async throws {
        try cycle.withLock { cycle throws(RunnerError) in try cycle.send(bytes.count) }
        let settlement = await Self.settlement { () throws(RunnerError) in try await client.respond(requestID, bytes) }
        sent.withLock { $0 = settlement }
        if let error = settlement.error { throw error }
    }

    /// Writes a part of the answer, and returns when the next may follow; one write at a time.
    ///
    /// The first one makes the answer a stream, of at most 200 MiB. From then on it can only end or break off.
    ///
    /// - Throws: `RunnerError`: `ResponseTooLarge`, `AnswerOutOfTurn`, or `AnswerCut` when Lambda takes no more of it.
    public func write(_ bytes: [UInt8]) async throws {
        guard !bytes.isEmpty else { return }
        let write = try cycle.withLock { cycle throws(RunnerError) in try cycle.write(bytes.count) }
        if write == .first { opening.yield() }
        do {
            try await pipe.write(bytes)
        } catch {
            throw RunnerError(.tryAgain, "AnswerCut", "a part of the answer could not be written").caused(
                by: "\(error)"
            )
        }
    }

    /// Runs the function, and settles the call whatever the function does.
    func settle(_ handle: (LambdaAnswer) async throws -> Void, trouble: (RunnerError) -> Void) async -> Settlement {
        async let streamed = stream()
        var failure: RunnerError?
        do {
            try await handle(self)
        } catch {
            failure = FunctionErrorReport.error(error)
        }
        let conclusion = cycle.withLock { $0.conclude(failure) }
        switch conclusion {
        case .finish, .report, .nothing: pipe.end()
        case .breakOff: pipe.end(.brokenOff)
        }
        opening.finish()
        let stream = await streamed
        switch conclusion {
        case .report(let error):
            return await Self.settlement { () throws(RunnerError) in try await client.report(requestID, error) }
        case .finish:
            return stream ?? .delivered
        case .breakOff(let error):
            // Whether Lambda has noticed the break when it is asked for more work is a race, and 403 its answer to the
            // loser. So the environment ends with the stream, unless Lambda refused the stream before it broke.
            if case .refused = stream { return stream ?? .broken(error) }
            return .broken(error)
        case .nothing(let error):
            let settlement = sent.withLock { $0 } ?? .delivered
            if let error, error != settlement.error { trouble(error) }
            return settlement
        }
    }

    /// Carries the stream, if the function opens one, to Lambda.
    private func stream() async -> Settlement? {
        for await _ in openings {
            defer { pipe.abandon() }
            return await Self.settlement { () throws(RunnerError) in try await client.respond(requestID, pipe) }
        }
        return nil
    }

    private static func settlement(
        _ exchange: () async throws(RunnerError) -> RuntimeReply
    ) async -> Settlement {
        do throws(RunnerError) {
            return Settlement(try await exchange())
        } catch {
            return .broken(error)
        }
    }
}
