import Fixtures
import Foundation

@testable import AWS

/// Environments and shared files drawn at random, with everything that a chain may find or stumble over.
struct GeneratedSurroundings {
    private var random: SeededGenerator
    private let endpoints: String
    private var result = Surroundings()

    private static let profiles = ["default", "ci", "base", "middle"]
    private static let startURL = "https://corp.awsapps.com/start"
    /// SHA-1 of `corp` and of the start URL, by another program.
    private static let tokenFiles = [
        ".aws/sso/cache/ee0bfd2552fbd840c02cc48b6e823320543c450f.json",
        ".aws/sso/cache/a51746d4aa793ae07b25e90c3a5db96fc7832bd7.json",
    ]

    /// - Parameters:
    ///   - seed: the same seed gives the same surroundings.
    ///   - endpoints: where `CredentialEndpoints` listens.
    ///   - environment: what leads there.
    static func make(seed: UInt64, _ endpoints: String, _ environment: [String: String]) -> Surroundings {
        var generator = GeneratedSurroundings(random: SeededGenerator(seed: seed), endpoints: endpoints)
        generator.result.environment = environment
        generator.fillEnvironment()
        generator.fillFiles()
        return generator.result
    }

    private init(random: SeededGenerator, endpoints: String) {
        self.random = random
        self.endpoints = endpoints
    }

