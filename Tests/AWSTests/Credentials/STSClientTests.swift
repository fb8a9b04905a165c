import Foundation
import RunProtocol
import Testing

@testable import AWS

@Suite(.enabled(if: AWSOracle.isThere, AWSOracle.reason), .timeLimit(.minutes(30)))
struct STSClientTests {
    private static func answer(_ operation: String, _ credentials: String) -> ScriptedServer.Step {
        .json(
            200,
            "<\(operation)Response xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><\(operation)Result>"
                + "<Credentials>\(credentials)</Credentials></\(operation)Result></\(operation)Response>"
        )
    }

    private static func keys(_ number: Int, until end: Timestamp) -> String {
        "<AccessKeyId>ASIA\(number)</AccessKeyId><SecretAccessKey>secret</SecretAccessKey>"
            + "<SessionToken>to&amp;ken</SessionToken><Expiration>\(CredentialTime.text(end))</Expiration>"
    }

    /// What `ServedCalls` takes for now.
    private static let now = Timestamp(milliseconds: 1_767_323_045_000)

    private static func later(_ seconds: Int64) -> Timestamp {
        Timestamp(milliseconds: now.milliseconds + seconds * 1000)
    }

    @Test func `a role is assumed with all that is asked for`() async throws {
        let calls = ServedCalls(Self.answer("AssumeRole", Self.keys(1, until: Self.later(900))))
        let input = AssumeRoleInput(
            roleARN: "arn:aws:iam::123456789012:role/a+b",
            roleSessionName: "me@example.com",
            externalID: "a&b",
            durationSeconds: 900
        )
        let (credentials, requests) = try await calls.run { try await $0.sts.assumeRole(input) }
        #expect(
            credentials
                == AWSCredentials(
                    accessKeyID: "ASIA1",
                    secretAccessKey: "secret",
                    sessionToken: "to&ken",
                    expiration: Self.later(900)
                )
        )
        let form = requests.first.map { String(decoding: $0.body, as: UTF8.self) } ?? ""
        #expect(
            Set(form.split(separator: "&")) == [
                "Action=AssumeRole", "Version=2011-06-15",
                "RoleArn=arn%3Aaws%3Aiam%3A%3A123456789012%3Arole%2Fa%2Bb", "RoleSessionName=me%40example.com",
                "ExternalId=a%26b", "DurationSeconds=900",
            ]
        )
        #expect(requests.first?["authorization"]?.contains("/eu-west-1/sts/aws4_request") == true)
    }

    @Test(arguments: ["AccessKeyId", "SecretAccessKey", "SessionToken", "Expiration"])
    func `credentials that are not whole are no credentials`(missing: String) async throws {
        let keys = Self.keys(1, until: Self.later(900)).replacing("<\(missing)>", with: "<Other>")
            .replacing("</\(missing)>", with: "</Other>")
        let (error, _) = try await ServedCalls(Self.answer("AssumeRole", keys)).failure { session in
            try await session.sts.assumeRole(AssumeRoleInput(roleARN: "arn", roleSessionName: "me"))
        }
        #expect(error?.kind == .malformedAnswer)
        #expect(error?.operation == "AssumeRole")
    }

    @Test func `a session of a role assumes it at its first call, and again before the end`() async throws {
        let steps = [
            Self.answer("AssumeRole", Self.keys(1, until: Self.later(3600))), .json(),
            .json(), Self.answer("AssumeRole", Self.keys(2, until: Self.later(3600))), .json(),
        ]
        var calls = ServedCalls()
        calls.steps = steps
        let (_, requests) = try await calls.run { session in
            let other = session.assuming(role: "arn:aws:iam::123456789012:role/r", sessionName: "me")
            _ = try await other.logs.getLogEvents(GetLogEventsInput(logGroupName: "g", logStreamName: "s"))
            _ = try await other.logs.getLogEvents(GetLogEventsInput(logGroupName: "g", logStreamName: "s"))
            let held = try await other.credentials.credentials()
            _ = try await other.credentials.credentials(replacing: held)
            _ = try await other.logs.getLogEvents(GetLogEventsInput(logGroupName: "g", logStreamName: "s"))
        }
        let signers = requests.map { $0["authorization"]?.firstRange(of: "ASIA\(1)/") != nil }
        #expect(signers == [false, true, true, false, false])
        #expect(requests.last?["authorization"]?.contains("Credential=ASIA2/") == true)
        #expect(requests.last?["x-amz-security-token"] == "to&ken")
    }
}
