import Git
import SystemPackage
import Testing

@testable import Jobs

/// A build for golden tests, and what it becomes when one part of it is another.
struct SampleBuild {
    var repository = RepositoryLocation.https(url: "https://github.com/acme/web.git", host: "github.com")
    var ref: String? = "refs/heads/main"
    var subPath = ""
    var dockerfile = "Dockerfile"
    var destinations = ["registry.example.com/web:v1"]
    var arguments: [BuildArgument] = []
    var labels: [(String, String)] = []
    var secrets: [(String, FilePath)] = []
    var insecure: Set<String> = []

    static let commit = "3f2c1a9d0b8e7f6a5c4d3e2f1a0b9c8d7e6f5a4b"
    static let workspace = BuildWorkspace(at: "/build")

    var build: ImageBuild {
        get throws {
            ImageBuild(
                context: BuildContext(
                    folder: FilePath("/build/repository").pushing(FilePath(subPath)),
                    subPath: subPath,
                    dockerfile: dockerfile
                ),
                source: ImageBuild.Source(
                    repository: repository,
                    ref: ref,
                    commit: try #require(CommitID(Self.commit))
                ),
                destinations: try destinations.map {
                    let image = try ImageReference($0)
                    return ImageBuild.Destination(image: image, host: RegistryHost(image.registry, insecure: insecure))
                },
                arguments: arguments,
                labels: labels,
                secrets: secrets,
                insecure: insecure
            )
        }
    }

    /// The calls of an engine, each as program and arguments.
    func calls(_ builder: some ImageBuilder) throws -> [[String]] {
        builder.calls(try build, Self.workspace).map { [$0.program] + $0.arguments }
    }

    /// What a change adds to the only call, and what it takes away.
    static func change(
        _ builder: some ImageBuilder,
        _ body: (inout SampleBuild) -> Void
    ) throws -> (added: [String], removed: [String]) {
        var changed = SampleBuild()
        body(&changed)
        let before = try SampleBuild().calls(builder).flatMap(\.self)
        let difference = try changed.calls(builder).flatMap(\.self).difference(from: before)
        func words(_ changes: [CollectionDifference<String>.Change]) -> [String] {
            changes.map { change in
                switch change {
                case .insert(_, let word, _), .remove(_, let word, _): word
                }
            }
        }
        return (words(difference.insertions), words(difference.removals))
    }
}
