import Fixtures
import Foundation
import RunProtocol
import Supervision
import SystemPackage
import Testing

@testable import Jobs

/// Output is stored in an S3 that begins an upload, and never answers again.
@Suite(.timeLimit(.minutes(30))) struct SilentStorageTests {
    private struct Request: Decodable {
        let method: String
    }

    private static let steps = """
        [{"status": 200, "body": "<InitiateMultipartUploadResult><UploadId>u</UploadId></InitiateMultipartUploadResult>"},
        {"end": "stall", "quiet": true}, {"end": "stall"}, {"end": "stall"}]
        """

    @Test func `a task that is stopped waits for it no longer than it has time`() async throws {
        let storage = try await TalkingPeer(PythonPeer.command("scripted_http_server.py"))
        try storage.tell(Data(Self.steps.replacing("\n", with: " ").utf8))
        let port = try await storage.ready(ServingPeer.self).port
        let folder = try TestFolder()
        let file = try FileDescriptor.open(
            folder.path.appending("log"),
            .writeOnly,
            options: .create,
            permissions: .ownerReadWrite
        )
        defer { try? file.close() }
        let log = TaskLog(writingTo: file) { Timestamp(milliseconds: 0) }
        let clock = RecordingClock()
        let environment = [
            "TMPDIR": folder.path.string, "AWS_ENDPOINT_URL": "http://127.0.0.1:\(port)", "AWS_REGION": "eu-west-1",
            "AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test-secret-key", "HOME": folder.path.string,
            "DEPLOY_RUNNER_ARTIFACTS": "s3://outputs/runs/run-1",
        ]
        let artifacts = try #require(ArtifactStorage.begin(environment, log, clock))
        [UInt8](repeating: UInt8(ascii: "x"), count: 9 << 20).withUnsafeBytes { log.write($0, to: .output) }
        log.endOutput()
        while let request = try await storage.next(Request.self), request.method != "PUT" {}
        #expect(await artifacts.finish(after: .stopped(.requested, code: 130), log) == [:])
        #expect(clock.sleeps == [.seconds(10), .seconds(3)])
        withExtendedLifetime(storage) {}
    }
}
