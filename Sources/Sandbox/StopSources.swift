import Glibc
import RunProtocol
import Supervision
import SystemPackage

/// Everyone who may ask a host to stop its task: the client's lease, the control pipe, the clock, the machine.
struct StopSources {
    private let specification: TaskSpecification
    private let lease: AsyncStream<String>
    private let requests: FileDescriptor

    init(_ specification: TaskSpecification, lease: AsyncStream<String>, requests: FileDescriptor) {
        self.specification = specification
        self.lease = lease
        self.requests = requests
    }

    /// Passes on what they ask until the tasks returned are cancelled.
    func feed(_ stopper: TaskStopper) -> [Task<Void, Never>] {
        SignalWatch.forever([SIGINT, SIGHUP]) { _ in }
        SignalWatch.forever([SIGTERM]) { _ in
            Task { await stopper.stop(StopRequest(.graceful, because: .hostStopped)) }
        }
        let lines = InputLines.of(requests)
        let others = Task {
            for await line in lines {
                if let request = StopRequest(controlLine: line) { await stopper.stop(request) }
            }
        }
        let maxRunTime = specification.maxRunTime
        let deadline = Task {
            guard (try? await Task.sleep(for: .seconds(maxRunTime))) != nil else { return }
            await stopper.stop(StopRequest(.graceful, because: .timedOut))
        }
        return [others, deadline, watchLease(stopper)]
    }

    private func watchLease(_ stopper: TaskStopper) -> Task<Void, Never> {
        let attendance = specification.attendance
        let onAbandon = specification.onAbandon
        let lease = lease
        return Task {
            for await line in lease {
                if line == Self.detach { return }
                if let request = StopRequest(controlLine: line) { await stopper.stop(request) }
            }
            guard attendance == .attended, !Task.isCancelled else { return }
            switch onAbandon {
            case .cancel: await stopper.stop(StopRequest(.graceful, because: .abandoned))
            case .finish: await stopper.note("its client vanished; it was left to finish")
            }
        }
    }

    /// The line with which a client leaves on purpose.
    static let detach = "detach"
}
