import Testing

@testable import Gatekeeper

struct ArtifactConfigurationTests {
    private static func gatekeeper(_ artifacts: String) throws -> Gatekeeper {
        let json = """
            {"containers": {"c": {"docker_image": "i", "docker_tag": "1",
              "script_config": {"s": {"allowed_options": ["store-outputs"]}}}}, "artifact_config": \(artifacts)}
            """
        return Gatekeeper(try Configuration.load(json: Array(json.utf8), form: .file))
    }

    @Test(arguments: [
        ("false", [], true), ("false", ["--store-outputs", "false"], true), ("true", [], false),
        ("true", ["--store-outputs", "true"], true), ("true", ["--store-outputs=true"], true),
        ("true", ["--store-outputs", "false"], false), ("true", ["--store-outputs", "TRUE"], false),
    ])
    func `Output is stored always, or when the caller asks for it`(
        selection: String,
        arguments: [String],
        isStored: Bool
    ) throws {
        let gate = try Self.gatekeeper(#"{"bucket_name": "outputs", "allow_runtime_selection": \#(selection)}"#)
        let request = JobRequest(container: "c", script: "s", arguments: arguments.map { ByteString($0) })
        let job = try #require(gate.decide(request).job)
        #expect((job.artifacts != nil) == isStored)
    }

    @Test(arguments: [
        ("", "run-1"), (#", "default_key_prefix": "runs""#, "runs/run-1"),
        (#", "default_key_prefix": "/a//b c/""#, "a/b c/run-1"),
    ])
    func `Every run has a prefix of its own`(prefix: String, expected: String) throws {
        let gate = try Self.gatekeeper(#"{"bucket_name": "my.out-puts1"\#(prefix)}"#)
        #expect(gate.configuration.artifacts?.prefix(of: "run-1") == expected)
    }

    @Test(arguments: [
        (#""bucket_name": "a""#, "is not the name of an S3 bucket"),
        (#""bucket_name": "Upper""#, "is not the name of an S3 bucket"),
        (#""bucket_name": "-dash""#, "is not the name of an S3 bucket"),
        (#""bucket_name": "two..dots""#, "is not the name of an S3 bucket"),
        (#""bucket_name": "arn:aws:s3:::bucket""#, "is not the name of an S3 bucket"),
        (#""bucket_name": "outputs", "region": "eu west""#, "is not the name of a region"),
        (#""bucket_name": "outputs", "default_key_prefix": "a/../b""#, "cannot be what keys begin with"),
        (#""bucket_name": "outputs", "default_key_prefix": "a\nb""#, "cannot be what keys begin with"),
    ])
    func `What S3 would refuse is refused when the configuration is loaded`(fields: String, text: String) {
        #expect {
            _ = try Self.gatekeeper("{\(fields)}")
        } throws: { "\($0)".contains(text) }
    }
}
