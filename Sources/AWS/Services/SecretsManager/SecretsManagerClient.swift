/// AWS Secrets Manager: reads secrets.
public struct SecretsManagerClient: Sendable {
    let caller: ServiceCaller

    init(_ caller: ServiceCaller) {
        self.caller = caller
    }

    /// Reads a secret of the session's region.
    ///
    /// - Throws: `AWSError`; `.notFound` for a secret or a version that is not there, `.accessDenied` also where the
    ///   key that it is encrypted with may not be used.
    public func getSecretValue(_ input: GetSecretValueInput) async throws(AWSError) -> GetSecretValueOutput {
        try await caller.json("GetSecretValue", "secretsmanager", input)
    }

    /// The value that a location leads to, read in the region of its ARN.
    ///
    /// Of a JSON object a key leads to its text; a number or a truth value is written as JSON writes it.
    ///
    /// - Throws: `AWSError` as `getSecretValue` does; `.validation` when the secret has no such key.
    public func value(at location: SecretLocation) async throws(AWSError) -> [UInt8] {
        var input = GetSecretValueInput(secretID: location.arn)
        input.versionStage = location.versionStage
        input.versionID = location.versionID
        let secret = try await SecretsManagerClient(caller.moved(to: location.region)).getSecretValue(input)
        guard let key = location.jsonKey else { return secret.value }
        guard let members = SecretMembers(secret.value) else {
            throw refused("the secret is not a JSON object, so it has no key \"\(VisibleBytes.text(key.utf8))\"")
        }
        guard let text = members.text(of: key) else {
            throw refused("the secret's JSON has no text, number or truth value \"\(VisibleBytes.text(key.utf8))\"")
        }
        return Array(text.utf8)
    }

    private func refused(_ message: String) -> AWSError {
        AWSError(.validation, service: "secretsmanager", operation: "GetSecretValue", message: message)
    }
}
