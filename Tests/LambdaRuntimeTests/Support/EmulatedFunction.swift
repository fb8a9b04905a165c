import Fixtures
import Foundation
import Supervision
import Synchronization
import SystemPackage

/// A function that runs on the emulated Lambda of `Tests/Peers/lambda_emulator`.
final class EmulatedFunction: Sendable {
    private let emulator: TestProcess
    private let folder: TestFolder
    private let calls = Mutex(Calls())

    private struct Calls {
        var last = 0
        var waiting: [String: AsyncStream<Line>.Continuation] = [:]
    }

    /// One line of an answer.
    private struct Line: Decodable {
        let id: String
        let chunk: String?
        let end: End?
    }

    /// What ends an answer.
    struct End: Decodable, Hashable, Sendable {
        var functionError: String?
        var errorCode: String?
        var errorDetails: String?
        var bytes: Int?
        var environments: [Environment]?
        var exitStatuses: [Int]?

        /// What an execution environment has cost.
        struct Environment: Decodable, Hashable, Sendable {
            var initSeconds: Double?
            var peakMemoryKib: Int
            var invocations: Int
            var exitStatus: Int?
        }
    }

    /// An answer, read to its end.
    struct Answer: Sendable {
        var payload: [UInt8] = []
        var end = End()

        var text: String { String(decoding: payload, as: UTF8.self) }
    }

    /// Offers a program as a function, with these files beside it in its package; a call may take so many seconds.
    init(
        _ command: [String],
        environment: [String: String] = [:],
        timeout: Double = 300,
        files: [String: String] = [:]
    ) async throws {
        folder = try TestFolder()
        for (name, text) in files { try folder.write(text, to: name) }
        var arguments = ["-m", "lambda_emulator", "--timeout", "\(timeout)", "--init-timeout", "300"]
        arguments += ["--task-root", folder.path.string]
        arguments += ["--log", folder.path.appending("log").string]
        arguments += environment.flatMap { ["--set", "\($0)=\($1)"] }
        let emulator = try await TestProcess(
            Command(
                "python3",
                arguments + ["--"] + command,
                environment: ["PATH": "/usr/local/bin:/usr/bin:/bin", "PYTHONPATH": Self.peers.string]
            )
        )
        self.emulator = emulator
        let lines = InputLines.of(emulator.output)
        Task { [weak self] in
            for await line in lines { self?.take(line) }
            self?.leave()
        }
    }

    deinit {
        try? emulator.input.close()
    }

    /// Where the peers lie that are written in Python.
    static let peers = FilePath("\(#filePath)").removingLastComponent().removingLastComponent()
        .removingLastComponent().appending("Peers")

    /// What the function wrote to its standard streams so far; it may write more of a call after it has answered it.
    var log: String { folder.read("log") ?? "" }

    /// All that the function wrote to its standard streams, after the end of its environments.
    func closedLog() async throws -> String {
        _ = try await close()
        return log
    }

    /// Calls the function as `Invoke` does, with a time-out in seconds of its own, or with the function's.
    func invoke(_ payload: String, clientContext: String? = nil, timeout: Double? = nil) async throws -> Answer {
        try await ask(Request(invoke: payload, clientContext: clientContext, timeout: timeout))
    }

    /// Calls the function as `InvokeWithResponseStream` does, with a time-out in seconds of its own, or with the function's.
    func stream(_ payload: String, timeout: Double? = nil) async throws -> Answer {
        try await ask(Request(stream: payload, timeout: timeout))
    }

    /// Calls the function as `InvokeWithResponseStream` does, and counts the bytes of its answer.
    func count(_ payload: String) async throws -> End {
        try await ask(Request(count: payload)).end
    }

    /// What each environment has cost so far, the oldest first.
    func measure() async throws -> [End.Environment] {
        try await ask(Request(measure: true)).end.environments ?? []
    }

    /// Ends the environments with SIGTERM, and answers how they ended.
    func close() async throws -> [Int] {
        try await ask(Request(close: true)).end.exitStatuses ?? []
    }

    private struct Request: Encodable {
        var id = ""
        var invoke: String?
        var stream: String?
        var count: String?
        var measure: Bool?
        var close: Bool?
        var clientContext: String?
        var timeout: Double?
    }

    private func ask(_ request: Request) async throws -> Answer {
        let (lines, continuation) = AsyncStream.makeStream(of: Line.self)
        var request = request
        request.id = calls.withLock { calls in
            calls.last += 1
            calls.waiting["\(calls.last)"] = continuation
            return "\(calls.last)"
        }
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        try emulator.input.writeAll(try encoder.encode(request) + Data("\n".utf8))
        var answer = Answer()
        for await line in lines {
            if let chunk = line.chunk { answer.payload += Data(base64Encoded: chunk) ?? Data() }
            guard let end = line.end else { continue }
            answer.end = end
            return answer
        }
        throw EmulatorGone()
    }

    private func take(_ text: String) {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        guard let line = try? decoder.decode(Line.self, from: Data(text.utf8)) else { return }
        let waiting = calls.withLock { calls in
            line.end == nil ? calls.waiting[line.id] : calls.waiting.removeValue(forKey: line.id)
        }
        waiting?.yield(line)
    }

    private func leave() {
        for waiting in calls.withLock({ $0.waiting.values }) { waiting.finish() }
    }
}

/// The emulator ended before it had answered.
struct EmulatorGone: Error {}
