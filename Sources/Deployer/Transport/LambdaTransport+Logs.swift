import AWS
import RunProtocol
import Synchronization

extension LambdaTransport {
    func logs(of run: RunID, from cursor: LogCursor, deliver: (LogEvent) async throws -> Void) async throws {
        if let direct {
            return try await direct.logs(of: try await status(of: run), from: cursor, deliver: deliver)
        }
        var reader = readers.withLock { $0[run] }
        // A reader that stands elsewhere belongs to another reading of the same run.
        if reader?.cursor.record != cursor.record { reader = nil }
        var log = reader ?? LogStreamReader(from: cursor)
        defer { readers.withLock { $0[run] = log } }
        while true {
            log.beginCall()
            try await callOnce(run, &log, deliver)
            switch log.ending {
            case .ended: return
            case .paused: continue
            case .failed(let error): throw error
            case .none: throw Self.cut(run)
            }
        }
    }

    /// Reads one call's part of the log.
    private func callOnce(
        _ run: RunID,
        _ log: inout LogStreamReader,
        _ deliver: (LogEvent) async throws -> Void
    ) async throws {
        if streaming.withLock({ $0 }) == .tried {
            do {
                return try await stream(run, &log, deliver)
            } catch let error as AWSError where error.kind == .accessDenied {
                streaming.withLock { $0 = .refused }
                prose.say(
                    "reading the log as a stream is denied (\(error.missingAction ?? "lambda:InvokeFunction")); "
                        + "fetching it piece by piece instead",
                    .warn
                )
            }
        }
        let limits = LogLimits(seconds: Self.pollSeconds, bytes: Self.pollBytes)
        for event in try log.read(try await invoke(.logs(run, log.cursor, limits))) { try await deliver(event) }
    }

    private func stream(
        _ run: RunID,
        _ log: inout LogStreamReader,
        _ deliver: (LogEvent) async throws -> Void
    ) async throws {
        let request = InvokerRequest.logs(run, log.cursor, LogLimits())
        let input = InvokeInput(functionName: function, payload: Array(JSON.encode(request)))
        // What came before the first line feed: perhaps the error of a function that failed before its first line.
        var opening: [UInt8] = []
        do {
            let completion = try await lambda.invokeWithResponseStream(input) { chunk in
                let isOpening = log.isAtFirstByte && opening.count < Self.longestError
                guard !isOpening || chunk.contains(UInt8(ascii: "\n")) else {
                    opening += chunk
                    return
                }
                for event in try log.read(opening + chunk) { try await deliver(event) }
                opening = []
            }
            guard let code = completion.errorCode, log.ending == nil else { return }
            let body = opening.isEmpty ? Array((completion.errorDetails ?? "").utf8) : opening
            throw FunctionFailure(code, body).error(function, in: region)
        } catch let error as AWSError {
            // The stream's last word was read, whole and checked: how the call ended says nothing more.
            guard log.ending == nil else { return }
            // Where streams alone are denied, there is another way.
            if error.kind == .accessDenied { throw error }
            let isCut = error.isRetryable && error.mayHaveBeenExecuted
            throw isCut ? Self.cut(run).caused(by: error.description) : self.failure(error)
        }
    }

    /// The most bytes that are looked at as one error.
    private static let longestError = 1 << 20

    /// How long one fetch waits for news, in seconds.
    private static let pollSeconds = 15

    /// The most that one fetch delivers: Lambda's buffered answers end at 6 MB.
    private static let pollBytes = 4 << 20

    private static func cut(_ run: RunID) -> RunnerError {
        RunnerError(.tryAgain, "StreamCut", "the log stream of run \(run) was cut")
    }
}
