import RunProtocol
import Synchronization
import Testing

@testable import AWS
@testable import ECS

/// An AWS in memory: what a test does not script is an issue and an error, never an empty answer.
final class ScriptedAWS: ECSCalls, LogCalls {
    typealias Answer<Input, Output> = @Sendable (Input) throws(AWSError) -> Output

    struct Script: Sendable {
        var runTask: Answer<RunTaskInput, RunTaskOutput>?
        var describe: Answer<[String], [ECSTask]>?
        /// By desired status.
        var list: Answer<String, [String]>?
        var stop: Answer<String, Void>?
        var tag: Answer<[String: String], Void>?
        var read: Answer<GetLogEventsInput, GetLogEventsOutput>?
        var create: Answer<String, Void>?
        var put: Answer<String, Void>?
    }

    private let state = Mutex<(script: Script, calls: [String])>((Script(), []))

    init(_ edit: (inout Script) -> Void = { _ in }) {
        script(edit)
    }

    /// Changes what is answered from here on.
    func script(_ edit: (inout Script) -> Void) {
        state.withLock { edit(&$0.script) }
    }

    /// The calls so far, such as `StopTask deploy-runner: requested`.
    var calls: [String] { state.withLock { $0.calls } }

    /// How often something was called.
    func count(_ operation: String) -> Int { calls.count { $0.hasPrefix(operation) } }

    private func answer<Input, Output>(
        _ call: String,
        _ path: KeyPath<Script, Answer<Input, Output>?>,
        _ input: Input
    ) throws(AWSError) -> Output {
        let answer = state.withLock { state in
            state.calls.append(call)
            return state.script[keyPath: path]
        }
        guard let answer else {
            Issue.record("\(call) was not scripted")
            throw .failed(.other, "\(call) was not scripted")
        }
        return try answer(input)
    }

    func runTask(_ input: RunTaskInput) async throws(AWSError) -> RunTaskOutput {
        try answer("RunTask", \.runTask, input)
    }

    func describeTasks(cluster: String, tasks: [String]) async throws(AWSError) -> DescribeTasksOutput {
        let known = try answer("DescribeTasks \(tasks.count)", \.describe, tasks)
        let missing = Set(tasks).subtracting(known.map(\.arn))
        return DescribeTasksOutput(
            tasks: known,
            failures: missing.map { ECSFailure(arn: $0, reason: "MISSING", detail: nil) }
        )
    }

    func listTasks(_ input: ListTasksInput) async throws(AWSError) -> [String] {
        try answer("ListTasks \(input.desiredStatus)", \.list, input.desiredStatus)
    }

    func stopTask(cluster: String, task: String, reason: String) async throws(AWSError) {
        try answer("StopTask \(reason)", \.stop, reason)
    }

    func tagResource(_ arn: String, _ tags: [String: String]) async throws(AWSError) {
        let words = tags.sorted { $0.key < $1.key }.map { "\($0.key.dropFirst(14))=\($0.value)" }
        try answer("TagResource \(words.joined(separator: " "))", \.tag, tags)
    }

    func getLogEvents(_ input: GetLogEventsInput) async throws(AWSError) -> GetLogEventsOutput {
        try answer("GetLogEvents \(input.logStreamName)", \.read, input)
    }

    func createLogStream(group: String, stream: String) async throws(AWSError) {
        try answer("CreateLogStream \(stream)", \.create, stream)
    }

    func putLogEvents(group: String, stream: String, _ events: [PutLogEvent]) async throws(AWSError) {
        try answer("PutLogEvents \(stream)", \.put, events.map(\.message).joined(separator: "\n"))
    }
}

extension ScriptedAWS {
    /// The calls as the engine takes them.
    var engineCalls: EngineCalls { EngineCalls(ecs: self, logs: self, region: "eu-west-1") }
}
