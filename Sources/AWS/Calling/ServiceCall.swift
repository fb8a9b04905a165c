/// One call of an operation, before it is signed.
struct ServiceCall: Sendable {
    /// `RunTask`.
    var operation: String
    /// Upper case.
    var method = "POST"
    /// What stands before the endpoint's host name, without a dot.
    var hostLabel: String?
    /// Behind the endpoint's own path: percent-encoded, without a leading slash.
    var path = ""
    /// Names and values as they are; they are encoded here.
    var query: [(String, String)] = []
    /// What the protocol asks for; `host`, the date and the signature are added here.
    var headers: HTTPHeaders = [:]
    var body: [UInt8] = []
    /// What a policy calls the operation, where it is not its own name.
    var permission: String?
    var repetition = Repetition.safe
    var timeouts = HTTPTimeouts.standard

    /// When a call may be sent again although an earlier attempt may have been executed.
    enum Repetition: Hashable, Sendable {
        /// Executed twice it does what it does once.
        case safe
        /// Only after an attempt that AWS certainly did not execute.
        case onlyIfNotExecuted
    }

    init(_ operation: String) {
        self.operation = operation
    }
}
