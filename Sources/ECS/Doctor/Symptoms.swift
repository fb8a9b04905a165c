import AWS

/// Everything that AWS says about a task that did not do what it should.
struct Symptoms: Hashable, Sendable {
    /// How ECS classes the end: `TaskFailedToStart`, `EssentialContainerExited`, `UserInitiated`, `SpotInterruption`.
    var stopCode: String?
    /// Why the task stopped; AWS cuts it at 255 characters on some platforms.
    var stoppedReason: String?
    /// What is said of each container, the job's own first.
    var containerReasons: [String] = []
    /// The code that the job's container exited with.
    var exitCode: Int?
    /// Why RunTask started nothing.
    var failures: [ECSFailure] = []

    /// Symptoms that are properties to set.
    init() {}

    /// What DescribeTasks says of a task.
    init(_ task: ECSTask, container name: String) {
        stopCode = task.stopCode
        stoppedReason = task.stoppedReason
        let own = task.containers.filter { $0.name == name } + task.containers.filter { $0.name != name }
        containerReasons = own.compactMap(\.reason).filter { !$0.isEmpty }
        exitCode = own.first?.exitCode
    }

    /// Why RunTask started nothing.
    init(_ failures: [ECSFailure]) {
        self.failures = failures
    }

    /// What was said, the most telling first.
    var statements: [String] {
        containerReasons + failures.map(\.statement) + [stoppedReason].compactMap(\.self).filter { !$0.isEmpty }
    }
}

extension ECSFailure {
    /// The failure in one line: `RESOURCE:CPU`, `AGENT: …`.
    var statement: String {
        let words = [reason, detail].compactMap(\.self).filter { !$0.isEmpty }
        return words.isEmpty ? "no reason given" : words.joined(separator: ": ")
    }
}
