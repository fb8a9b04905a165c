import Git
import SystemPackage
import Testing

@testable import Jobs

/// The command line of kaniko, flag by flag: it is the contract that forks of kaniko keep.
@Suite struct KanikoTests {
    private static let kaniko = Kaniko([:])
    private static let commit = SampleBuild.commit

    @Test func `the least that is said`() throws {
        #expect(
            try SampleBuild().calls(Self.kaniko) == [
                [
                    "/kaniko/executor", "--force",
                    "--context", "git://github.com/acme/web.git#refs/heads/main#\(Self.commit)", "--git", "branch=main",
                    "--dockerfile", "Dockerfile", "--destination", "registry.example.com/web:v1",
                    "--digest-file", "/build/result",
                ]
            ]
        )
    }

    @Test func `a context path is a sub path, and the Dockerfile is relative to it`() throws {
        let change = try SampleBuild.change(Self.kaniko) {
            $0.subPath = "docker/web"
            $0.dockerfile = "build/Dockerfile"
        }
        #expect(change.added == ["--context-sub-path", "docker/web", "build/Dockerfile"])
        #expect(change.removed == ["Dockerfile"])
    }

    @Test func `a tag is cloned by its name, and a commit by the default branch`() throws {
        let tag = try SampleBuild.change(Self.kaniko) { $0.ref = "refs/tags/v1" }
        #expect(tag.added == ["git://github.com/acme/web.git#refs/tags/v1#\(Self.commit)", "branch=v1"])
        let detached = try SampleBuild.change(Self.kaniko) { $0.ref = nil }
        #expect(detached.added == ["git://github.com/acme/web.git#\(Self.commit)"])
        #expect(detached.removed.suffix(2) == ["--git", "branch=main"])
        // A # in a branch's name would be read as the border of the commit.
        let odd = try SampleBuild.change(Self.kaniko) { $0.ref = "refs/heads/a#b" }
        #expect(odd.added == detached.added)
    }

    @Test func `what kaniko cannot clone is the work tree that is there`() throws {
        for repository in [
            RepositoryLocation.ssh(url: "git@github.com:acme/web.git", host: "github.com"), .local("/srv/web.git"),
            .https(url: "https://github.com/acme/we#b.git", host: "github.com"),
        ] {
            let change = try SampleBuild.change(Self.kaniko) {
                $0.repository = repository
                $0.subPath = "web"
            }
            #expect(change.added == ["dir:///build/repository/web"])
            #expect(change.removed.count == 3)
        }
    }

    @Test func `every destination is one`() throws {
        let change = try SampleBuild.change(Self.kaniko) { $0.destinations.append("acme/web:v1") }
        #expect(change.added == ["--destination", "docker.io/acme/web:v1"])
    }

    @Test func `an image without a destination is not pushed, and leaves no digest`() throws {
        let change = try SampleBuild.change(Self.kaniko) { $0.destinations = [] }
        #expect(change.added == ["--no-push"])
        #expect(change.removed == ["--destination", "registry.example.com/web:v1", "--digest-file", "/build/result"])
    }

    @Test func `an argument has its value, or kaniko takes the environment's`() throws {
        let change = try SampleBuild.change(Self.kaniko) {
            $0.arguments = ["A=b c", "EMPTY=", "TOKEN"].compactMap { BuildArgument($0) }
        }
        #expect(change.added == ["--build-arg", "A=b c", "--build-arg", "EMPTY=", "--build-arg", "TOKEN"])
    }

    @Test func `labels are labels`() throws {
        let change = try SampleBuild.change(Self.kaniko) { $0.labels = [("a.b", "c=d")] }
        #expect(change.added == ["--label", "a.b=c=d"])
    }

    @Test func `secrets are files in the documented folder, and no part of the command line`() throws {
        let change = try SampleBuild.change(Self.kaniko) { $0.secrets = [("token", "/kaniko/secrets/token")] }
        #expect(change.added.isEmpty)
        #expect(Self.kaniko.secrets(in: SampleBuild.workspace) == "/kaniko/secrets")
    }

    @Test func `registries without TLS are named`() throws {
        let change = try SampleBuild.change(Self.kaniko) {
            $0.destinations = ["localhost:5000/web:v1"]
            $0.insecure = ["plain.example.com"]
        }
        #expect(
            change.added == [
                "localhost:5000/web:v1", "--insecure-registry", "localhost:5000", "--insecure-registry",
                "plain.example.com",
            ]
        )
    }

    @Test func `an executor elsewhere is named by kaniko's own variable, and its folder is where the build works`() {
        let moved = Kaniko(["KANIKO_DIR": "/opt/kaniko"])
        #expect(moved.program == "/opt/kaniko/executor")
        #expect(moved.base == "/opt/kaniko")
        #expect(moved.secrets(in: SampleBuild.workspace) == "/opt/kaniko/secrets")
    }
}
