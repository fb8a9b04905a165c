import Foundation
import RunProtocol
import Supervision
import SystemPackage

/// moto on loopback, for every service and region; it serves until nobody holds this value any more.
public final class MotoServer: Sendable {
    /// Where it serves.
    public let url: String
    private let process: TestProcess

    /// Starts a server, and returns when it serves.
    ///
    /// - Throws: when it said nothing.
    public init() async throws {
        process = try await TestProcess(PythonPeer.command("moto_host.py"))
        var first = ""
        for await line in InputLines.of(process.output) {
            first = line
            break
        }
        url = try JSONDecoder().decode([String: String].self, from: Data(first.utf8))["url"] ?? ""
    }

    deinit {
        // The end of its input ends it.
        try? process.input.close()
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
