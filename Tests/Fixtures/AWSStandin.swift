public import Foundation
import FoundationNetworking
import SystemPackage

/// The stand-in for AWS of `Tests/Peers/aws_standin`: it, and all that it has started, lives until nobody holds this value.
public final class AWSStandin: Sendable {
    /// What the stand-in says of itself when it is ready.
    public struct Facts: Decodable, Sendable {
        /// The address of every service.
        public let endpoint: URL
        /// Where tests tell it things.
        public let control: URL
        /// Its region.
        public let region: String
        /// A key that it knows.
        public let accessKeyID: String
        /// What belongs to the key.
        public let secretAccessKey: String
        /// The name of the invoker's function.
        public let function: String
        /// The cluster.
        public let cluster: String
        /// The log group of all tasks.
        public let logGroup: String
        /// Subnets that tasks may lie in.
        public let subnets: [String]
        /// Security groups that tasks may have.
        public let securityGroups: [String]
        /// Container to the ARN of its task definition.
        public let taskDefinitions: [String: String]

        private enum CodingKeys: String, CodingKey {
            case endpoint
            case control
            case region
            case accessKeyID = "access_key_id"
            case secretAccessKey = "secret_access_key"
            case function
            case cluster
            case logGroup = "log_group"
            case subnets
            case securityGroups = "security_groups"
            case taskDefinitions = "task_definitions"
        }
    }

    /// What it is and has.
    public let facts: Facts
    private let folder: TestFolder
    private let peer: TalkingPeer

    /// Starts a stand-in, and returns when it serves.
    ///
    /// - Parameter configuration: its document, in JSON.
    /// - Throws: what it wrote in place of its facts.
    public init(_ configuration: String) async throws {
        folder = try TestFolder()
        try folder.write(configuration, to: "standin.json")
        let file = folder.path.appending("standin.json").string
        peer = try await TalkingPeer(PythonPeer.command("aws_standin", ["--configuration", file]))
        facts = try await peer.ready(Facts.self)
    }

    /// The variables of a client that calls it.
    public var environment: [String: String] {
        [
            "AWS_ENDPOINT_URL": facts.endpoint.absoluteString, "AWS_ACCESS_KEY_ID": facts.accessKeyID,
            "AWS_SECRET_ACCESS_KEY": facts.secretAccessKey, "AWS_EC2_METADATA_DISABLED": "true",
        ]
    }

    /// Tells it something, or asks it.
    ///
    /// - Returns: its answer, in JSON.
    /// - Throws: what the network says, or its answer when that is not a success.
    @discardableResult
    public func tell(_ method: String, _ path: String, _ json: String = "{}") async throws -> Data {
        var request = URLRequest(url: facts.control.appending(path: path))
        request.httpMethod = method
        if method != "GET" { request.httpBody = Data(json.utf8) }
        let (data, response) = try await URLSession.shared.data(for: request)
        guard (response as? HTTPURLResponse)?.statusCode == 200 else {
            throw StandinRefusal(answer: String(decoding: data, as: UTF8.self))
        }
        return data
    }

    /// Whether this machine can run one.
    public static let isPossible = PythonPeer.has("moto") && PythonPeer.has("boto3")

    /// What tests that need one say when it cannot.
    public static let reason = PythonPeer.reason("moto")
}

/// What the stand-in said to something that it does not do.
public struct StandinRefusal: Error, CustomStringConvertible {
    let answer: String

    /// Its answer.
    public var description: String { answer }
}
