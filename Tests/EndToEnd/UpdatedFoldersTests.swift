import Fixtures
import Foundation
import Supervision
import SystemPackage
import Testing

/// `git-updated-folders` and `git-updated-files`, as commands and as the programs that pipelines call.
@Suite(
    .enabled(if: BuiltProducts.arePresent, "needs the release binaries (make test builds them)"),
    .timeLimit(.minutes(30))
)
struct UpdatedFoldersTests {
    private let remote: RemoteRepository
    private let folder: TestFolder

    init() async throws {
        remote = try await RemoteRepository()
        folder = try TestFolder()
        try await remote.commit([
            "a/terragrunt.hcl": "1", "b/terragrunt.hcl": "1", "b/README.md": "1", "c/main.tf": "text",
            "c/d/x.tfvars": "1",
            "build_a.sh": "1", "_envcommon/x.hcl": "1",
        ])
        try await remote.commit([
            "a/terragrunt.hcl": nil, "b/terragrunt.hcl": nil, "c/main.tf": nil, "e/main.tf": "text",
            "c/d/x.tfvars": "2",
            "build_a.sh": "2", "_envcommon/x.hcl": "2", "README.md": "new", "we\nird/x.yaml": "1",
        ])
    }

    /// Runs a program with the last two commits.
    private func run(_ program: String, _ arguments: String...) async throws -> CommandResult {
        let words = ["--source-ref", "main^", "--target-ref", "main", "--repo-root", remote.path.string]
        return try await command(program, words + arguments)
    }

    private func command(_ program: String, _ arguments: [String]) async throws -> CommandResult {
        let link = folder.path.appending(program)
        symlink(BuiltProducts.path(of: "infrastructure-deployer").string, link.string)
        let environment = ["PATH": ProcessInfo.processInfo.environment["PATH"] ?? "", "HOME": folder.path.string]
        return try await Command(link.string, arguments, environment: environment).capture()
    }

    private func folders(_ options: String...) async throws -> [String] {
        let words = ["--source-ref", "main^", "--target-ref", "main", "--repo-root", remote.path.string]
        let result = try await command("git-updated-folders", words + options)
        #expect(result.succeeded, "\(result.errorText)")
        return result.outputText.split(separator: "\n").map(String.init)
    }

    @Test func `folders are printed once, in order, the root as a dot`() async throws {
        #expect(try await folders() == [".", "_envcommon", "a", "b", "c", "c/d", "e", "\"we\\nird\""])
    }

    @Test func `the documented selections`() async throws {
        #expect(try await folders("--terragrunt") == ["a", "b"])
        #expect(try await folders("--terraform") == ["c", "c/d", "e"])
        #expect(try await folders("--terragrunt", "--ext", ".yaml") == ["a", "b", "\"we\\nird\""])
        #expect(try await folders("--terragrunt", "--ext", "yaml") == ["a", "b", "\"we\\nird\""])
    }

    @Test func `a folder is deleted only when all its tracked files are gone`() async throws {
        #expect(try await folders("--terragrunt", "--include-deleted-only") == ["a"])
        #expect(try await folders("--terragrunt", "--exclude-deleted") == ["b"])
        // What was in c has moved to e, and c/d is still there.
        #expect(try await folders("--terraform", "--include-deleted-only") == [])
    }

    @Test func `-z prints names as they are`() async throws {
        let output = try await run("git-updated-folders", "-z", "--ext", "yaml").output
        #expect(output == Array("we\nird\u{0}".utf8))
    }

    @Test func `files that are still there are printed, by their endings`() async throws {
        let scripts = try await run("git-updated-files", "--ext", "sh")
        #expect(scripts.outputText == "build_a.sh")
        let common = try await run("git-updated-files", "--ext", ".hcl", "--exclude-ext", "terragrunt.hcl")
        #expect(common.outputText == "_envcommon/x.hcl")
        let all = try await run("git-updated-files", "--output", "json")
        #expect(
            all.outputText
                == #"{"files":["README.md","_envcommon/x.hcl","build_a.sh","c/d/x.tfvars","e/main.tf","we\nird/x.yaml"]}"#
        )
    }

    @Test func `folders are listed as JSON, too`() async throws {
        let result = try await run("git-updated-folders", "--output", "json", "--terragrunt")
        #expect(result.outputText == #"{"folders":["a","b"]}"#)
    }

    @Test(arguments: [["--exclude-deleted", "--include-deleted-only"], ["-z", "--output", "json"]])
    func `options that exclude each other are a usage error`(options: [String]) async throws {
        let result = try await command("git-updated-folders", ["--source-ref", "main^"] + options)
        #expect(result.ending == .exited(64))
        #expect(!result.outputText.contains("folders"))
    }

    @Test func `git-add-commit-push is a program by its own name, too`() async throws {
        let clone = folder.path.appending("clone").string
        try await remote.git("clone", "--quiet", "file://\(remote.path)", clone)
        let words = ["--repo-root", clone, "--message", "Update", "--path", "README.md"]
        let result = try await command("git-add-commit-push", words)
        #expect(result.succeeded, "\(result.errorText)")
        #expect(result.errorText.contains("nothing to commit: README.md"))
    }

    @Test func `a clone that is too shallow, and cannot be deepened, ends with 69`() async throws {
        let clone = folder.path.appending("clone").string
        try await remote.git("clone", "--quiet", "--depth", "1", "file://\(remote.path)", clone)
        try await remote.git("-C", clone, "remote", "set-url", "origin", "file:///nowhere")
        let result = try await command(
            "git-updated-folders",
            ["--source-ref", "HEAD^", "--target-ref", "HEAD", "--repo-root", clone]
        )
        #expect(result.ending == .exited(69))
        #expect(result.errorText.contains("does not reach back far enough"))
    }

    @Test func `as a command of the program it is the same`() async throws {
        let words = ["--source-ref", "main^", "--repo-root", remote.path.string, "--terragrunt"]
        let result = try await command("infrastructure-deployer", ["git-updated-folders"] + words)
        #expect(result.outputText == "a\nb")
    }

    @Test func `a ref that does not exist is an error with its name`() async throws {
        let result = try await command(
            "git-updated-folders",
            ["--source-ref", "no/such", "--repo-root", remote.path.string]
        )
        #expect(result.ending == .exited(64))
        #expect(result.errorText.contains("no/such is no commit of the repository"))
        #expect(result.output.isEmpty)
    }
}
