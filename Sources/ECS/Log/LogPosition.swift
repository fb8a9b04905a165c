/// Where a reading of a log stream goes on.
enum LogPosition: Hashable, Sendable {
    /// At the first event.
    case head
    /// Where a forward token leads.
    case token(String)

    /// The position that a cursor's hint names; anything that is no token of CloudWatch's leads to the head.
    init(hint: String?) {
        guard let hint, hint.utf8.starts(with: "f/".utf8) else {
            self = .head
            return
        }
        self = .token(hint)
    }

    /// The token to send.
    var token: String? {
        guard case .token(let token) = self else { return nil }
        return token
    }
}
