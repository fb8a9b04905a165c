/// The classes of what can keep a task from running, or end it from outside.
enum Ailment: String, Hashable, Sendable, CaseIterable {
    case imageNotFound
    case imageAccessDenied
    case imageRateLimited
    case registryUnreachable
    case imageArchitecture
    case diskFull
    case imagePullFailed

    case secretAccessDenied
    case secretNotFound
    case secretKeyDenied
    case secretUnreachable
    case secretUnavailable

    case logGroupMissing
    case logAccessDenied
    case logUnreachable
    case logOptionsWrong
    case logNotWritable

    case roleNotAssumable
    case serviceRoleMissing

    case addressesExhausted
    case interfaceFailed
    case networkSettingsWrong

    case noCapacity
    case noFittingInstance
    case agentDisconnected
    case quotaReached
    case throttled
    case sizeUnsupported
    case definitionUnusable
    case clusterUnusable

    case outOfMemory
    case programNotFound
    case volumeFailed
    case runtimeTimedOut
    case containerNotStarted
    case healthCheckFailed
    case containerExited

    case spotInterrupted
    case hostMaintained
    case hostLost
    case stoppedByUser
    case stoppedByScheduler
    case internalError
    case unrecognised

    /// Whether the same run may succeed later with nothing changed.
    var isRetryable: Bool {
        switch self {
        case .imageRateLimited, .interfaceFailed, .noCapacity, .noFittingInstance, .agentDisconnected, .quotaReached,
            .throttled, .addressesExhausted, .runtimeTimedOut, .spotInterrupted, .hostMaintained, .hostLost,
            .internalError:
            true
        default: false
        }
    }
}
