import FoundationEssentials

/// A secret; no text of it shows the value.
public struct GetSecretValueOutput: Decodable, Hashable, Sendable {
    /// The ARN, complete with the six characters that AWS puts behind a name.
    public var arn: String?
    /// Which version it is.
    public var versionID: String?
    /// The bytes of the secret: of its text, or its binary value.
    public var value: [UInt8]

    /// Reads the answer, which holds the value as text or in base 64.
    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        arn = try fields.decodeIfPresent(String.self, forKey: .arn)
        versionID = try fields.decodeIfPresent(String.self, forKey: .versionID)
        if let text = try fields.decodeIfPresent(String.self, forKey: .text) {
            value = Array(text.utf8)
            return
        }
        let encoded = try fields.decode(String.self, forKey: .binary)
        guard let bytes = Data(base64Encoded: encoded) else {
            throw DecodingError.dataCorruptedError(forKey: .binary, in: fields, debugDescription: "no base 64")
        }
        value = Array(bytes)
    }

    private enum CodingKeys: String, CodingKey {
        case arn = "ARN"
        case versionID = "VersionId"
        case text = "SecretString"
        case binary = "SecretBinary"
    }
}

extension GetSecretValueOutput: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The ARN alone.
    public var description: String { "GetSecretValueOutput(\(arn ?? "?"))" }

    /// The same as `description`.
    public var debugDescription: String { description }

    /// Nothing but the ARN: `dump` and interpolation of a value around this one go by the mirror.
    public var customMirror: Mirror {
        Mirror(self, children: ["arn": arn ?? "?"])
    }
}
