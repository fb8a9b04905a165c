import ChangeDetection
import Git
import RunProtocol

/// What became of one module of many.
struct ModuleResult: Sendable {
    let job: Job
    let state: State
    /// How long it ran.
    var duration = Duration.zero
    /// Its run, once that had a name.
    var run: RunID?
    /// What its plan says, where it says it.
    var figures: PlanFigures?
    /// What it wrote.
    var log: CapturedLog.Text?

    /// How it ended.
    enum State: Hashable, Sendable {
        /// It succeeded, with 0, or with 2 where that says that there are changes.
        case succeeded(Int32)
        /// It ended with this code.
        case failed(Int32)
        /// It never started.
        case notStarted(RunSchedule.Obstacle)
    }

    /// The code that it ended with.
    var exitCode: Int32? {
        switch state {
        case .succeeded(let code), .failed(let code): code
        case .notStarted: nil
        }
    }

    /// What became of it, in a word.
    var word: String {
        switch state {
        case .succeeded: "succeeded"
        case .failed: "failed"
        case .notStarted: "not_started"
        }
    }

    /// What became of it, in words.
    var description: String {
        switch state {
        case .succeeded: figures.map { $0.isEmpty ? "no changes" : "\($0)" } ?? "succeeded"
        case .failed(let code): "failed with \(code)"
        case .notStarted(.dependency(let folder)): "not started: \(folder.quoted) did not succeed"
        case .notStarted(.earlierAccount): "not started: an account before it did not succeed"
        case .notStarted(.stopped): "not started: the run was stopped"
        }
    }
}

/// What became of all of them.
struct ChangesResult: Sendable {
    /// In the order of the matrix.
    let modules: [ModuleResult]
    /// The signal that stopped everything.
    var signal: Int32?

    /// The code to exit with.
    ///
    /// A module's own code says more than any that stands for all of them; which one, must not depend on which was faster.
    func exitCode(leftOut: Int, _ settings: ChangesSettings) -> Int32 {
        if let signal { return StopReason.signal(signal).exitCode }
        for module in modules {
            if case .failed(let code) = module.state { return code }
        }
        guard modules.allSatisfy({ $0.word == "succeeded" }) else { return ExitCode.outcomeUnknown.rawValue }
        guard leftOut == 0 else { return ExitCode.refused.rawValue }
        return modules.contains { $0.state == .succeeded(2) } && settings.changesExitCode == .detailed ? 2 : 0
    }
}
