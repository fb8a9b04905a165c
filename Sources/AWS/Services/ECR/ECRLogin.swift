import FoundationEssentials

/// A user and a password for registries of ECR; no text of it shows the password.
public struct ECRLogin: Hashable, Sendable {
    /// `AWS`.
    public let user: String
    /// What the registries take for a password.
    public let password: String

    /// Reads a token: `user:password` in base 64.
    init?(token: String) {
        guard let bytes = Data(base64Encoded: token), let text = String(validating: bytes, as: UTF8.self),
            let colon = text.firstIndex(of: ":"), colon != text.startIndex
        else { return nil }
        user = String(text[..<colon])
        password = String(text[text.index(after: colon)...])
    }
}

extension ECRLogin: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The user alone.
    public var description: String { "ECRLogin(\(user))" }

    /// The same as `description`.
    public var debugDescription: String { description }

    /// Nothing but the user: `dump` and interpolation of a value around this one go by the mirror.
    public var customMirror: Mirror {
        Mirror(self, children: ["user": user])
    }
}
