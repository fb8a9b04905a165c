/// moto on loopback, for every service and region, with a few things in it; it serves until nobody holds this value any
/// more.
public final class MotoServer: Sendable {
    /// Where it serves, and what is in it: `Tests/Peers/moto_host.py`.
    public let place: Place
    private let peer: TalkingPeer

    /// Starts a server, and returns when it serves.
    ///
    /// - Parameter arguments: `enforce`, and permissions count.
    /// - Throws: `PeerNotReady`.
    public init(_ arguments: String...) async throws {
        peer = try await TalkingPeer(PythonPeer.command("moto_host.py", arguments))
        place = try await peer.ready(Place.self)
    }

    /// What the server says of itself.
    public struct Place: Decodable, Sendable {
        /// Its address.
        public let url: String
        /// A cluster of ECS.
        public let cluster: String
        /// The ARN of a task definition.
        public let taskDefinition: String
        /// A subnet of the VPC.
        public let subnet: String
        /// A security group of the VPC.
        public let securityGroup: String
        /// The ARNs of secrets, by name.
        public let secrets: [String: String]
        /// The id and the secret of a key that nothing is allowed to.
        public let stranger: [String: String]

        private enum CodingKeys: String, CodingKey {
            case url, cluster, subnet, secrets, stranger
            case taskDefinition = "task_definition"
            case securityGroup = "security_group"
        }
    }

    /// The variables of a client that calls it.
    public func environment(region: String = "eu-west-1") -> [String: String] {
        [
            "AWS_ENDPOINT_URL": place.url, "AWS_REGION": region, "AWS_ACCESS_KEY_ID": "test",
            "AWS_SECRET_ACCESS_KEY": "test-secret-key", "AWS_EC2_METADATA_DISABLED": "true",
        ]
    }

    /// Whether this machine can run one.
    public static let isPossible = PythonPeer.has("moto.server") && PythonPeer.has("boto3")

    /// What tests that need one say when it cannot.
    public static let reason = PythonPeer.reason("moto[server]")
}
