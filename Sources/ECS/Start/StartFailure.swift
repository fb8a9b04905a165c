import AWS
import Gatekeeper
import RunProtocol

/// Why RunTask started nothing, as an error that says what to do.
enum StartFailure {
    /// What ECS answered instead of a task.
    static func error(_ failures: [ECSFailure], _ job: ApprovedJob) -> RunnerError {
        let diagnosis = StartFailureDoctor.diagnose(Symptoms(failures))
        let subjects = failures.compactMap(\.arn).joined(separator: ", ")
        return RunnerError(
            diagnosis.isRetryable ? .tryAgain : .unavailable,
            errorType,
            message(job) + ": \(diagnosis.cause)",
            hint: diagnosis.fix
        ).caused(by: subjects.isEmpty ? diagnosis.evidence : "\(diagnosis.evidence) (\(subjects))")
    }

    /// A call that failed.
    static func error(_ failure: AWSError, _ job: ApprovedJob, _ run: RunID) -> RunnerError {
        if failure.kind == .conflict { return reused(run).caused(by: failure.description) }
        var error = failure.runnerError(.unavailable, errorType, message(job))
        var symptoms = Symptoms()
        symptoms.stoppedReason = failure.message
        let diagnosis = StartFailureDoctor.diagnose(symptoms)
        guard diagnosis.ailment != .unrecognised else { return error }
        error.message += ": \(diagnosis.cause)"
        error.hint = diagnosis.fix
        if diagnosis.isRetryable { error.code = .tryAgain }
        return error
    }

    private static let errorType = "TaskNotStarted"

    private static func message(_ job: ApprovedJob) -> String {
        "the task for \(job.script) in \(job.container) was not started"
    }

    /// A token that came with another request before.
    static func reused(_ run: RunID) -> RunnerError {
        RunnerError(
            .usage,
            "ClientTokenReused",
            "the client token of this request was used before, for a request that asked for something else (run \(run))",
            hint: "send a token once for each thing that is asked for"
        )
    }
}
