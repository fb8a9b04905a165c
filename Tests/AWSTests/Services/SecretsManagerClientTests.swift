import Fixtures
import RunProtocol
import Testing

@testable import AWS

/// Secrets Manager as moto has it.
@Suite(.enabled(if: MotoHost.isThere, MotoHost.reason), .timeLimit(.minutes(30)))
struct SecretsManagerClientTests {
    @Test func `Text, an older version, a binary value and a member of JSON are read by ARN`() async throws {
        try await MotoHost.with { session, place in
            func value(_ secret: String, _ suffix: String = "") async throws -> [UInt8] {
                let arn = try #require(place.secrets[secret])
                return try await session.secretsManager.value(at: SecretLocation(arn + suffix))
            }
            #expect(try await value("text") == Array("s3cr3t é\n".utf8))
            #expect(try await value("text", "::AWSPREVIOUS:") == Array("old é".utf8))
            #expect(try await value("binary") == Array(0...255))
            let members = [
                "password": "p:w\"1", "port": "5432", "big": "9223372036854775808", "ratio": "0.5", "on": "true",
            ]
            for (key, text) in members {
                #expect(try await value("json", ":\(key)::") == Array(text.utf8), "\(key)")
            }
            let output = try await session.secretsManager.getSecretValue(GetSecretValueInput(secretID: "deploy/text"))
            #expect(output.arn == place.secrets["text"])
            let arn = try #require(place.secrets["text"])
            let version = try #require(output.versionID)
            let location = try SecretLocation("\(arn):::\(version)")
            #expect(try await session.secretsManager.value(at: location) == output.value)
        }
    }

    @Test(arguments: [("json", ":absent::"), ("json", ":list::"), ("json", ":none::"), ("text", ":key::")])
    func `A member that is not there is an error that names it, and shows no secret`(
        secret: String,
        suffix: String
    ) async throws {
        try await MotoHost.with { session, place in
            let location = try SecretLocation(try #require(place.secrets[secret]) + suffix)
            await #expect {
                _ = try await session.secretsManager.value(at: location)
            } throws: { error in
                let text = "\(error)"
                return (error as? AWSError)?.kind == .validation && text.contains(location.jsonKey ?? "?")
                    && !text.contains("s3cr3t") && !text.contains("5432")
            }
        }
    }

    @Test func `A secret and a version that are not there are not found`() async throws {
        try await MotoHost.with { session, place in
            let arn = try #require(place.secrets["text"])
            for text in ["arn:aws:secretsmanager:eu-west-1:1:secret:absent-AbCdEf", "\(arn)::NOSTAGE:"] {
                let location = try SecretLocation(text)
                await #expect {
                    _ = try await session.secretsManager.value(at: location)
                } throws: { ($0 as? AWSError)?.kind == .notFound }
            }
        }
    }
}

/// What goes over the wire, and what the answers turn into.
struct SecretsManagerRequestTests {
    @Test func `A secret is asked for in the region of its ARN`() async throws {
        let location = try SecretLocation("arn:aws:secretsmanager:us-east-1:1:secret:a-AbCdEf")
        let (value, requests) = try await ServedCalls(.json(200, #"{"SecretString":"v"}"#)).run {
            try await $0.secretsManager.value(at: location)
        }
        #expect(value == Array("v".utf8))
        let request = try #require(requests.first)
        #expect(String(decoding: request.body, as: UTF8.self) == #"{"SecretId":"\#(location.arn)"}"#)
        let headers = Dictionary(request.headers.map { ($0[0].lowercased(), $0[1]) }) { $1 }
        #expect(headers["x-amz-target"] == "secretsmanager.GetSecretValue")
        #expect(headers["authorization"]?.contains("/us-east-1/secretsmanager/aws4_request") == true)
    }

    @Test func `A refusal names the permission that is missing`() async throws {
        let said = #"{"Message":"no","__type":"AccessDeniedException"}"#
        let (error, _) = try await ServedCalls(.json(400, said)).failure {
            try await $0.secretsManager.getSecretValue(GetSecretValueInput(secretID: "a"))
        }
        #expect(error?.kind == .accessDenied && error?.missingAction == "secretsmanager:GetSecretValue")
    }

    @Test func `No text of a secret shows its value`() throws {
        let output = try JSON.decode(
            GetSecretValueOutput.self,
            from: Array(#"{"ARN":"a","SecretString":"hush"}"#.utf8)
        )
        var dumped = ""
        dump([output], to: &dumped)
        for text in ["\(output)", "\([output])", String(reflecting: output), dumped] {
            #expect(!text.contains("hush") && !text.contains("104"))
        }
    }

    @Test func `A value that is no base 64 is a malformed answer`() async throws {
        let (error, _) = try await ServedCalls(.json(200, #"{"SecretBinary":"%"}"#)).failure {
            try await $0.secretsManager.getSecretValue(GetSecretValueInput(secretID: "a"))
        }
        #expect(error?.kind == .malformedAnswer)
    }
}

struct SecretLocationTests {
    private static let arn = "arn:aws-us-gov:secretsmanager:us-gov-west-1:111122223333:secret:app/db_+=.@-AbCdEf"

    @Test func `The parts of a location are told apart`() throws {
        let whole = try SecretLocation(Self.arn)
        #expect(whole.arn == Self.arn && whole.region == "us-gov-west-1")
        #expect(whole.jsonKey == nil && whole.versionStage == nil && whole.versionID == nil)
        let part = try SecretLocation(Self.arn + ":key:AWSPREVIOUS:9d4cb84b")
        #expect(part.arn == Self.arn && part.jsonKey == "key")
        #expect(part.versionStage == "AWSPREVIOUS" && part.versionID == "9d4cb84b")
        let stage = try SecretLocation(Self.arn + "::AWSPENDING:")
        #expect(stage.jsonKey == nil && stage.versionStage == "AWSPENDING" && stage.versionID == nil)
        #expect(try SecretLocation(Self.arn + ":::") == whole)
    }

    @Test(arguments: [
        "", "deploy/text", "arn:aws:secretsmanager:eu-west-1:1:secret:",
        "arn:aws:secretsmanager:eu-west-1:1:secret:a:key",
        "arn:aws:secretsmanager:eu-west-1:1:secret:a:key:", "arn:aws:secretsmanager:eu-west-1:1:secret:a:1:2:3:4",
        "arn:aws:ssm:eu-west-1:1:secret:a", "arn:aws:secretsmanager::1:secret:a",
        "arn:aws:secretsmanager:evil.example/:1:secret:a", "arn:aws:secretsmanager:eu-west-1:1:secret:a\nb",
        "ARN:aws:secretsmanager:eu-west-1:1:secret:a",
    ])
    func `What is no location is refused with what one looks like`(text: String) {
        #expect {
            _ = try SecretLocation(text)
        } throws: { error in
            guard let error = error as? RunnerError else { return false }
            return error.errorType == "InvalidSecretARN" && error.code == .usage
                && error.hint?.contains("secret:NAME") == true
        }
    }
}
