import Fixtures
import SystemPackage
import Testing

@testable import Jobs

@Suite struct BuildKitTests {
    @Test func `the whole command line`() throws {
        var sample = SampleBuild(subPath: "docker/web", dockerfile: "build/Dockerfile")
        sample.arguments = ["A=b c", "TOKEN"].compactMap { BuildArgument($0) }
        sample.labels = [("a.b", "c")]
        sample.secrets = [("token", "/build/secrets/token")]
        #expect(
            try sample.calls(BuildKit(["TOKEN": "value"])) == [
                [
                    "buildctl-daemonless.sh", "build", "--progress", "plain", "--frontend", "dockerfile.v0",
                    "--local", "context=/build/repository/docker/web",
                    "--local", "dockerfile=/build/repository/docker/web/build", "--opt", "filename=Dockerfile",
                    "--opt", "build-arg:A=b c", "--opt", "build-arg:TOKEN=value", "--opt", "label:a.b=c",
                    "--secret", "id=token,src=/build/secrets/token",
                    "--output", #"type=image,"name=registry.example.com/web:v1",push=true"#,
                    "--metadata-file", "/build/result",
                ]
            ]
        )
    }

    @Test func `destinations with TLS and without are two outputs`() throws {
        let change = try SampleBuild.change(BuildKit([:])) {
            $0.destinations = ["a.example.com/web:1", "b.example.com/web:1", "localhost:5000/web:1"]
        }
        #expect(
            change.added == [
                #"type=image,"name=a.example.com/web:1,b.example.com/web:1",push=true"#, "--output",
                #"type=image,"name=localhost:5000/web:1",push=true,registry.insecure=true"#,
            ]
        )
    }

    @Test func `an image that is not pushed has no output`() throws {
        let change = try SampleBuild.change(BuildKit([:])) { $0.destinations = [] }
        #expect(change.added.isEmpty)
        #expect(change.removed.contains("--output"))
        #expect(change.removed.contains("--metadata-file"))
    }

    @Test func `a daemon that is named is used`() {
        #expect(BuildKit(["BUILDKIT_HOST": "tcp://buildkitd:1234"]).program == "buildctl")
    }

    @Test(arguments: [
        (#"{"containerimage.digest":"sha256:DIGEST","image.name":"x"}"#, true), (#"{"image.name":"x"}"#, false),
        ("", false),
    ])
    func `the digest stands in the metadata`(text: String, isThere: Bool) throws {
        let folder = try TestFolder()
        let digest = "sha256:" + String(repeating: "b", count: 64)
        try folder.write(text.replacing("sha256:DIGEST", with: digest), to: "result")
        let found = BuildKit([:]).digest(ofDestination: 0, in: BuildWorkspace(at: folder.path))
        #expect(found?.description == (isThere ? digest : nil))
    }
}
