import Fixtures
import Foundation
import RunProtocol
import SystemPackage
import Testing

/// From a change to a run of everything it affects: the built programs, a real repository, real Terraform in sandboxes.
@Suite(
    .serialized,
    .enabled(if: SandboxRequirement.isMet, Comment(rawValue: SandboxRequirement.reason)),
    .enabled(if: TerraformRequirement.isMet, "needs terraform on the PATH"),
    .timeLimit(.minutes(30))
)
struct ChangesTests {
    private let site: Site

    init() async throws {
        site = try await Site()
    }

    /// Calls a command with the changes between two commits of the remote.
    private func changes(
        _ command: String,
        from source: String = "main^",
        to target: String = "main",
        _ more: String...
    ) async throws -> CommandLineTool.Result {
        let refs = ["--source-ref", source, "--target-ref", target]
        return try await site.start([command, "--local", "--repo-root", site.remote.path.string] + refs + more).result()
    }

    /// Applies the example as it stands: its first commit has no parent, so everything in it is new.
    private func deployed() async throws {
        let root = ["--repo-root", site.remote.path.string, "--main-branch", "main"]
        let apply = try await site.start(["apply-changes", "--local", "--target-ref", "main"] + root).result()
        try #require(apply.code == 0, "\(apply.errors)")
    }

    private func state(_ name: String) throws -> String {
        try String(contentsOfFile: site.path.appending("state/\(name).tfstate").string, encoding: .utf8)
    }

    @Test func `a whole repository is applied in its order, planned without a change, changed, and partly destroyed`()
        async throws
    {
        try await deployed()
        #expect(try state("prod/web").contains("terraform_data"))

        // A change of a shared module affects both accounts, and a plan of it says so with 2.
        let main = try #require(try ExampleRepository.files()["modules/web/main.tf"] ?? nil)
        try await site.remote.commit(["modules/web/main.tf": main + "\nresource \"terraform_data\" \"more\" {}\n"])
        let plan = try await changes("plan-changes", "--detailed-exitcode", "--output", "json")
        #expect(plan.code == 2, "\(plan.errors)")
        #expect(plan.output.contains(#""path":"dev/web","reasons":["modules/web/main.tf"]"#))
        #expect(plan.output.contains(#""changes":{"add":1,"change":0,"destroy":0},"exit":2"#))
        let apply = try await changes("apply-changes", "--summary-file", "summary.md", "--junit-file", "junit.xml")
        #expect(apply.code == 0, "\(apply.errors)")
        #expect(apply.errors.contains("deploy-runner: 2 succeeded; +2 ~0 -0"))
        #expect(try state("dev/web").contains("\"more\""))
        #expect(try site.read("summary.md").contains("| ✅ | prod/web | apply | +1 ~0 -0 |"))

        // A folder that is gone is destroyed with the code that it had.
        let gone = try ExampleRepository.files().keys.filter { $0.hasPrefix("dev/web/") }
        try await site.remote.commit(Dictionary(uniqueKeysWithValues: gone.map { ($0, nil) }))
        let planned = try await changes("plan-changes")
        #expect(planned.code == 0, "\(planned.errors)")
        #expect(planned.output.contains("to destroy."))
        let destroyed = try await changes("apply-changes")
        #expect(destroyed.code == 0, "\(destroyed.errors)")
        #expect(destroyed.output.contains("Destroy complete!"))
        #expect(!(try state("dev/web").contains("\"more\"")))
        #expect(try state("prod/web").contains("\"more\""))

        // Putting the folder back makes it anew.
        try await site.remote.git("revert", "--no-edit", "HEAD")
        try await site.remote.git("push", "--quiet", "origin", "main")
        let again = try await changes("apply-changes")
        #expect(again.code == 0, "\(again.errors)")
        #expect(try state("dev/web").contains("\"more\""))
    }

    @Test func `a failure stops what depends on it, and the other modules are applied`() async throws {
        try await site.remote.commit(["dev/network/broken.tf": "resource {", "dev/other/main.tf": Self.independent])
        let names = try await ["main^", "main"].asyncMap { try await site.remote.git("rev-parse", $0) }
        try await site.remote.commit(["dev/web/note.txt": "x"])
        let apply = try await changes("apply-changes", from: names[0])
        #expect(apply.code == 1, "\(apply.errors)")
        #expect(apply.errors.contains("dev/network/broken.tf:1:1: "))
        #expect(apply.errors.contains("dev/web      not started: dev/network did not succeed"))
        #expect(apply.output.contains("Apply complete! Resources: 1 added"))
        #expect(apply.errors.contains("1 succeeded, 1 failed, 1 not started"))
    }

