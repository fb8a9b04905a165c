import FoundationEssentials
import Glibc
import LambdaRuntime
import RunProtocol

/// The function that tests call on the runtime of this project; `Tests/Peers/lambda_probe.py` is the same one on Amazon's.
@main
struct LambdaProbe {
    static func main() async throws {
        let environment = ProcessInfo.processInfo.environment
        let runtime = try LambdaRuntime(environment: environment) { error, requestID in
            StandardError.write("trouble \(requestID ?? "-"): \(error)\n")
        }
        if environment["PROBE_INIT"] == "fail" {
            exit(await runtime.failInit(RunnerError(.usage, "ProbeInit", "cannot begin")))
        }
        exit(await runtime.run { try await handle($0, $1) })
    }

    private static func handle(_ invocation: LambdaInvocation, _ answer: LambdaAnswer) async throws {
        let event = try JSON.decode(ProbeEvent.self, from: invocation.payload)
        switch event.action {
        case .echo: try await answer.send(invocation.payload)
        case .fail: throw RunnerError(.refused, "ProbeFailed", event.text ?? "")
        case .exit: _exit(event.status ?? 1)
        case .sleep:
            StandardError.write("asleep\n")
            try await Task.sleep(for: .seconds(event.seconds ?? 0))
            try await answer.send(Array(#""awake""#.utf8))
        case .fill:
            let quote = UInt8(ascii: "\"")
            try await answer.send(
                [quote] + [UInt8](repeating: UInt8(ascii: "x"), count: (event.bytes ?? 2) - 2) + [quote]
            )
        case .context: try await answer.send(Array(JSON.encode(ProbeContext(invocation))))
        case .stream: try await stream(event, answer)
        case .silence: break
        }
    }

    private static func stream(_ event: ProbeEvent, _ answer: LambdaAnswer) async throws {
        let part = [UInt8](repeating: UInt8(ascii: "y"), count: event.bytes ?? 1)
        for _ in 0..<(event.parts ?? 1) { try await answer.write(part) }
        if let status = event.status { _exit(status) }
        if let seconds = event.seconds { try await Task.sleep(for: .seconds(seconds)) }
        if let text = event.text { throw RunnerError(.refused, "ProbeFailed", text) }
    }
}

private struct ProbeEvent: Decodable {
    let action: Action
    let text: String?
    let status: Int32?
    let seconds: Double?
    let bytes: Int?
    let parts: Int?

    enum Action: String, Decodable {
        case echo
        case fail
        case exit
        case sleep
        case fill
        case context
        case stream
        case silence
    }

    private enum CodingKeys: String, CodingKey {
        case action = "do"
        case text
        case status
        case seconds
        case bytes
        case parts
    }
}

private struct ProbeContext: Encodable {
    let requestID: String
    let functionARN: String?
    let millisecondsLeft: Int64
    let hasTrace: Bool
    let client: [String: String]?
    let region: String?

    init(_ invocation: LambdaInvocation) {
        requestID = invocation.requestID
        functionARN = invocation.functionARN
        millisecondsLeft = invocation.deadline.milliseconds - Int64(Date().timeIntervalSince1970 * 1000)
        hasTrace = invocation.traceID?.hasPrefix("Root=") == true
        client = invocation.clientContext.flatMap { try? JSON.decode(Client.self, from: $0.utf8) }?.custom
        region = ProcessInfo.processInfo.environment["AWS_REGION"]
    }

    private struct Client: Decodable {
        let custom: [String: String]
    }

    private enum CodingKeys: String, CodingKey {
        case requestID = "request_id"
        case functionARN = "function_arn"
        case millisecondsLeft = "milliseconds_left"
        case hasTrace = "has_trace"
        case client
        case region
    }
}

/// Standard error, a line at a time.
private enum StandardError {
    static func write(_ text: String) {
        var bytes = Array(text.utf8)
        _ = Glibc.write(STDERR_FILENO, &bytes, bytes.count)
    }
}
