public import RunProtocol

/// Where a secret lies, as `valueFrom` of an ECS task definition says it: the ARN of a secret in AWS Secrets Manager,
/// and behind it, where a part or an older version is meant, `:JSON-KEY:VERSION-STAGE:VERSION-ID`, each of which may be
/// empty.
public struct SecretLocation: Hashable, Sendable {
    /// The ARN alone.
    public let arn: String
    /// Where the secret lies, which need not be the session's region.
    public let region: String
    /// The key of the value in a secret that is a JSON object; `nil`: the secret as a whole.
    public let jsonKey: String?
    /// `AWSCURRENT` where it is `nil`.
    public let versionStage: String?
    /// One version alone.
    public let versionID: String?

    /// Reads the text.
    ///
    /// - Throws: `InvalidSecretARN` (64).
    public init(_ text: String) throws(RunnerError) {
        let parts = text.utf8.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
            .map { String(decoding: $0, as: UTF8.self) }
        guard parts.count == 7 || parts.count == 10 else {
            throw Self.error(text, "it has \(parts.count) parts between colons, and must have 7, or 10 with a suffix")
        }
        guard parts[0] == "arn", parts[1].utf8.starts(with: "aws".utf8), parts[2] == "secretsmanager",
            parts[5] == "secret", Self.isName(parts[6])
        else { throw Self.error(text, "it is not the ARN of a secret") }
        guard AWSSettings.isRegionName(parts[3]) else { throw Self.error(text, "its region is none") }
        arn = parts[..<7].joined(separator: ":")
        region = parts[3]
        let suffix = parts[7...].map { $0.isEmpty ? nil : $0 }
        jsonKey = suffix.first ?? nil
        versionStage = suffix.dropFirst().first ?? nil
        versionID = suffix.last ?? nil
    }

    private static func isName(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { (0x21...0x7E).contains($0) }
    }

    private static func error(_ text: String, _ cause: String) -> RunnerError {
        RunnerError(
            .usage,
            "InvalidSecretARN",
            "\"\(VisibleBytes.text(text.utf8))\" does not name a secret in AWS Secrets Manager",
            hint: "write arn:aws:secretsmanager:REGION:ACCOUNT:secret:NAME, and for a part of the secret "
                + ":JSON-KEY:VERSION-STAGE:VERSION-ID behind it, where each may be empty"
        ).caused(by: cause)
    }
}
