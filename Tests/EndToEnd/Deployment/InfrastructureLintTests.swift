import Fixtures
import Foundation
import Supervision
import SystemPackage
import Testing

/// What other people's linters say of the modules and of the Dockerfiles.
@Suite(.timeLimit(.minutes(30)))
struct InfrastructureLintTests {
    private static let checkov = PythonLinter("checkov")
    private static let hadolint = PythonLinter("hadolint")

    @Test(.enabled(if: TerraformRequirement.isMet, "needs terraform on the PATH"))
    func `every file of Terraform is formatted`() async throws {
        // Terraform makes the folder that it finds as its home.
        let home = try TestFolder()
        let call = Command(
            "terraform",
            ["fmt", "-check", "-recursive", TerraformRoot.sources.string],
            environment: ["PATH": ProcessInfo.processInfo.environment["PATH"] ?? "", "HOME": home.path.string]
        )
        let result = try await call.capture()
        #expect(result.succeeded, "\(result.outputText)\(result.errorText)")
    }

    @Test(.enabled(if: checkov.program != nil, Comment(rawValue: checkov.reason)))
    func `checkov finds nothing in the modules and examples but what is skipped with a reason`() async throws {
        let result = try await Self.checkov.run([
            "--directory", TerraformRoot.sources.string, "--framework", "terraform", "--quiet", "--compact",
        ])
        #expect(result.succeeded, "\(result.outputText)")
        #expect(result.outputText.contains("Failed checks: 0"))
    }

    @Test func `each skip of checkov has its reason beside it`() throws {
        let files = try #require(FileManager.default.enumerator(atPath: TerraformRoot.sources.string))
        var skips = 0
        for case let name as String in files where name.hasSuffix(".tf") && !name.contains(".terraform/") {
            let text = try String(contentsOfFile: "\(TerraformRoot.sources)/\(name)", encoding: .utf8)
            for line in text.split(separator: "\n") where line.contains("checkov:skip") {
                skips += 1
                #expect(line.contains(/checkov:skip=CKV2?_AWS_\d+: [^ ].{15,}\.$/), "\(name): \(line)")
            }
        }
        #expect(skips > 10)
    }

    @Test(
        .enabled(if: hadolint.program != nil, Comment(rawValue: hadolint.reason)),
        arguments: ["deploy-runner", "kaniko", "invoker"]
    )
    func `hadolint finds nothing in a Dockerfile`(_ image: String) async throws {
        let docker = TerraformRoot.sources.removingLastComponent().appending("docker")
        let result = try await Self.hadolint.run(["--no-color", docker.appending("\(image)/Dockerfile").string])
        #expect(result.succeeded && result.output.isEmpty, "\(result.outputText)\(result.errorText)")
    }
}