    private static let independent = """
        terraform {
          backend "local" { path = "/state/dev/other.tfstate" }
        }
        resource "terraform_data" "one" { input = "approved" }
        """

    @Test func `the approved commit is applied, though the branch has moved`() async throws {
        try await site.remote.commit(["dev/other/main.tf": Self.independent])
        let plan = try await changes("plan-changes", "--changes-file", "changes.json")
        #expect(plan.code == 0, "\(plan.errors)")
        let newer = Self.independent.replacing("approved", with: "newer")
        try await site.remote.commit(["dev/other/main.tf": newer])
        let root = ["--repo-root", site.remote.path.string]
        let apply = try await site.start(["apply-changes", "--local", "--approved", "changes.json"] + root).result()
        #expect(apply.code == 0, "\(apply.errors)")
        #expect(try state("dev/other").contains("approved"))
        #expect(!(try state("dev/other").contains("newer")))
    }

    @Test func `a commit that has left the branch since it was approved is refused, and nothing newer is applied`()
        async throws
    {
        let approved = try await site.remote.commit(["dev/other/main.tf": Self.independent])
        let plan = try await changes("plan-changes", "--changes-file", "changes.json")
        #expect(plan.code == 0, "\(plan.errors)")
        try await site.remote.git("tag", "kept", approved)
        try await site.remote.git("push", "--quiet", "origin", "kept")
        try await site.remote.git("reset", "--quiet", "--hard", "HEAD^")
        try await site.remote.commit(["dev/other/main.tf": Self.independent.replacing("approved", with: "newer")])
        let root = ["--repo-root", site.remote.path.string]
        let apply = try await site.start(["apply-changes", "--local", "--approved", "changes.json"] + root).result()
        #expect(apply.code == 77, "\(apply.errors)")
        #expect(apply.output.contains("is not a supported Git Ref for running apply"))
        #expect(!FileManager.default.fileExists(atPath: site.path.appending("state/dev/other.tfstate").string))
    }

    @Test func `one job of a matrix runs its module, and a module that has disappeared is an error`() async throws {
        try await site.remote.commit(["dev/other/main.tf": Self.independent, "dev/network/note.txt": "x"])
        let one = try await changes("plan-changes", "--only", "dev/other")
        #expect(one.code == 0, "\(one.errors)")
        #expect(one.output.contains("=== dev/other: plan +1 ~0 -0"))
        #expect(!one.output.contains("=== dev/network"))
        try await site.remote.commit(["dev/other/main.tf": nil, "dev/network/note.txt": "y"])
        let gone = try await changes("apply-changes", from: "main~2", "--only", "dev/other")
        #expect(gone.code == 64, "\(gone.errors)")
        #expect(gone.errors.contains("dev/other is not among the modules that are run for this change"))
    }

    @Test func `Ctrl-C stops every run gracefully: states are saved and locks are released`() async throws {
        func slow(_ name: String) -> String {
            """
            terraform {
              backend "local" { path = "/state/dev/\(name).tfstate" }
            }
            resource "terraform_data" "first" { input = "made" }
            resource "terraform_data" "second" {
              depends_on = [terraform_data.first]
              provisioner "local-exec" { command = "touch /state/\(name).began; sleep 600" }
            }
            resource "terraform_data" "third" { depends_on = [terraform_data.second] }
            """
        }
        try await site.remote.commit(["dev/a/main.tf": slow("a"), "dev/b/main.tf": slow("b")])
        let refs = ["--source-ref", "main^", "--target-ref", "main", "--repo-root", site.remote.path.string]
        let tool = try site.start(["apply-changes", "--local"] + refs)
        for name in ["a", "b"] {
            while !FileManager.default.fileExists(atPath: site.path.appending("state/\(name).began").string) {
                try await Task.sleep(for: .milliseconds(20))
            }
        }
        tool.signal(SIGINT)
        let result = try await tool.result()
        #expect(result.code == 130, "\(result.errors)")
        for name in ["a", "b"] {
            #expect(try state("dev/\(name)").contains("\"first\""))
            #expect(!(try state("dev/\(name)").contains("\"third\"")))
            let lock = site.path.appending("state/dev/.\(name).tfstate.lock.info").string
            #expect(!FileManager.default.fileExists(atPath: lock))
        }
    }
}

extension Array {
    fileprivate func asyncMap<Result>(_ transform: (Element) async throws -> Result) async rethrows -> [Result] {
        var results: [Result] = []
        for element in self { results.append(try await transform(element)) }
        return results
    }
}

extension Site {
    /// The text of a file in the folder.
    fileprivate func read(_ name: String) throws -> String {
        try String(contentsOfFile: path.appending(name).string, encoding: .utf8)
    }
}
