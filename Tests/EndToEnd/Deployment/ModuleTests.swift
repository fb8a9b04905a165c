import Fixtures
import Foundation
import Supervision
import SystemPackage
import Testing

/// The modules' own tests, in their folders `tests`: what each makes of its inputs, and what it refuses, with a provider that
/// makes up what AWS would say.
@Suite(
    .enabled(if: TerraformRequirement.providers != nil, Comment(rawValue: TerraformRequirement.reason)),
    .enabled("needs Terraform 1.7 or later, which can do without a provider's answers") {
        try await TerraformRequirement.isMet(from: "1.7")
    },
    .timeLimit(.minutes(30))
)
struct ModuleTests {
    @Test(arguments: ["ecs-deploy-runner", "ecs-deploy-runner-invoke-iam-policy", "pipelines"])
    func `a module makes what it should, and refuses the rest`(_ module: String) async throws {
        let root = try await TerraformRoot("modules/\(module)")
        let made = try await root.terraform("init")
        try #require(made.succeeded, "\(made.errorText)")
        let result = try await root.terraform("test")
        #expect(result.succeeded, "\(result.outputText)\(result.errorText)")
        let runs = try Self.runs(of: module)
        #expect(runs > 3)
        #expect(result.outputText.contains("Success! \(runs) passed, 0 failed."), "\(result.outputText)")
    }

    /// How many runs the files of a module's tests have.
    private static func runs(of module: String) throws -> Int {
        let folder = TerraformRoot.sources.appending("modules/\(module)/tests").string
        return try FileManager.default.contentsOfDirectory(atPath: folder).reduce(0) { sum, name in
            let text = try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)
            return sum + text.split(separator: "\n").count { $0.hasPrefix("run \"") }
        }
    }
}
