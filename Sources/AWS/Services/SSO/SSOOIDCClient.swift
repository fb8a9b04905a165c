import RunProtocol

/// The part of IAM Identity Center that gives tokens.
struct SSOOIDCClient: Sendable {
    private let caller: ServiceCaller

    /// Nothing here is signed.
    init(_ caller: ServiceCaller) {
        self.caller = caller
    }

    /// A new token for one that ends, by way of what the sign-in left for that.
    func createToken(_ grant: SSOGrant) async throws(AWSError) -> CreatedSSOToken {
        var call = ServiceCall("CreateToken")
        call.path = "token"
        call.headers = ["content-type": "application/json"]
        call.body = Array(JSON.encode(grant))
        // A refresh token is good for one use: a second try with it could only fail, and hide what became of the first.
        call.repetition = .onlyIfNotExecuted
        return try await caller.decoded(CreatedSSOToken.self, call)
    }
}

/// What a token is asked for with.
struct SSOGrant: Encodable, Sendable {
    var clientId: String
    var clientSecret: String
    var grantType = "refresh_token"
    var refreshToken: String
}

/// What `CreateToken` answers.
struct CreatedSSOToken: Decodable, Sendable {
    var accessToken: String
    /// Seconds from now.
    var expiresIn: Int64
    var refreshToken: String?
}

extension SSOGrant: CustomReflectable {
    /// Empty: these are secrets.
    var customMirror: Mirror { Mirror(self, children: []) }
}

extension CreatedSSOToken: CustomReflectable {
    /// Empty: these are secrets.
    var customMirror: Mirror { Mirror(self, children: []) }
}
