import Fixtures
import Foundation
import Supervision
import SystemPackage
import Testing

/// The stand-in for AWS, held to what AWS's own clients expect by the tests that lie beside it.
@Suite(
    .enabled(if: PythonPeer.has("moto.server"), Comment(rawValue: PythonPeer.reason("moto"))),
    .timeLimit(.minutes(30))
)
struct AWSStandinTests {
    @Test func `boto3 and the AWS CLI get from the stand-in what they get from AWS`() async throws {
        let tests = PythonPeer.command(
            "aws_standin/tests",
            environment: ["DEPLOY_RUNNER": BuiltProducts.path(of: "deploy-runner").string]
        )
        let result = try await tests.capture(limit: 1 << 24)
        #expect(result.succeeded, "\(result.errorText)")
    }

    @Test(
        .enabled(if: SandboxRequirement.isMet, Comment(rawValue: SandboxRequirement.reason)),
        .enabled(if: AWSStandin.isPossible, Comment(rawValue: AWSStandin.reason)),
        .enabled(if: TerraformRequirement.isMet, "needs terraform on the PATH")
    )
    func `the example plays the demo through the stand-in`() async throws {
        let stage = try TestFolder()
        let example = URL(filePath: #filePath).appending(path: "../../../examples/aws-local/run").standardizedFileURL
        let own = ProcessInfo.processInfo.environment
        let result = try await Command(
            "/bin/bash",
            [example.path],
            environment: [
                "PATH": own["PATH"] ?? "/usr/bin:/bin", "HOME": own["HOME"] ?? "/",
                "DEPLOY_RUNNER_PROGRAMS": BuiltProducts.path(of: "invoker").removingLastComponent().string,
                "DEPLOY_RUNNER_STAGE": stage.path.appending("stage").string,
            ]
        ).capture(limit: 1 << 24)
        #expect(result.succeeded, "\(result.outputText)\(result.errorText)")
        #expect(result.outputText.contains("The demo is done"))
    }
}
