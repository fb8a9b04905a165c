import Fixtures
import Foundation
import SystemPackage
import Testing

/// What the gate must refuse, as a user meets it: the exit code, the words, and that nothing was started.
@Suite(
    .serialized,
    .enabled(if: SandboxRequirement.isMet, Comment(rawValue: SandboxRequirement.reason)),
    .timeLimit(.minutes(30))
)
struct RefusalTests {
    /// A request that must be refused, and a text that its reason holds.
    struct Refused: Sendable, CustomTestStringConvertible {
        let name: String
        let words: [String]
        let reason: String

        init(_ name: String, _ words: [String], _ reason: String) {
            self.name = name
            self.words = words
            self.reason = reason
        }

        var testDescription: String { name }
    }

    static let plan = [
        "terraform-planner", "infrastructure-deploy-script", "--ref", "main", "--binary", "terraform", "--command",
        "plan",
    ]

    static let all = [
        Refused(
            "an unknown container",
            ["terraform-planer", "infrastructure-deploy-script"],
            "did you mean terraform-planner?"
        ),
        Refused(
            "an unknown script",
            ["terraform-planner", "infrastructure-deploy-scrpt"],
            "did you mean infrastructure-deploy-script?"
        ),
        Refused("an unknown option", plan + ["--deploy-pat", "x"], "did you mean --deploy-path?"),
        Refused("an abbreviated option", plan + ["--deploy", "x"], "--deploy"),
        Refused("a value that its pattern refuses", plan + ["--deploy-path", "../etc"], "does not match regex"),
        Refused("an absolute deploy path", plan + ["--deploy-path", "/etc"], "does not match regex"),
        Refused(
            "an apply on the planner",
            ["terraform-planner", "infrastructure-deploy-script", "--command", "apply"],
            "plan"
        ),
        Refused("a repository with another transport", plan + ["--repo", "ext::sh -c id"], "repo"),
        Refused("a repository in the = form", plan + ["--repo=ext::sh -c id"], "repo"),
        Refused("a newline", plan + ["--deploy-path", "dev\nprod"], "\\n"),
        Refused("a control character", plan + ["--deploy-path", "dev\u{7}"], "\\"),
        Refused("a bidirectional override", plan + ["--deploy-path", "dev\u{202E}"], "202E"),
        Refused("an over-long argument", plan + ["--deploy-path", String(repeating: "a", count: 100_000)], "long"),
        Refused("a repeated single option", plan + ["--ref", "other"], "--ref"),
        Refused("the end of options among the arguments", plan + ["--", "x"], "--"),
        Refused("a ref that is an option", plan + ["--deploy-path", "dev", "--repo", "--upload-pack=x"], "-"),
        Refused("a positional argument", plan + ["word"], "word"),
        Refused("an option of terraform's own that is not allowed", plan + ["--command-args", "-var a=b"], "-var"),
    ]

    @Test(arguments: all)
    func `is refused with 77 and a reason, and nothing starts`(_ refused: Refused) async throws {
        let site = try await SharedSite.site()
        let run = try await site.start(["--local", "--"] + refused.words).result()
        #expect(run.code == 77, "\(run.errors)")
        #expect(run.errors.contains(refused.reason), "\(run.errors)")
        #expect(run.output.isEmpty)
        let runs = try? FileManager.default.contentsOfDirectory(atPath: site.stateHome.string + "/deploy-runner/runs")
        #expect(runs?.isEmpty ?? true)
        let explained = try await site.start(["explain", "--"] + refused.words).result()
        #expect(explained.code == 77)
        #expect(explained.output.contains(refused.reason) || explained.errors.contains(refused.reason))
    }

    @Test(arguments: ["-x", "--upload-pack=touch /tmp/x", "main@{1}", "a..b", "HEAD^", "main:x", "refs/heads/x.lock"])
    func `a ref that git would read as something else is never given to git`(ref: String) async throws {
        let site = try await Site()
        let run = try await site.start([
            "--local", "--", "terraform-planner", "infrastructure-deploy-script", "--ref", ref, "--binary", "terraform",
            "--command", "plan",
        ]).result()
        #expect([64, 77].contains(run.code), "\(run.code) \(run.errors)")
    }
}

/// One site for tests that start nothing.
enum SharedSite {
    static func site() async throws -> Site { try await made.value }

    private static let made = Task { try await Site() }
}
