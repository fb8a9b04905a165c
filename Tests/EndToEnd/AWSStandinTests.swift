import Fixtures
import Supervision
import SystemPackage
import Testing

/// The stand-in for AWS, held to what AWS's own clients expect by the tests that lie beside it.
@Suite(
    .enabled(if: PythonPeer.has("moto.server"), Comment(rawValue: PythonPeer.reason("moto"))),
    .timeLimit(.minutes(10))
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
}
