/// The answer to `attend`: when the client shall say again that it is there.
public struct AttendAnswer: Hashable, Sendable, Codable {
    /// In how many seconds; `nil` when the run goes on without a client just as well.
    public var renewAfterSeconds: Int?

    /// Makes an answer.
    public init(renewAfter pause: Duration?) {
        renewAfterSeconds = pause.map { Int($0.components.seconds) }
    }

    private enum CodingKeys: String, CodingKey {
        case renewAfterSeconds = "renew_after_seconds"
    }
}
