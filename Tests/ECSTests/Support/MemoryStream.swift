import RunProtocol
import Synchronization

@testable import AWS
@testable import ECS

/// A log stream that is there from a time on, and grows when a test says so.
final class MemoryStream: Sendable {
    private let messages: Mutex<[String]>
    private let pageSize: Int

    init(_ messages: [String] = [], pageSize: Int = 10_000) {
        self.messages = Mutex(messages)
        self.pageSize = pageSize
    }

    func add(_ more: some Sequence<String>) { messages.withLock { $0 += more } }

    /// Answers GetLogEvents.
    func read(_ input: GetLogEventsInput) throws(AWSError) -> GetLogEventsOutput {
        let all = messages.withLock { $0 }
        guard !all.isEmpty else { throw .failed(.notFound, "The specified log stream does not exist.") }
        guard input.startFromHead else { return .page(events(all.suffix(input.limit ?? pageSize)), nil) }
        guard input.nextToken?.hasPrefix("f/") ?? true, let start = Int(input.nextToken?.dropFirst(2) ?? "0") else {
            throw .failed(.validation, "The specified nextToken is invalid.")
        }
        let page = all.dropFirst(start).prefix(pageSize)
        return .page(events(page), "f/\(min(start, all.count) + page.count)")
    }

    private func events(_ messages: some Sequence<String>) -> [CloudWatchLogEvent] {
        messages.map { CloudWatchLogEvent(timestamp: SampleLog.start, message: $0) }
    }
}
