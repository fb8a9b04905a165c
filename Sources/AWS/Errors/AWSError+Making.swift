extension AWSError {
    /// A setting or a shared file that cannot be used.
    static func configuration(_ message: String) -> AWSError {
        AWSError(.validation, service: settings, operation: "Read", message: message)
    }

    /// What stands in place of a service for errors of the settings.
    static let settings = "configuration"

    /// A call that got no answer, or none that is whole.
    init(_ failure: HTTPFailure, service: String, operation: String) {
        let kind: Kind =
            switch failure.kind {
            case .unreachable, .cut: .network
            case .barred: .barred
            case .timeout: .timeout
            case .tooLarge, .malformed: .malformedAnswer
            case .cancelled: .cancelled
            }
        self.init(kind, service: service, operation: operation, message: failure.message)
        mayHaveBeenExecuted = !failure.isBeforeSending
    }
}
