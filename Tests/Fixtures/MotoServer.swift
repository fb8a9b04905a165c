/// moto on loopback, for every service and region; it serves until nobody holds this value any more.
public final class MotoServer: Sendable {
    /// Where it serves.
    public let url: String
    /// The ARNs of secrets of eu-west-1, by name.
    public let secrets: [String: String]
    private let peer: TalkingPeer

    /// Starts a server, and returns when it serves.
    ///
    /// - Throws: `PeerNotReady`.
    public init() async throws {
        peer = try await TalkingPeer(PythonPeer.command("moto_host.py"))
        let place = try await peer.ready(Place.self)
        (url, secrets) = (place.url, place.secrets)
    }

    private struct Place: Decodable {
        let url: String
        let secrets: [String: String]
    }

    /// The variables of a client that calls it.
    public func environment(region: String) -> [String: String] {
        [
            "AWS_ENDPOINT_URL": url, "AWS_REGION": region, "AWS_ACCESS_KEY_ID": "test",
            "AWS_SECRET_ACCESS_KEY": "test", "AWS_EC2_METADATA_DISABLED": "true",
        ]
    }

    /// Whether this machine can run one.
    public static let isPossible = PythonPeer.has("moto.server") && PythonPeer.has("boto3")

    /// What tests that need one say when it cannot.
    public static let reason = PythonPeer.reason("moto[server]")
}
