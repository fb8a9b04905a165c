import RunProtocol
import Testing

@testable import AWS

struct EndpointTests {
    @Test(arguments: [
        ("eu-west-1", "aws"), ("cn-north-1", "aws-cn"), ("us-gov-west-1", "aws-us-gov"), ("us-iso-east-1", "aws-iso"),
        ("us-isob-east-1", "aws-iso-b"), ("eusc-de-east-1", "aws-eusc"), ("xx-new-7", "aws"),
    ])
    func `A region's name tells its partition`(region: String, partition: String) {
        #expect(Partition.of(region).name == partition)
    }

    /// Every service by every region, both variants: 9 × 24 × 4 addresses.
    @Test(.enabled(if: AWSOracle.isThere, AWSOracle.reason), .timeLimit(.minutes(30)))
    func `Every address is botocore's`() async throws {
        let questions = Self.services.flatMap { service in
            Self.regions.flatMap { region in
                [(false, false), (false, true), (true, false), (true, true)].map { fips, dualStack in
                    Question(service: service.name, region: region, fips: fips, dualstack: dualStack)
                }
            }
        }
        let answers = try await AWSOracle.ask(questions, for: Answer.self)
        let services = Dictionary(uniqueKeysWithValues: Self.services.map { ($0.name, $0.service) })
        for (question, answer) in zip(questions, answers) {
            let service = try #require(services[question.service])
            let variant = EndpointVariant(usesFIPS: question.fips, usesDualStack: question.dualstack)
            let ours = EndpointRules.endpoint(service, region: question.region, variant: variant)
            // A name that nobody has: the call then says so.
            if answer.error?.hasSuffix("Partition does not support FIPS") == true { continue }
            #expect(ours.description.dropLast() == answer.url ?? answer.error ?? "", "\(question)")
        }
    }

    private static let services: [(name: String, service: AWSService)] = [
        ("ecs", .ecs), ("logs", .logs), ("lambda", .lambda), ("sts", .sts), ("sso", .sso), ("sso-oidc", .ssoOIDC),
        ("secretsmanager", .secretsManager), ("s3", .s3), ("ecr", .ecr),
    ]

    private static let regions = [
        "us-east-1", "us-east-2", "us-west-1", "us-west-2", "eu-west-1", "eu-central-1", "eu-north-1", "ap-south-1",
        "ap-southeast-2", "ap-northeast-1", "sa-east-1", "ca-central-1", "ca-west-1", "me-south-1", "af-south-1",
        "il-central-1", "mx-central-1", "cn-north-1", "cn-northwest-1", "us-gov-east-1", "us-gov-west-1",
        "us-iso-east-1", "us-isob-east-1", "eusc-de-east-1",
    ]

    private struct Question: Encodable {
        let ask = "endpoint"
        let service: String
        let region: String
        let fips: Bool
        let dualstack: Bool
    }

    private struct Answer: Decodable {
        let url: String?
        let error: String?
    }
}
