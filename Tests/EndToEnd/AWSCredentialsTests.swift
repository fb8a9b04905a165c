import Fixtures
import Foundation
import RunProtocol
import SystemPackage
import Testing

/// Credentials that do not last as long as a run.
@Suite(
    .enabled(if: SandboxRequirement.isMet, Comment(rawValue: SandboxRequirement.reason)),
    .enabled(if: AWSStandin.isPossible, Comment(rawValue: AWSStandin.reason)),
    .timeLimit(.minutes(30))
)
struct AWSCredentialsTests {
    private let folder: TestFolder
    private let site: AWSSite

    init() async throws {
        folder = try TestFolder()
        site = try await AWSSite()
        try folder.writeScript("cat \(folder.path)/credentials.json", to: "credentials")
        try folder.write("[default]\ncredential_process = \(folder.path)/credentials\n", to: "config")
    }

    /// Has the program give other credentials from now on, and answers their key.
    private func renew() async throws -> String {
        let answer = try await site.standin.tell("POST", "roles/ci/credentials")
        let role = try JSONDecoder().decode([String: String].self, from: answer)
        let key = try #require(role["aws_access_key_id"])
        let document: [String: Any] = [
            "Version": 1, "AccessKeyId": key, "SecretAccessKey": role["aws_secret_access_key"] ?? "",
            "SessionToken": role["aws_session_token"] ?? "",
            "Expiration": Date.now.addingTimeInterval(3600).ISO8601Format(),
        ]
        try folder.write(
            String(decoding: try JSONSerialization.data(withJSONObject: document), as: UTF8.self),
            to: "credentials.json"
        )
        return key
    }

    @Test(arguments: ["invoker", "cloudwatch"])
    func `credentials that end while a run is followed are got anew, and nobody notices`(route: String) async throws {
        let first = try await renew()
        let job = try site.job("for i in $(seq 1 40); do echo line $i; sleep 0.1; done", "--logs-via", route)
        let environment = [
            "AWS_CONFIG_FILE": folder.path.appending("config").string, "AWS_ACCESS_KEY_ID": "",
            "AWS_SECRET_ACCESS_KEY": "",
        ]
        let tool = try site.start(job, environment: environment)
        await tool.wait(for: "line 3\n")
        let second = try await renew()
        #expect(first != second)
        try await site.standin.tell("PUT", "expired-credentials", #"{"access_keys": ["\#(first)"]}"#)
        // The answer that is under way needs no signature any more; the next one does.
        try await site.standin.tell("POST", "functions/ecs-deploy-runner-invoker/crash")
        let run = try await tool.result()
        #expect(run.code == 0, "\(run.errors)")
        #expect(run.output == (1...40).map { "line \($0)\n" }.joined())
        #expect(run.errors.contains("log complete (40 lines)"), "\(run.errors)")
        #expect(try await site.tasksStarted() == 1)
    }
}
