import Invoker
import RunProtocol
import SystemPackage

/// Decides a file of requests line by line: how a team tests its configuration against a list of commands.
///
/// Decisions leave as requests arrive, so that another program may hold a conversation with the gate.
struct RequestFile {
    private let path: String
    private let context: CommandContext
    private let format: OutputFormat

    /// The requests in a file; `-` is standard input.
    init(_ path: String, _ context: CommandContext, _ format: OutputFormat) {
        self.path = path
        self.context = context
        self.format = format
    }

    /// Writes a decision for each line.
    ///
    /// - Returns: the exit code: 0 when every line could be decided.
    /// - Throws: `RequestsUnreadable` (64) when the file cannot be read, or an `OutputFailure`.
    func explain(_ transport: any Transport) async throws -> Int32 {
        let file = try open()
        defer { if path != "-" { try? file.close() } }
        var lines = RequestLines(limit: Self.longestLine)
        var exitCode: Int32 = 0
        var buffer = [UInt8](repeating: 0, count: 256 * 1024)
        var isAtEnd = false
        while !isAtEnd {
            let count = try read(file, &buffer)
            isAtEnd = count == 0
            var decisions: [UInt8] = []
            for line in isAtEnd ? lines.finish() : lines.take(buffer[..<count]) {
                let decision = await decide(line, transport)
                if case .failed(let error) = decision { exitCode = error.code.rawValue }
                decisions += bytes(decision, line.number)
            }
            if !decisions.isEmpty { try await context.write(decisions) }
        }
        return exitCode
    }

    private enum Decision {
        case decided(ExplainAnswer)
        case failed(RunnerError)
    }

    private func decide(_ line: RequestLines.Line, _ transport: any Transport) async -> Decision {
        do throws(RunnerError) {
            return .decided(try await transport.explain(try request(line)))
        } catch {
            return .failed(error)
        }
    }

    private func request(_ line: RequestLines.Line) throws(RunnerError) -> RunRequest {
        guard let bytes = line.bytes else {
            throw RunnerError(.usage, "MalformedRequest", "the line is longer than \(Self.longestLine >> 20) MiB")
        }
        switch try InvokerRequest.read(bytes) {
        case .run(let request, _), .explain(let request): return request
        case .describe, .status, .logs, .stop, .attend:
            throw RunnerError(
                .usage,
                "MalformedRequest",
                "only run and explain requests can be decided",
                hint: "leave action out"
            )
        }
    }

    private func bytes(_ decision: Decision, _ number: Int) -> [UInt8] {
        switch (decision, format) {
        case (.decided(let answer), .json): JSON.encode(answer) + [0x0A]
        case (.failed(let error), .json): JSON.encode(LineError(error, line: number)) + [0x0A]
        case (.decided(let answer), .text): Array("\(number): \(DecisionText(answer).line)\n".utf8)
        case (.failed(let error), .text): Array("\(number): \(Self.line(error))\n".utf8)
        }
    }

    private static func line(_ error: RunnerError) -> String {
        [ErrorReport(error).headline, error.cause].compactMap(\.self).joined(separator: ": ")
    }

    /// As long as a JSON text that the gate reads.
    private static let longestLine = 4 << 20
}

extension RequestFile {
    private func open() throws(RunnerError) -> FileDescriptor {
        guard path != "-" else { return context.input }
        do {
            return try FileDescriptor.open(
                context.workingDirectory.pushing(FilePath(path)),
                .readOnly,
                options: .closeOnExec
            )
        } catch {
            throw unreadable(error)
        }
    }

    private func read(_ file: FileDescriptor, _ buffer: inout [UInt8]) throws(RunnerError) -> Int {
        do {
            return try buffer.withUnsafeMutableBytes { try file.read(into: $0) }
        } catch {
            throw unreadable(error)
        }
    }

    private func unreadable(_ reason: any Error) -> RunnerError {
        RunnerError(
            .usage,
            "RequestsUnreadable",
            "the requests in \(VisibleText.of(path)) cannot be read: \(reason)",
            hint: "name a file with one JSON request a line, or - for standard input"
        )
    }
}

/// A line that is no request: `{"decision": "error", "line": 3, "errorType": …}`.
private struct LineError: Encodable {
    let decision = "error"
    let line: Int
    let errorType: String
    let errorMessage: String
    let cause: String?
    let hint: String?

    init(_ error: RunnerError, line: Int) {
        self.line = line
        errorType = error.errorType
        errorMessage = error.message
        cause = error.cause
        hint = error.hint
    }
}
