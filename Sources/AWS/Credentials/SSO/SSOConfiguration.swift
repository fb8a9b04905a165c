import Crypto

/// What a profile says about a sign-in through IAM Identity Center.
struct SSOConfiguration: Hashable, Sendable {
    var profile: String
    var startURL: String
    var region: String
    var account: String
    var role: String
    /// The `[sso-session]`; `nil` for the old form, whose token cannot be renewed.
    var session: String?

    /// Reads a profile; `nil` when it is not about SSO.
    ///
    /// - Throws: `AWSError` of kind `.validation`, naming the profile and the key.
    init?(_ profile: String, _ files: AWSSharedFiles) throws(AWSError) {
        var values = files.profile(profile) ?? [:]
        guard values["sso_account_id"] != nil || values["sso_role_name"] != nil else { return nil }
        func wrong(_ message: String) -> AWSError { .credentials(.validation, "profile \(profile) \(message)") }

        session = values["sso_session"]
        if let session {
            guard let shared = files.ssoSession(session) else {
                throw wrong("has sso_session = \(session), and there is no [sso-session \(session)]")
            }
            for (key, value) in shared {
                guard values[key, default: value] == value else {
                    throw wrong("and [sso-session \(session)] do not agree about \(key)")
                }
                values[key] = value
            }
        }
        func value(_ key: String) throws(AWSError) -> String {
            guard let value = values[key], !value.isEmpty else { throw wrong("is about SSO and has no \(key)") }
            return value
        }
        self.profile = profile
        role = try value("sso_role_name")
        account = try value("sso_account_id")
        startURL = try value("sso_start_url")
        region = try value("sso_region")
        // It becomes part of a host name, which the token is sent to.
        guard region.utf8.allSatisfy({ (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D }) else {
            throw wrong("has an sso_region that is not the name of a region")
        }
    }

    /// Where the CLI keeps the token: named by a digest of the session, or of the address where there is none.
    func tokenPath(home: String) -> String {
        let digest = Insecure.SHA1.hash(data: Array((session ?? startURL).utf8))
        return "\(home)/.aws/sso/cache/\(Hex.text(digest)).json"
    }

    /// What the user does when there is no valid token.
    var advice: String { "run `aws sso login --profile \(profile)`" }
}
