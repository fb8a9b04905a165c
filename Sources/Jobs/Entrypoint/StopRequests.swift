import Glibc
import RunProtocol
import Supervision
import Synchronization

/// Everybody who may ask for a job's end, in one stream.
struct StopRequests: Sendable {
    /// The requests, in the order in which they came.
    let stream: AsyncStream<StopRequest>
    private let continuation: AsyncStream<StopRequest>.Continuation
    /// Rings with every SIGTERM that has a letter to go with it.
    private let bell = AsyncStream.makeStream(of: Void.self)

    init() {
        (stream, continuation) = AsyncStream.makeStream(of: StopRequest.self)
    }

    /// SIGTERM, as ECS stops a task, and SIGINT, as somebody types it.
    ///
    /// - Parameter letters: what says more about a SIGTERM; `follow(_ letters:)` reads them.
    func takeOverSignals(with letters: StopLetters?) {
        let (continuation, ring, hasLetters) = (continuation, bell.continuation, letters != nil)
        let received = Mutex<[Int32]>([])
        SignalWatch.forever([SIGTERM, SIGINT]) { number in
            let before = received.withLock { received in
                defer { received.append(number) }
                return received
            }
            if number == SIGTERM, hasLetters {
                ring.yield()
            } else {
                continuation.yield(Self.request(for: number, after: before))
            }
        }
    }

    /// The letters behind a SIGTERM; a second SIGTERM has nothing to add.
    ///
    /// A bell that rang before this process could hear it has left its letter all the same: the kernel drops a SIGTERM
    /// for the first process of a container that has no handler yet.
    func follow(_ letters: StopLetters) async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { [ring = bell.continuation] in
                if await letters.look() != nil { ring.yield() }
            }
            for await _ in bell.stream {
                group.cancelAll()
                await letters.answer { continuation.yield($0) }
                return
            }
        }
    }

    /// A client that has to be there.
    func follow(_ lease: LeaseWatch) async {
        if await lease.end() == .ranOut { continuation.yield(StopRequest(.graceful, because: .abandoned)) }
    }

    /// The time that the run may take at most.
    func follow(maxRunTime: Duration, _ clock: any Clock<Duration>) async {
        guard (try? await clock.sleep(for: maxRunTime)) != nil else { return }
        continuation.yield(StopRequest(.graceful, because: .timedOut))
    }

    /// What a signal asks for: only SIGINT, sent again, hurries.
    static func request(for signal: Int32, after before: [Int32]) -> StopRequest {
        guard signal == SIGINT else { return StopRequest(.graceful, because: .hostStopped) }
        return StopRequest(before.contains(SIGINT) ? .hurried : .graceful, because: .signal(signal))
    }

    /// Lines of a control channel; its end says that whoever held the other end is gone.
    func follow(_ lines: AsyncStream<String>, log: TaskLog) async {
        for await line in lines {
            if let request = StopRequest(controlLine: line) {
                continuation.yield(request)
            } else {
                log.note("a line on the control channel was not understood")
            }
        }
        if !Task.isCancelled { continuation.yield(StopRequest(.graceful, because: .abandoned)) }
    }

    /// A log that takes no more records.
    func follow(_ log: TaskLog) async {
        for await _ in log.breakage { continuation.yield(StopRequest(.graceful, because: .logUnwritable)) }
    }
}
