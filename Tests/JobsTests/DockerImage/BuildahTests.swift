import SystemPackage
import Testing

@testable import Jobs

@Suite struct BuildahTests {
    private static let storage = [
        "--root", "/build/storage/root", "--runroot", "/build/storage/run", "--storage-driver", "vfs",
    ]

    @Test func `a build and a push for every destination, in storage of its own`() throws {
        let buildah = Buildah([:], .ownIdentities)
        var sample = SampleBuild(subPath: "docker/web", dockerfile: "build/Dockerfile")
        sample.destinations = ["registry.example.com/web:v1", "acme/web:v1"]
        sample.arguments = ["A=b c", "TOKEN"].compactMap { BuildArgument($0) }
        sample.labels = [("a.b", "c")]
        sample.secrets = [("token", "/build/secrets/token")]
        func push(_ destination: String, _ result: String) -> [String] {
            ["buildah"] + Self.storage + [
                "push", "--authfile", "/build/docker/config.json", "--digestfile", result,
                "localhost/deploy-runner:build", destination,
            ]
        }
        #expect(
            try sample.calls(buildah) == [
                ["buildah"] + Self.storage + [
                    "build", "--isolation", "chroot", "--authfile", "/build/docker/config.json",
                    "--tag", "localhost/deploy-runner:build",
                    "--file", "/build/repository/docker/web/build/Dockerfile",
                    "--build-arg", "A=b c", "--build-arg", "TOKEN", "--label", "a.b=c",
                    "--secret", "id=token,src=/build/secrets/token", "/build/repository/docker/web",
                ],
                push("docker://registry.example.com/web:v1", "/build/result-0"),
                push("docker://docker.io/acme/web:v1", "/build/result-1"),
            ]
        )
        #expect(
            buildah.tidying(SampleBuild.workspace).map(\.arguments) == [Self.storage + ["rm", "--all"]]
        )
    }

    @Test func `an image that is not pushed is built only`() throws {
        var sample = SampleBuild()
        sample.destinations = []
        #expect(try sample.calls(Buildah([:], .ownIdentities)).count == 1)
    }

    @Test func `buildah's own variables choose storage and isolation`() throws {
        let buildah = Buildah(["STORAGE_DRIVER": "overlay", "BUILDAH_ISOLATION": "rootless"], .ownIdentities)
        let words = try SampleBuild().calls(buildah)[0]
        #expect(words.contains("overlay"))
        #expect(words.contains("rootless"))
        #expect(!words.contains("vfs"))
    }

    @Test func `with one identity alone it is root over that one, and files of a base image are too`() throws {
        let words = try SampleBuild().calls(Buildah([:], .oneIdentity))
        let trial = Buildah([:], .oneIdentity).trial
        #expect(trial?.call.arguments == ["--user", "--map-root-user", "--mount", "--", "true"])
        #expect(Buildah([:], .ownIdentities).trial?.call == nil)
        for call in words {
            #expect(call.prefix(6) == ["unshare", "--user", "--map-root-user", "--mount", "--", "buildah"])
            #expect(call.contains("vfs.ignore_chown_errors=true"))
        }
    }

    @Test func `registries without TLS stand in a file of the engine's home`() throws {
        var sample = SampleBuild()
        #expect(Buildah([:], .ownIdentities).homeFiles(try sample.build).isEmpty)
        sample.destinations = ["localhost:5000/web:v1"]
        sample.insecure = ["plain.example.com"]
        let files = Buildah([:], .ownIdentities).homeFiles(try sample.build)
        #expect(files.map(\.path) == [".config/containers/registries.conf.d/deploy-runner.conf"])
        #expect(
            files.map(\.text) == [
                """
                [[registry]]
                location = "localhost:5000"
                insecure = true
                [[registry]]
                location = "plain.example.com"
                insecure = true

                """
            ]
        )
    }
}
