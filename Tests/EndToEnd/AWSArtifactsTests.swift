import Fixtures
import Foundation
import Supervision
import Testing

/// What a task writes, stored in S3 by its entrypoint, the whole way.
@Suite(
    .enabled(if: SandboxRequirement.isMet, Comment(rawValue: SandboxRequirement.reason)),
    .enabled(if: AWSStandin.isPossible, Comment(rawValue: AWSStandin.reason)),
    .timeLimit(.minutes(30))
)
struct AWSArtifactsTests {
    @Test func `the output is in the bucket as the caller saw it, more than a part of it, and the run says where`()
        async throws
    {
        let site = try await AWSSite(AWSSite.Options(bucket: "outputs"))
        let line = String(repeating: "0123456789", count: 9) + "12345678"
        let run = try await site.start(try site.job("yes \(line) | head -n 90000; echo oops >&2; exit 3")).result()
        #expect(run.code == 3, "\(run.errors)")
        #expect(run.output.utf8.count > 8 << 20)
        let id = try #require(TerraformTests.runID(in: run.errors))
        let stored = try await site.stored(in: "outputs")
        #expect(stored.keys.sorted() == ["interleaved", "stderr", "stdout"].map { "runs/\(id)/\($0)" })
        #expect(stored["runs/\(id)/stdout"] == run.output)
        #expect(stored["runs/\(id)/stderr"] == "oops\n")
        let both = try #require(stored["runs/\(id)/interleaved"])
        #expect(both.utf8.count == run.output.utf8.count + "oops\n".utf8.count)
        let status = try await site.run("status", "--aws-region", "eu-west-1", id)
        #expect(status.output.contains("s3://outputs/runs/\(id)"), "\(status.output)")
    }

    @Test func `a bucket that is not there changes nothing of the run but what it says`() async throws {
        let site = try await AWSSite(AWSSite.Options(bucket: "outputs"))
        try await site.remove(bucket: "outputs")
        let run = try await site.start(try site.job("echo out; exit 3")).result()
        #expect(run.code == 3)
        #expect(run.output == "out\n")
        #expect(run.errors.contains("is not stored in s3://outputs/runs/"), "\(run.errors)")
        #expect(run.errors.contains("NoSuchBucket"), "\(run.errors)")
        #expect(run.errors.contains("log complete"), "\(run.errors)")
    }
}

extension AWSSite {
    /// Makes a bucket.
    func make(bucket: String) async throws { try await storage("make", bucket) }

    /// Removes an empty bucket.
    func remove(bucket: String) async throws { try await storage("remove", bucket) }

    /// What a bucket holds: key to text.
    fileprivate func stored(in bucket: String) async throws -> [String: String] {
        try JSONDecoder().decode([String: String].self, from: Data(try await storage("read", bucket).utf8))
    }

    @discardableResult
    private func storage(_ action: String, _ bucket: String) async throws -> String {
        let variables = standin.environment.merging(["AWS_DEFAULT_REGION": standin.facts.region]) { $1 }
        let result = try await PythonPeer.command("bucket.py", [action, bucket], environment: variables).capture()
        try #require(result.succeeded, "\(result.errorText)")
        return result.outputText
    }
}
