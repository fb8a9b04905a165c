import FoundationEssentials

/// What is shown to a registry; no text of it shows a secret.
enum RegistryCredential: Hashable, Sendable {
    /// A user and a password, or a token in the place of one.
    case login(user: String, secret: String)
    /// What the registry's token service takes for a refresh token.
    case identityToken(String)
    /// What the registry itself takes.
    case registryToken(String)

    /// What must not be read by anybody.
    var secret: String {
        switch self {
        case .login(_, let secret), .identityToken(let secret), .registryToken(let secret): secret
        }
    }

    /// The header that shows a login.
    static func basic(user: String, secret: String) -> String {
        "Basic " + Data("\(user):\(secret)".utf8).base64EncodedString()
    }
}

extension RegistryCredential: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// What kind it is.
    var description: String {
        switch self {
        case .login(let user, _): "login of \(user)"
        case .identityToken: "identity token"
        case .registryToken: "registry token"
        }
    }

    /// The same as `description`.
    var debugDescription: String { description }

    /// Nothing but the kind.
    var customMirror: Mirror { Mirror(self, children: [:]) }
}