    private mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[Int.random(in: 0..<elements.count, using: &random)]
    }

    private mutating func oneIn(_ times: Int) -> Bool { Int.random(in: 0..<times, using: &random) == 0 }

    // MARK: Environment

    private mutating func fillEnvironment() {
        if oneIn(7) { keys() }
        if oneIn(6) { webIdentity() }
        if oneIn(3) { result.environment[pick(["AWS_PROFILE", "AWS_DEFAULT_PROFILE"])] = pick(["default", "ci", "ci"]) }
        if oneIn(8) { result.environment["AWS_PROFILE"] = "base" }
        if oneIn(25) { result.environment["AWS_PROFILE"] = "missing" }
        if oneIn(4) { container() }
        switch Int.random(in: 0..<6, using: &random) {
        case 0: result.environment["AWS_EC2_METADATA_DISABLED"] = pick(["true", "TRUE", "false", "1"])
        case 1: result.environment["AWS_EC2_METADATA_SERVICE_ENDPOINT"] = "\(endpoints)/imds-roleless/"
        case 2, 3: result.environment["AWS_EC2_METADATA_SERVICE_ENDPOINT"] = "\(endpoints)/nothing"
        default: break
        }
    }

    private mutating func keys() {
        result.environment["AWS_ACCESS_KEY_ID"] = "ENVIRONMENT"
        if !oneIn(6) { result.environment["AWS_SECRET_ACCESS_KEY"] = "environment secret" }
        if oneIn(2) { result.environment["AWS_SESSION_TOKEN"] = "environment token" }
        if oneIn(4) { result.environment["AWS_SECURITY_TOKEN"] = "old environment token" }
        if oneIn(4) { result.environment["AWS_CREDENTIAL_EXPIRATION"] = pick(["2999-01-01T00:00:00Z", "2999-01-01T00:00:00+00:00"]) }
        if oneIn(8) { result.environment["AWS_ACCESS_KEY_ID"] = nil }
    }

    private mutating func webIdentity() {
        result.environment["AWS_WEB_IDENTITY_TOKEN_FILE"] = "{home}/web token"
        if !oneIn(6) { result.environment["AWS_ROLE_ARN"] = role("from-environment") }
        if oneIn(2) { result.environment["AWS_ROLE_SESSION_NAME"] = "environment-session" }
        if !oneIn(8) { result.files["web token"] = "environment-identity" }
    }

    private mutating func container() {
        switch Int.random(in: 0..<7, using: &random) {
        case 0, 1: result.environment["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"] = "/container"
        case 2: result.environment["AWS_CONTAINER_CREDENTIALS_FULL_URI"] = "\(endpoints)/container"
        case 3: result.environment["AWS_CONTAINER_CREDENTIALS_FULL_URI"] = "http://198.51.100.7/container"
        case 4: result.environment["AWS_CONTAINER_CREDENTIALS_FULL_URI"] = "\(endpoints)/container-refuses"
        case 5: result.environment["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"] = "/container-broken"
        default:
            result.environment["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"] = "/container"
            result.environment["AWS_CONTAINER_CREDENTIALS_FULL_URI"] = "\(endpoints)/container-refuses"
        }
        if oneIn(3) { result.environment["AWS_CONTAINER_AUTHORIZATION_TOKEN"] = "container-token" }
        if oneIn(4) {
            result.environment["AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE"] = "{home}/pod/token"
            if !oneIn(5) { result.files["pod/token"] = pick(["pod-token", "pod-token", "pod\r\nx-evil: 1"]) }
        }
    }

    // MARK: Files

    private mutating func fillFiles() {
        var config = ""
        for name in Self.profiles where !oneIn(6) {
            config += oneIn(5) ? "[profile \"\(name)\"]\n" : name == "default" ? "[default]\n" : "[profile \(name)]\n"
            config += "region = eu-west-1\n"
            for _ in 0..<Int.random(in: 0...3, using: &random) { config += addition(to: name, existing: config) }
        }
        if !oneIn(8) {
            config += "[sso-session corp]\nsso_region = eu-west-1\nsso_start_url = \(Self.startURL)\n"
        }
        if !config.isEmpty, !oneIn(12) { result.files[".aws/config"] = config }

        var credentials = ""
        for name in Self.profiles where oneIn(5) {
            credentials += "[\(name)]\naws_access_key_id = CREDENTIALS-\(name)\n"
            if !oneIn(8) { credentials += "aws_secret_access_key = credentials secret\n" }
            if oneIn(3) { credentials += "aws_session_token = credentials token\n" }
        }
        if !credentials.isEmpty { result.files[".aws/credentials"] = credentials }
    }

    /// A way to credentials for a profile, unless it has one of that kind.
    private mutating func addition(to name: String, existing config: String) -> String {
        let section = config.split(separator: "[").last ?? ""
        switch Int.random(in: 0..<12, using: &random) {
        case 0 where !section.contains("aws_access_key_id"):
            let secret = oneIn(8) ? "" : "aws_secret_access_key = config secret\n"
            return "aws_access_key_id = CONFIG-\(name)\n\(secret)" + (oneIn(3) ? "aws_security_token = old\n" : "")
        case 1...4 where !section.contains("role_arn"):
            return assumedRole(for: name)
        case 5 where !section.contains("role_arn"):
            result.files["profile token"] = "profile-identity"
            return "role_arn = \(role("web-\(name)"))\nweb_identity_token_file = {home}/profile token\n"
                + (oneIn(2) ? "role_session_name = profile-session\n" : "")
        case 6...8 where !section.contains("sso_"):
            return sso()
        case 9...10 where !section.contains("credential_process"):
            return process()
        case 11 where oneIn(3) && !section.contains("login_session"):
            return "login_session = arn:aws:iam::123456789012:user/me\n"
        default:
            return ""
        }
    }

    private mutating func assumedRole(for name: String) -> String {
        var text = "role_arn = \(role(oneIn(10) ? "denied-\(name)" : "of-\(name)"))\n"
        if !oneIn(12) {
            let isSource = oneIn(3)
            if isSource || oneIn(14) {
                text += "credential_source = \(pick(["EcsContainer", "Ec2InstanceMetadata", "Environment", "Nonsense"]))\n"
            }
            if !isSource || oneIn(14) { text += "source_profile = \(pick(Self.profiles + ["base", "nowhere"]))\n" }
        }
        if oneIn(3) { text += "external_id = partner-7\n" }
        if oneIn(3) { text += "role_session_name = session-of-\(name)\n" }
        if oneIn(4) { text += "duration_seconds = 900\n" }
        return text
    }

    private mutating func sso() -> String {
        let isSession = !oneIn(3)
        let token = pick(["valid", "valid", "valid", "gone", "ended", "renewable", "renewable", "unrenewable", "junk", "absent"])
        let path = Self.tokenFiles[isSession ? 0 : 1]
        // Several profiles share one sign-in.
        if token != "absent", result.files[path] == nil { result.files[path] = Self.token(token) }
        var text = "sso_account_id = 123456789012\n"
        if !oneIn(12) { text += "sso_role_name = Deployer\n" }
        if isSession {
            text += "sso_session = \(oneIn(12) ? "nobody" : "corp")\n"
            if oneIn(8) { text += "sso_region = \(pick(["eu-west-1", "us-east-1"]))\n" }
        } else {
            if !oneIn(12) { text += "sso_region = eu-west-1\n" }
            text += "sso_start_url = \(Self.startURL)\n"
        }
        return text
    }

    private static func token(_ kind: String) -> String {
        let (past, future) = ("2020-01-01T00:00:00Z", "2999-01-01T00:00:00Z")
        var token = ["startUrl": startURL, "region": "eu-west-1", "accessToken": "valid-token", "expiresAt": future]
        switch kind {
        case "gone": token["accessToken"] = "gone"
        case "ended": token["expiresAt"] = past
        case "renewable", "unrenewable":
            token["expiresAt"] = past
            token["clientId"] = "client"
            token["clientSecret"] = "client secret"
            token["registrationExpiresAt"] = future
            token["refreshToken"] = kind == "renewable" ? "good" : "spent"
        case "junk": return "{"
        default: break
        }
        return (try? String(decoding: JSONEncoder().encode(token), as: UTF8.self)) ?? ""
    }

    private mutating func process() -> String {
        let keys = #""Version": 1, "AccessKeyId": "PROCESS", "SecretAccessKey": "s""#
        let good = pick(["{\(keys)}", #"{\#(keys), "SessionToken": "t", "Expiration": "2999-01-01T00:00:00Z"}"#])
        let bad = pick(["{\(keys.replacing("1", with: "2"))}", #"{"Version": 1, "AccessKeyId": "PROCESS"}"#, "no JSON"])
        let answer = oneIn(5) ? bad : good
        result.files["bin/process"] = "#!/bin/sh\n[ \"$1\" = 'two words' ] || exit 3\ncat <<'END'\n\(answer)\nEND\n"
        let words = oneIn(6) ? "two words" : pick(["'two words'", "two\\ words"])
        return "credential_process = {home}/bin/process \(words)\n"
    }

    private func role(_ name: String) -> String { "arn:aws:iam::123456789012:role/\(name)" }
}
