import Gatekeeper

/// Why a text could not be read as a document at all: the one finding there is then.
struct DocumentFailure: Error, Hashable, Sendable {
    let finding: ConfigurationFinding

    init(_ message: String, at position: SourcePosition?, hint: String? = nil) {
        finding = .error(.malformed, at: SourceLocation(position: position), message, hint: hint)
    }
}
