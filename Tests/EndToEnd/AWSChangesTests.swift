import Fixtures
import RunProtocol
import SystemPackage
import Testing

/// From a change to a run of everything it affects, by tasks in AWS.
@Suite(
    .serialized,
    .enabled(if: SandboxRequirement.isMet, Comment(rawValue: SandboxRequirement.reason)),
    .enabled(if: AWSStandin.isPossible, Comment(rawValue: AWSStandin.reason)),
    .enabled(if: TerraformRequirement.isMet, "needs terraform on the PATH"),
    .timeLimit(.minutes(30))
)
struct AWSChangesTests {
    @Test func `a repository is applied in its order, and what changes afterwards is planned and applied`() async throws
    {
        let site = try await AWSSite()
        func changes(_ command: String, _ more: String...) async throws -> CommandLineTool.Result {
            let place = ["--repo-root", site.remote.path.string, "--main-branch", "main", "--target-ref", "main"]
            return try await site.start([command] + AWSSite.call + place + more).result()
        }
        // The first commit has no parent, so everything in it is new.
        let first = try await changes("apply-changes", "--junit-file", "junit.xml")
        #expect(first.code == 0, "\(first.errors)")
        #expect(first.output.contains("Apply complete!"))
        let modules = try await site.tasksStarted()
        #expect(modules > 3)
        #expect(Set(try await site.runs()).count == modules)

        let main = try #require(try ExampleRepository.files()["modules/web/main.tf"] ?? nil)
        try await site.remote.commit(["modules/web/main.tf": main + "\nresource \"terraform_data\" \"more\" {}\n"])
        let plan = try await changes("plan-changes", "--source-ref", "main^", "--detailed-exitcode")
        #expect(plan.code == 2, "\(plan.errors)")
        #expect(plan.output.contains("=== dev/web: plan +1 ~0 -0"))
        let apply = try await changes("apply-changes", "--source-ref", "main^")
        #expect(apply.code == 0, "\(apply.errors)")
        #expect(apply.errors.contains("deploy-runner: 2 succeeded; +2 ~0 -0"), "\(apply.errors)")
        #expect(try await site.tasksStarted() == modules + 4)
    }
}
