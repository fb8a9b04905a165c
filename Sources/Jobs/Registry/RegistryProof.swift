import AWS
import FoundationEssentials
import RunProtocol

/// Answers a registry's challenge: with a login, or with a token that its token service gives for one.
///
/// Source: https://distribution.github.io/distribution/spec/auth/token/ and `oauth` beside it.
struct RegistryProof {
    let client: RegistryClient
    /// What is to be done, where the challenge does not say it.
    let scope: String

    /// The header that answers; `nil` when there is nothing to show.
    ///
    /// - Throws: `RegistryAccessDenied` (69) when the token service gives no token, or is one that no credential may be
    ///   sent to; `RegistryUnreachable` (75).
    func authorization(for challenges: [RegistryChallenge], at url: HTTPURL) async throws(RunnerError) -> String? {
        if case .registryToken(let token) = client.credential { return "Bearer \(token)" }
        if let bearer = challenges.first(where: { $0.scheme == "bearer" && $0.parameters["realm"] != nil }) {
            return "Bearer \(try await token(bearer))"
        }
        guard challenges.contains(where: { $0.scheme == "basic" }),
            case .login(let user, let secret) = client.credential
        else { return nil }
        guard client.host.mayGetCredentials(url) else { throw denied("it has no TLS, so it gets no login") }
        return RegistryCredential.basic(user: user, secret: secret)
    }

    private func token(_ challenge: RegistryChallenge) async throws(RunnerError) -> String {
        let realm = challenge.parameters["realm"] ?? ""
        guard let url = HTTPURL(realm) else { throw denied("its token service is no address: \(Shown.text(realm))") }
        var fields = [("scope", challenge.parameters["scope"] ?? scope)]
        if let service = challenge.parameters["service"] { fields.insert(("service", service), at: 0) }
        let answer = try await client.exchange(try request(to: url, fields))
        guard answer.isSuccess else {
            throw client.error(answer, "the token service \(url.authority) gives no token for \(scope)")
        }
        let tokens = try? JSON.decode(Answer.self, from: answer.body)
        guard let token = tokens?.token ?? tokens?.access_token, !token.isEmpty else {
            throw denied("its token service \(url.authority) answered without a token")
        }
        return token
    }

    private func request(to url: HTTPURL, _ fields: [(String, String)]) throws(RunnerError) -> HTTPRequest {
        guard client.credential == nil || client.host.mayGetCredentials(url) else {
            throw denied("its token service \(url.authority) has no TLS, so it gets no login")
        }
        if case .identityToken(let refresh) = client.credential {
            let form =
                fields + [
                    ("grant_type", "refresh_token"), ("client_id", "deploy-runner"), ("refresh_token", refresh),
                ]
            let headers: HTTPHeaders = ["content-type": "application/x-www-form-urlencoded"]
            return HTTPRequest("POST", url, headers: headers, body: Array(PercentEncoding.query(form).utf8))
        }
        var url = url
        url.query = [url.query, PercentEncoding.query(fields)].compactMap(\.self).joined(separator: "&")
        var request = HTTPRequest("GET", url)
        if case .login(let user, let secret) = client.credential {
            request.headers["authorization"] = RegistryCredential.basic(user: user, secret: secret)
        }
        return request
    }

    private func denied(_ cause: String) -> RunnerError {
        RunnerError(
            .unavailable,
            "RegistryAccessDenied",
            "the registry \(client.host.name) cannot be logged in to",
            hint: "check its address; a registry without TLS is listed in \(RegistryHost.variable)"
        ).caused(by: cause)
    }

    private struct Answer: Decodable {
        let token: String?
        let access_token: String?
    }
}
