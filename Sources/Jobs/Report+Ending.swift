import RunProtocol
import Supervision

extension Report {
    /// Says why a job script ends without having done its work.
    ///
    /// What was ended by a signal fails as well; the signal is the reason then, unless it is not known what was changed.
    ///
    /// - Parameters:
    ///   - error: what failed.
    ///   - signals: those that the script has passed on.
    ///   - state: what a stop found: `before anything was changed`.
    /// - Returns: the code to exit with.
    func ending(_ error: RunnerError, _ signals: ForwardedSignals, _ state: String) -> Int32 {
        guard let signal = signals.received, error.code != .outcomeUnknown else {
            failure(error)
            return error.code.rawValue
        }
        always("stopped by signal \(signal) \(state)")
        return ExitCode.signal(signal)
    }
}
