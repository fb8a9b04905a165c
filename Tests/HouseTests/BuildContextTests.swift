import Foundation
import Testing

/// What the Dockerfiles are given to build from.
@Suite struct BuildContextTests {
    @Test(arguments: ["deploy-runner", "kaniko", "invoker"])
    func `the folder of every target is part of an image's build context`(image: String) async throws {
        // SwiftPM looks for all of them, tests and benchmarks too, before it builds a single product.
        let file = Project.root.appending(path: "docker/\(image)/Dockerfile.dockerignore")
        let ignored = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map(String.init)
        #expect(ignored.contains(".build"))
        let folders = try await Project.manifest.value.targets.map(\.folder)
        #expect(folders.contains("Tests/HouseTests") && folders.contains("Benchmarks/gate-bench"))
        let missing = folders.filter { folder in
            ignored.contains { folder == $0 || folder.hasPrefix("\($0)/") }
        }
        #expect(missing == [])
    }
}
