import Fixtures
import Foundation
import RunProtocol
import Supervision
import SystemPackage

/// What `Tests/Peers/pipelines` tells of a story that it has played.
protocol WalkedStory: Decodable, Sendable {}

extension WalkedStory {
    /// Plays the story on a platform.
    ///
    /// - Parameters:
    ///   - platform: whose example is played.
    ///   - registry: where images go, HOST:PORT, for the story of an application.
    /// - Returns: what happened.
    /// - Throws: what kept the story from being played to its end.
    static func played(on platform: WalkedPlatform, registry: String? = nil) async throws -> Self {
        let folder = try TestFolder()
        let binaries = BuiltProducts.path(of: "infrastructure-deployer").removingLastComponent()
        let arguments = [platform.rawValue, binaries.string, folder.path.string] + [registry].compactMap(\.self)
        let result = try await PythonPeer.command("pipelines", arguments).capture()
        guard result.succeeded else {
            throw RunnerError(.unavailable, "WalkFailed", "\(platform): \(result.errorText)")
        }
        return try JSONDecoder().decode(Self.self, from: Data(result.output))
    }
}
