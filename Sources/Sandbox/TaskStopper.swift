import Glibc
import RunProtocol
import Supervision
import SystemPackage

/// Passes stops on to the entrypoint of a task, and ends the sandbox when the entrypoint does not.
actor TaskStopper {
    private let run: RunID
    private let control: FileDescriptor
    private let state: StateDirectory
    private let patience: Duration
    private var sandbox: RunningProcess?
    private var urgency: StopRequest.Urgency?

    /// Why the task was stopped, if it was: the first reason given.
    private(set) var reason: StopReason?

    init(_ specification: TaskSpecification, control: FileDescriptor, state: StateDirectory) {
        run = specification.run
        self.control = control
        self.state = state
        // The entrypoint's own steps, and ten seconds in which it may yet write its trailer.
        patience = .seconds(specification.stopGrace) + StopSequence.lastGrace + .seconds(10)
    }

    func attach(_ sandbox: RunningProcess) {
        self.sandbox = sandbox
    }

    /// Passes a request on, unless one at least as urgent was.
    func stop(_ request: StopRequest) {
        guard urgency.map({ $0 < request.urgency }) ?? true else { return }
        urgency = request.urgency
        reason = reason ?? request.reason
        // A file and not the record: it wakes readers, and no lock on a database can hold up a stop.
        try? Folder.write([], to: state.folder(of: run).stopping)
        _ = try? control.writeAll(request.controlLine.utf8)
        killWhenNothingHelps()
    }

    /// Adds a remark to the run's record.
    func note(_ text: String) async {
        try? await RunStore(state.database).update(run) { $0.detail = text }
    }

    private func killWhenNothingHelps() {
        let patience = patience
        Task {
            guard (try? await Task.sleep(for: patience)) != nil else { return }
            sandbox?.kill()
        }
    }
}
