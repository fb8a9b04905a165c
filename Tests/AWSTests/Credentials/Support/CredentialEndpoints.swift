import Fixtures

@testable import AWS

/// Everything that hands out credentials over HTTP, on loopback: `Tests/Peers/credential_endpoints.py`.
final class CredentialEndpoints {
    /// A request that it answered.
    struct Request: Decodable, Hashable {
        var method: String
        var path: String
        var status: Int
    }

    let port: Int
    private let peer: TalkingPeer

    init() async throws {
        peer = try await TalkingPeer(PythonPeer.command("credential_endpoints.py"))
        port = try await peer.ready(ServingPeer.self).port
    }

    var authority: String { "127.0.0.1:\(port)" }
    var url: String { "http://\(authority)" }

    /// What leads a client of AWS here for all that a credential chain asks.
    var environment: [String: String] {
        [
            "AWS_DEFAULT_REGION": "eu-west-1", "AWS_ENDPOINT_URL_STS": url, "AWS_ENDPOINT_URL_SSO": url,
            "AWS_ENDPOINT_URL_SSO_OIDC": url, "AWS_EC2_METADATA_SERVICE_ENDPOINT": "\(url)/imds",
            // botocore's; it waits for a second, which on a busy machine is too short.
            "AWS_METADATA_SERVICE_TIMEOUT": "120",
        ]
    }

    /// Ends the server and answers what it was asked for.
    func requests() async throws -> [Request] { try await peer.end(Request.self) }
}
