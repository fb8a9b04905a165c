import RunProtocol
import Synchronization

@testable import AWS
@testable import Deployer

/// A Lambda that answers what a test has written down, call by call, and a transport to it whose pauses are skipped.
final class ScriptedLambda: HTTPTransport {
    /// What becomes of one call.
    enum Answer: Sendable {
        /// The function's answer.
        case payload(String)
        /// The answer of a function that failed.
        case failed(String)
        /// A response stream, chunk by chunk, and its completion; without one it is cut.
        case stream([String], completion: String?)
        /// What Lambda itself answers.
        case status(Int, String)
        /// No answer.
        case lost(HTTPFailure.Kind)
    }

    private let state: Mutex<(answers: [Answer], requests: [String])>
    let clock = SkippedClock()

    init(_ answers: Answer...) {
        state = Mutex((answers, []))
    }

    /// What was sent.
    var requests: [String] { state.withLock { $0.requests } }

    func send(_ request: HTTPRequest, limit: Int) async throws(HTTPFailure) -> HTTPResponse {
        let answer = state.withLock { state in
            state.requests.append(String(decoding: request.body, as: UTF8.self))
            return state.answers.isEmpty ? .lost(.malformed) : state.answers.removeFirst()
        }
        switch answer {
        case .payload(let text): return HTTPResponse(status: 200, body: Array(text.utf8))
        case .failed(let text):
            return HTTPResponse(status: 200, headers: ["x-amz-function-error": "Unhandled"], body: Array(text.utf8))
        case .stream(let chunks, let completion):
            let frames = chunks.flatMap { Self.frame("PayloadChunk", $0) }
            return HTTPResponse(status: 200, body: frames + (completion.map { Self.frame("InvokeComplete", $0) } ?? []))
        case .status(let status, let text): return HTTPResponse(status: status, body: Array(text.utf8))
        case .lost(let kind): throw HTTPFailure(kind, "lost")
        }
    }

    func stream<Result>(
        _ request: HTTPRequest,
        _ body: (HTTPStreamedResponse) async throws -> Result
    ) async throws -> Result {
        let answer = try await send(request)
        let rest = Mutex<[UInt8]?>(answer.body.isEmpty ? nil : answer.body)
        return try await body(
            HTTPStreamedResponse(status: answer.status, headers: answer.headers) { () async throws(HTTPFailure) in
                rest.withLock { rest in
                    defer { rest = nil }
                    return rest
                }
            }
        )
    }

    /// The transport of a command line that calls this Lambda.
    func transport(
        _ console: CapturedConsole,
        function: String = RunnerPlace.standardFunction
    ) throws -> LambdaTransport {
        let errors = console.console()
        let files = try AWSSharedFiles(config: "", environment: [:])
        let settings = try AWSSettings(region: "eu-west-1", environment: [:], files: files)
        let core = SessionCore(
            settings: settings,
            transport: self,
            clock: clock,
            now: { LogText.at },
            random: { 0.5 }
        )
        return LambdaTransport(
            AWSSession(core: core, credentials: Key()).lambda,
            .aws(region: "eu-west-1", function: function),
            Prose(console: errors, threshold: .info, palette: Palette(for: errors.errors, environment: [:])),
            clock,
            reading: nil
        )
    }

    /// A frame of an event stream.
    private static func frame(_ type: String, _ payload: String) -> [UInt8] {
        var headers: [UInt8] = []
        for (name, value) in [(":message-type", "event"), (":event-type", type)] {
            headers += [UInt8(name.utf8.count)] + name.utf8 + [7] + number(value.utf8.count).suffix(2) + value.utf8
        }
        var frame = number(headers.count + payload.utf8.count + 16) + number(headers.count)
        frame += number(Int(CRC32.of(frame))) + headers + payload.utf8
        return frame + number(Int(CRC32.of(frame)))
    }

    private static func number(_ value: Int) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
    }

    private struct Key: AWSCredentialProvider {
        private let key = AWSCredentials(accessKeyID: "AKIDEXAMPLE", secretAccessKey: "example")

        func credentials() async throws(AWSError) -> AWSCredentials { key }
        func credentials(replacing refused: AWSCredentials) async throws(AWSError) -> AWSCredentials { key }
    }
}

/// A clock on which every sleep is over at once, and is remembered.
final class SkippedClock: Clock {
    private let state = Mutex<(now: ManualClock.Instant, pauses: [Duration])>((ManualClock.Instant(offset: .zero), []))

    var now: ManualClock.Instant { state.withLock { $0.now } }
    var minimumResolution: Duration { .nanoseconds(1) }
    /// How long was slept, sleep by sleep.
    var pauses: [Duration] { state.withLock { $0.pauses } }

    func sleep(until deadline: ManualClock.Instant, tolerance: Duration?) async throws {
        try Task.checkCancellation()
        state.withLock { state in
            state.pauses.append(state.now.duration(to: deadline))
            state.now = max(state.now, deadline)
        }
    }
}
