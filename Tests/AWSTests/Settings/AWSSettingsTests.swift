import Testing

@testable import AWS

struct AWSSettingsTests {
    private static func settings(
        _ environment: [String: String],
        config: String = "",
        region: String? = nil
    ) throws -> AWSSettings {
        let files = try AWSSharedFiles(config: config, environment: environment)
        return try AWSSettings(region: region, environment: environment, files: files)
    }

    @Test func `An argument goes before a variable, a variable before the profile`() throws {
        let config = "[default]\nregion = eu-central-1\n"
        let all = ["AWS_REGION": "eu-west-1", "AWS_DEFAULT_REGION": "eu-west-2"]
        #expect(try Self.settings(all, config: config, region: "us-east-1").region == "us-east-1")
        #expect(try Self.settings(all, config: config).region == "eu-west-1")
        #expect(try Self.settings(["AWS_DEFAULT_REGION": "eu-west-2"], config: config).region == "eu-west-2")
        #expect(try Self.settings([:], config: config).region == "eu-central-1")
    }

    @Test func `No region names each place that was looked at`() {
        #expect {
            try Self.settings(["AWS_PROFILE": "work", "HOME": "/home/me"], config: "[profile work]\noutput = json\n")
        } throws: { error in
            (error as? AWSError)?.kind == .noRegion && "\(error)".contains("AWS_DEFAULT_REGION")
                && "\(error)".contains("profile work in /home/me/.aws/config")
        }
    }

    @Test(arguments: [
        "eu-west-1.evil.example", "eu/west", "-eu", "eu west", "EU-WEST-1", "eu@x", String(repeating: "e", count: 64),
    ])
    func `What would change the host that gets the signature is no region`(region: String) {
        #expect { try Self.settings([:], region: region) } throws: { ($0 as? AWSError)?.kind == .validation }
    }

    @Test(arguments: ["0", "-1", "x", "1.5"])
    func `AWS_MAX_ATTEMPTS is a number from 1`(text: String) {
        #expect { try Self.settings(["AWS_MAX_ATTEMPTS": text], region: "eu-west-1") } throws: { error in
            "\(error)".contains("AWS_MAX_ATTEMPTS")
        }
    }

    @Test(arguments: ["h:5000", "ftp://h", "http://h?x=1", "http://u:p@h"])
    func `An endpoint is the address of a server`(url: String) {
        #expect(throws: AWSError.self) { try Self.settings(["AWS_ENDPOINT_URL": url], region: "eu-west-1") }
    }

    /// Environments and config files, given to botocore's client and to us.
    @Test(.enabled(if: AWSOracle.isThere, AWSOracle.reason), .timeLimit(.minutes(30)))
    func `Region and endpoint are what a client of botocore's has`() async throws {
        struct Question: Encodable {
            let ask = "client"
            let service: String
            let environment: [String: String]
            let config: String
        }
        struct Answer: Decodable {
            let url: String?
            let region: String?
            let error: String?
        }
        let files = [
            "", "[default]\nregion = eu-west-1\n", "[default]\nregion = eu-west-1\nendpoint_url = http://file:1\n",
            """
            [default]
            region = eu-west-3
            services = local
            [services local]
            ecs =
              endpoint_url = http://ecs-file:2
            cloudwatch_logs =
              endpoint_url = http://logs-file:3/base
            """,
            "[profile work]\nregion = us-gov-west-1\nuse_fips_endpoint = true\n[default]\nregion = sa-east-1\n",
        ]
        let environments: [[String: String]] = [
            [:], ["AWS_DEFAULT_REGION": "ca-west-1"], ["AWS_ENDPOINT_URL": "http://all:4"],
            ["AWS_ENDPOINT_URL_CLOUDWATCH_LOGS": "http://logs:5", "AWS_ENDPOINT_URL": "http://all:4"],
            ["AWS_ENDPOINT_URL_ECS": "http://ecs:6"],
            ["AWS_ENDPOINT_URL": "http://all:4", "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS": "true"],
            ["AWS_PROFILE": "work"], ["AWS_USE_DUALSTACK_ENDPOINT": "true", "AWS_DEFAULT_REGION": "cn-north-1"],
            ["AWS_USE_FIPS_ENDPOINT": "TRUE", "AWS_DEFAULT_REGION": "us-east-2"],
        ]
        let services: [(String, AWSService)] = [("ecs", .ecs), ("logs", .logs), ("lambda", .lambda)]
        let cases = files.flatMap { file in environments.flatMap { variables in services.map { (file, variables, $0) } }
        }
        let questions = cases.map { Question(service: $0.2.0, environment: $0.1, config: $0.0) }
        let answers = try await AWSOracle.ask(questions, for: Answer.self)
        for ((file, variables, (_, service)), answer) in zip(cases, answers) {
            let ours = try? Self.settings(variables, config: file)
            let comment: Comment = "\(file) \(variables) \(answer.error ?? "")"
            // botocore makes a client without a region where an endpoint is set; a signature needs one all the same.
            guard let region = answer.region, answer.error == nil else {
                #expect(ours == nil, comment)
                continue
            }
            #expect(ours?.region == region, comment)
            let url = ours.map { $0.endpoint(service).description } ?? ""
            #expect(url == answer.url || url == "\(answer.url ?? "")/", comment)
        }
    }
}
