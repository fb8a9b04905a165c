/// What the gate says to a request.
public enum Decision: Hashable, Sendable {
    /// The configuration allows it; this is what may be started.
    case approved(ApprovedJob)
    /// The configuration does not allow it, or not so.
    case refused(Rejection)

    /// The job, if there is one.
    public var job: ApprovedJob? {
        guard case .approved(let job) = self else { return nil }
        return job
    }

    /// The rejection, if there is one.
    public var rejection: Rejection? {
        guard case .refused(let rejection) = self else { return nil }
        return rejection
    }
}
