import Fixtures
import Foundation
import RunProtocol
import Supervision
import SystemPackage
import Testing

@testable import Jobs

/// The entrypoint stores output in moto's S3.
@Suite(.enabled(if: MotoServer.isPossible, Comment(rawValue: MotoServer.reason)), .timeLimit(.minutes(30)))
struct ArtifactStorageTests {
    private static func task(_ moto: MotoServer, bucket: String = "outputs") throws -> TestTask {
        var task = try TestTask()
        task.environment.merge(moto.environment()) { $1 }
        task.environment["DEPLOY_RUNNER_ARTIFACTS"] = "s3://\(bucket)/runs/run-1"
        task.environment["DEPLOY_RUNNER_SECRET_VARIABLES"] = "TOKEN"
        task.environment["TOKEN"] = "hunter22"
        return task
    }

    @Test func `standard output, standard error and both as they came are there, redacted`() async throws {
        let moto = try await MotoServer()
        let task = try Self.task(moto)
        try task.add("job", #"echo "one $TOKEN"; echo oops >&2; printf two; exit 3"#)
        let ended = try await task.run("job")
        #expect(ended.exitCode == 3)
        #expect(ended.notes.contains("stored the output in s3://outputs/runs/run-1"))
        #expect(ended.trailer?.facts["artifacts"] == "s3://outputs/runs/run-1")
        #expect(try await moto.object("runs/run-1/stdout") == Array("one ***\ntwo".utf8))
        #expect(try await moto.object("runs/run-1/stderr") == Array("oops\n".utf8))
        // Two pipes have no common order; each keeps its own.
        let merged = ["oops\none ***\ntwo", "one ***\noops\ntwo", "one ***\ntwooops\n"]
        let interleaved = try #require(try await moto.object("runs/run-1/interleaved"))
        #expect(merged.contains(String(decoding: interleaved, as: UTF8.self)))
        #expect(task.leftovers == [])
    }

    @Test func `twenty megabytes come in parts, byte for byte`() async throws {
        let moto = try await MotoServer()
        let task = try Self.task(moto)
        try task.add(
            "job",
            """
            head -c 20971520 /dev/urandom | tee $HERE/expected
            exit 0
            """
        )
        let ended = try await task.run("job")
        #expect(ended.exitCode == 0 && ended.completeness == .complete)
        let expected = try Data(contentsOf: URL(filePath: task.folder.path.appending("expected").string))
        #expect(ended.output == Array(expected))
        #expect(try await moto.object("runs/run-1/stdout") == Array(expected))
        #expect(try await moto.object("runs/run-1/interleaved") == Array(expected))
        #expect(try await moto.object("runs/run-1/stderr") == [])
        let listing = try await moto.listing("list-type=2")
        // Three parts: the tag of an object that came in parts says how many.
        #expect(listing.components(separatedBy: "-3\"</ETag>").count == 3, "\(listing)")
        #expect(!(try await moto.listing("uploads")).contains("<UploadId>"))
    }

    @Test func `a job that is stopped stores what it has`() async throws {
        let moto = try await MotoServer()
        let folder = try TestFolder()
        var environment = moto.environment()
        environment["DEPLOY_RUNNER_ARTIFACTS"] = "s3://outputs/runs/run-1"
        environment["TMPDIR"] = folder.path.string
        let file = try FileDescriptor.open("/dev/null", .writeOnly, options: .closeOnExec)
        defer { try? file.close() }
        let log = TaskLog(writingTo: file) { Timestamp(milliseconds: 0) }
        // Its patience with a storage that says nothing has a test of its own.
        let artifacts = try #require(ArtifactStorage.begin(environment, log, StillClock()))
        Array("ready\nsaved\n".utf8).withUnsafeBytes { log.write($0, to: .output) }
        log.endOutput()
        let facts = await artifacts.finish(after: .stopped(.requested, code: 130), log)
        #expect(facts == ["artifacts": "s3://outputs/runs/run-1"])
        #expect(try await moto.object("runs/run-1/stdout") == Array("ready\nsaved\n".utf8))
    }

    @Test func `a bucket that is not there is said in the log, and the job's exit code stays`() async throws {
        let moto = try await MotoServer()
        let task = try Self.task(moto, bucket: "absent")
        try task.add("job", "echo out; exit 4")
        let ended = try await task.run("job")
        #expect(ended.exitCode == 4 && ended.outputText == "out\n")
        #expect(ended.notes.contains("the output is not stored in s3://absent/runs/run-1"))
        #expect(ended.notes.contains("NoSuchBucket"))
        #expect(ended.trailer?.facts == [:])
    }

    @Test func `a bucket that denies is said in the log with the permission that is missing`() async throws {
        let moto = try await MotoServer("enforce")
        var task = try Self.task(moto)
        task.environment["AWS_ACCESS_KEY_ID"] = moto.place.stranger["id"]
        task.environment["AWS_SECRET_ACCESS_KEY"] = moto.place.stranger["secret"]
        try task.add("job", "head -c 9000000 /dev/zero | tr '\\0' x; echo; sleep 1; echo out")
        let ended = try await task.run("job")
        #expect(ended.exitCode == 0 && ended.completeness == .complete)
        #expect(ended.output.count == 9_000_005)
        #expect(ended.notes.contains("the output is not stored in s3://outputs/runs/run-1"))
        #expect(ended.notes.contains("hint: allow s3:PutObject"), "\(ended.notes)")
    }

    @Test func `output is stored with the role of the task, whatever credentials the job has`() async throws {
        let moto = try await MotoServer()
        let endpoint = try await TalkingPeer(PythonPeer.command("credential_endpoints.py"))
        let port = try await endpoint.ready(ServingPeer.self).port
        var task = try Self.task(moto)
        task.environment["AWS_CONTAINER_CREDENTIALS_FULL_URI"] = "http://127.0.0.1:\(port)/container"
        task.environment["AWS_PROFILE"] = "target-account"
        try task.add("job", "echo out; echo $AWS_PROFILE")
        let ended = try await task.run("job")
        #expect(ended.outputText == "out\ntarget-account\n")
        #expect(ended.notes.contains("stored the output in s3://outputs/runs/run-1"), "\(ended.notes)")
        withExtendedLifetime((moto, endpoint)) {}
    }

    @Test func `without a place nothing is stored`() async throws {
        var task = try TestTask()
        try task.add("job", "echo out")
        for place in [nil, "file:///somewhere", "s3://bucket-without-a-key"] {
            task.environment["DEPLOY_RUNNER_ARTIFACTS"] = place
            let ended = try await task.run("job")
            #expect(ended.exitCode == 0 && !ended.notes.contains("stored"))
        }
    }
}
