extension GitCredentials {
    /// What is shown to a host over https: a user, and a token in the place of a password.
    public struct Login: Hashable, Sendable {
        /// The user.
        public let user: String
        /// The token.
        public let secret: String
    }

    /// The login for a repository, for a tool that clones by itself; `nil` when there is none.
    public func login(for location: RepositoryLocation) -> Login? {
        guard case .https(let url, _) = location, let token = tokens.first(where: { $0.scope.covers(url) }) else {
            return nil
        }
        return Login(user: token.user, secret: token.secret)
    }
}

extension GitCredentials.Login: CustomStringConvertible, CustomReflectable {
    /// The user alone.
    public var description: String { "Login(\(user))" }

    /// Nothing but the user.
    public var customMirror: Mirror { Mirror(self, children: ["user": user]) }
}
