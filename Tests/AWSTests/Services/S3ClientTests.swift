import Fixtures
import Foundation
import RunProtocol
import Testing

@testable import AWS

/// S3 as moto has it.
@Suite(.enabled(if: MotoHost.isThere, MotoHost.reason), .timeLimit(.minutes(30)))
struct S3ClientTests {
    private static let key = "runs/a b/é&+=?#/..x/stdout"

    @Test func `An object is written whole, and is there byte for byte`() async throws {
        try await MotoHost.with { session, place in
            for body in [[], Array("line\n".utf8), Array(0...255)] as [[UInt8]] {
                let object = S3Object(bucket: "outputs", key: Self.key)
                try await session.s3().putObject(object, body, contentType: "text/plain")
                #expect(try await Self.content(of: object, session, place) == body)
            }
        }
    }

    @Test func `An object is written part by part, in the order of the numbers`() async throws {
        try await MotoHost.with { session, place in
            let object = S3Object(bucket: "outputs", key: Self.key)
            let parts = [5 << 20, 5 << 20, 17].map { count in (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31) } }
            let client = session.s3(in: "eu-west-1")
            let upload = try await client.createMultipartUpload(object, contentType: "text/plain")
            var written: [S3Upload.Part] = []
            for (index, part) in parts.enumerated() {
                written.append(try await client.uploadPart(index + 1, of: upload, part))
            }
            try await client.completeMultipartUpload(upload, written)
            #expect(try await Self.content(of: object, session, place) == parts.flatMap(\.self))
        }
    }

    @Test func `An upload that was given up is gone`() async throws {
        try await MotoHost.with { session, _ in
            let client = session.s3()
            let object = S3Object(bucket: "outputs", key: "given-up")
            let upload = try await client.createMultipartUpload(object, contentType: "text/plain")
            try await client.abortMultipartUpload(upload)
            await #expect {
                try await client.abortMultipartUpload(upload)
            } throws: { ($0 as? AWSError)?.code == "NoSuchUpload" }
        }
    }

    @Test func `A bucket that is not there is an error with its code`() async throws {
        try await MotoHost.with { session, _ in
            let object = S3Object(bucket: "absent", key: "k")
            await #expect {
                try await session.s3().putObject(object, [1], contentType: "text/plain")
            } throws: { ($0 as? AWSError)?.code == "NoSuchBucket" }
        }
    }

    private static func content(
        of object: S3Object,
        _ session: AWSSession,
        _ place: MotoHost.Place
    ) async throws -> [UInt8] {
        let url = try #require(HTTPURL("\(place.url)/\(object.bucket)/\(PercentEncoding.path(object.key))"))
        var signer = RequestSigner(region: "eu-west-1", service: "s3")
        signer.pathForm = .asSent
        signer.payload = .announced
        let key = try await session.credentials.credentials()
        let request = signer.signed(HTTPRequest("GET", url), with: key, at: SystemTime.now())
        return try await session.core.transport.send(request, limit: 64 << 20).body
    }
}

/// What goes over the wire, and what the answers turn into.
struct S3RequestTests {
    private static let upload = S3Upload(object: S3Object(bucket: "my-bucket", key: "k"), id: "u&1")

    @Test func `A body goes with its MD5 and its signed SHA-256`() async throws {
        let object = S3Object(bucket: "my-bucket", key: "a/b c")
        let (_, requests) = try await ServedCalls(.json(200, "")).run {
            try await $0.s3().putObject(object, Array("abc".utf8), contentType: "text/plain")
        }
        let request = try #require(requests.first)
        let headers = Dictionary(request.headers.map { ($0[0].lowercased(), $0[1]) }) { $1 }
        #expect(request.target == "/my-bucket/a/b%20c")
        #expect(headers["content-md5"] == "kAFQmDzST7DWlj99KOF/cg==")
        #expect(
            headers["x-amz-content-sha256"] == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        )
        #expect(headers["authorization"]?.contains("x-amz-content-sha256") == true)
    }

    @Test(arguments: [
        ("my-bucket", "https://my-bucket.s3.eu-west-1.amazonaws.com/a/b"),
        ("my.bucket", "https://s3.eu-west-1.amazonaws.com/my.bucket/a/b"),
    ])
    func `A bucket is addressed by its host name where it can be one`(bucket: String, url: String) async throws {
        let settings = try AWSSettings(
            region: "eu-west-1",
            environment: [:],
            files: AWSSharedFiles(config: "", environment: [:])
        )
        let transport = RecordingTransport()
        let core = SessionCore(settings: settings, transport: transport)
        let client = AWSSession(core: core, credentials: TestCredentials()).s3()
        try await client.putObject(S3Object(bucket: bucket, key: "a/b"), [], contentType: "text/plain")
        #expect(transport.urls == [url])
    }

    @Test func `An error that comes with status 200 is an error`() async throws {
        let answer = "<Error><Code>InternalError</Code><Message>We encountered an internal error.</Message></Error>"
        let (error, _) = try await ServedCalls(.json(200, answer)).failure {
            try await $0.s3().completeMultipartUpload(Self.upload, [])
        }
        #expect(error?.code == "InternalError")
    }

    @Test func `A refusal names the permission that is missing`() async throws {
        let said = "<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>"
        let answer = ScriptedServer.Step.json(403, said)
        let (error, _) = try await ServedCalls(answer).failure {
            _ = try await $0.s3().uploadPart(1, of: Self.upload, [1])
        }
        #expect(error?.kind == .accessDenied && error?.missingAction == "s3:PutObject")
        let (other, _) = try await ServedCalls(answer).failure { try await $0.s3().abortMultipartUpload(Self.upload) }
        #expect(other?.missingAction == "s3:AbortMultipartUpload")
    }
}
