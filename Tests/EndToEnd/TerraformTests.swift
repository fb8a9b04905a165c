import Fixtures
import Foundation
import RunProtocol
import SystemPackage
import Testing

/// Real Terraform, on a real repository, in a real sandbox, through the built programs.
@Suite(
    .serialized,
    .enabled(if: SandboxRequirement.isMet, Comment(rawValue: SandboxRequirement.reason)),
    .enabled(if: TerraformRequirement.isMet, "needs terraform on the PATH"),
    .timeLimit(.minutes(30))
)
struct TerraformTests {
    @Test func `a module is planned, applied, and then without a change`() async throws {
        let site = try await Site()
        let commit = try await site.remote.git("rev-parse", "main")
        let plan = try await site.terraform("plan", "dev/network")
        #expect(plan.code == 0, "\(plan.errors)")
        #expect(plan.output.contains("Plan:"))
        let apply = try await site.terraform("apply", "dev/network")
        #expect(apply.code == 0, "\(apply.errors)")
        #expect(apply.output.contains("Apply complete!"))
        let firstLines = apply.errors.split(separator: "\n").prefix(12).joined()
        #expect(firstLines.contains(commit))
        let again = try await site.terraform("plan", "dev/network", "--command-args", "-detailed-exitcode")
        #expect(again.code == 0, "\(again.errors)")
        #expect(again.output.contains("No changes."))
    }

    @Test func `terraform's own exit code 2 comes through`() async throws {
        let site = try await Site()
        let plan = try await site.terraform("plan", "dev/network", "--command-args", "-detailed-exitcode")
        #expect(plan.code == 2, "\(plan.errors)")
    }

    @Test func `a failing terraform fails with its own code and words`() async throws {
        let site = try await Site()
        try await site.remote.commit(["broken/main.tf": "resource {"])
        let plan = try await site.terraform("plan", "broken")
        #expect(plan.code == 1)
        #expect((plan.output + plan.errors).contains("main.tf line 1"))
    }

    @Test func `an apply of a branch that is not allowed is refused before terraform starts`() async throws {
        let site = try await Site()
        try await site.remote.commit(["extra.txt": "x"], on: "feature")
        let apply = try await site.terraform("apply", "dev/network", ref: "feature")
        #expect(apply.code == 77, "\(apply.errors)")
        #expect((apply.errors + apply.output).contains("is not a supported Git Ref for running apply"))
        #expect(!apply.output.contains("Terraform"))
        let plan = try await site.terraform("plan", "dev/network", ref: "feature")
        #expect(plan.code == 0, "\(plan.errors)")
    }

    @Test func `an apply of a commit that is on no allowed branch is refused by its ancestry`() async throws {
        let site = try await Site()
        let commit = try await site.remote.commit(["extra.txt": "x"], on: "feature")
        let apply = try await site.terraform("apply", "dev/network", ref: commit)
        #expect(apply.code == 77)
        #expect((apply.errors + apply.output).contains("is not a supported Git Ref for running apply"))
        #expect(!FileManager.default.fileExists(atPath: site.path.string + "/state/dev"))
    }

    @Test func `the run record holds the commit that a ref was resolved to`() async throws {
        let site = try await Site()
        let commit = try await site.remote.git("rev-parse", "main")
        let plan = try await site.terraform("plan", "dev/network")
        let run = try #require(Self.runID(in: plan.errors))
        let status = try await site.run("status", run, "--output", "json")
        #expect(status.output.contains(commit))
    }

    @Test func `an interrupted terraform saves its state and releases its lock`() async throws {
        let site = try await Site()
        try await site.remote.commit([
            "slow/main.tf": """
            terraform {
              backend "local" { path = "/state/slow.tfstate" }
            }
            resource "terraform_data" "first" { input = "made" }
            resource "terraform_data" "second" {
              depends_on = [terraform_data.first]
              provisioner "local-exec" { command = "echo in-the-middle; sleep 600" }
            }
            resource "terraform_data" "third" { depends_on = [terraform_data.second] }
            """
        ])
        let tool = try site.start([
            "--local", "--", "terraform-applier", "infrastructure-deploy-script", "--ref", "main", "--binary",
            "terraform",
            "--command", "apply", "--deploy-path", "slow",
        ])
        await tool.wait(for: "in-the-middle")
        tool.signal(SIGINT)
        let result = try await tool.result()
        #expect(result.code == 130, "\(result.errors)")
        #expect(result.errors.contains("complete"))
        let state = try String(contentsOfFile: site.path.string + "/state/slow.tfstate", encoding: .utf8)
        #expect(state.contains("\"first\""))
        #expect(!state.contains("\"third\""))
        #expect(!FileManager.default.fileExists(atPath: site.path.string + "/state/.slow.tfstate.lock.info"))
    }

    static func runID(in text: String) -> String? {
        text.split { !"-abcdefghijklmnopqrstuvwxyz0123456789".contains($0) }.map(String.init).first {
            RunID($0) != nil
        }
    }
}
