import RunProtocol

/// What a profile says about the role that it stands for.
struct RoleConfiguration: Sendable {
    /// Who assumes it.
    enum Origin: Hashable, Sendable {
        case profile(String)
        case source(String)
    }

    var origin: Origin
    private var roleARN: String
    private var sessionName: String?
    private var externalID: String?
    private var durationSeconds: Int?

    /// Whether a profile is one that a role is assumed for; one with a web identity has a way of its own.
    static func isOne(_ values: [String: String]) -> Bool {
        values["role_arn"] != nil && values["web_identity_token_file"] == nil
    }

    /// Reads the profile `name`; `nil` when it is not about a role.
    ///
    /// - Throws: `AWSError` of kind `.validation`, naming the profile and the key.
    init?(_ name: String, _ values: [String: String]) throws(AWSError) {
        guard Self.isOne(values), let roleARN = values["role_arn"] else { return nil }
        func wrong(_ message: String) -> AWSError { .credentials(.validation, "profile \(name) \(message)") }
        switch (values["source_profile"], values["credential_source"]) {
        case (let profile?, nil): origin = .profile(profile)
        case (nil, let source?): origin = .source(source)
        case (_?, _?): throw wrong("has both source_profile and credential_source: one of them has to go")
        case (nil, nil): throw wrong("has a role_arn and neither source_profile nor credential_source")
        }
        guard values["mfa_serial"] == nil else {
            throw wrong(
                "needs the code of an MFA device (mfa_serial), and there is nobody here to ask; sign in yourself and "
                    + "put the credentials into the environment"
            )
        }
        if let text = values["duration_seconds"] {
            guard let seconds = Int(text), seconds > 0 else { throw wrong("has a duration_seconds that is no number") }
            durationSeconds = seconds
        }
        self.roleARN = roleARN
        sessionName = values["role_session_name"]
        externalID = values["external_id"]
    }

    /// The request; a session without a name is called by the time.
    func input(at now: Timestamp) -> AssumeRoleInput {
        AssumeRoleInput(
            roleARN: roleARN,
            roleSessionName: sessionName ?? RoleSessionName.standard(at: now),
            externalID: externalID,
            durationSeconds: durationSeconds
        )
    }
}

/// What a session is called in CloudTrail when nobody named it.
enum RoleSessionName {
    static func standard(at now: Timestamp) -> String {
        "deploy-runner-\(now.milliseconds / 1000)"
    }
}
