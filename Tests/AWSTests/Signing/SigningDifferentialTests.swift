import Fixtures
import Foundation
import RunProtocol
import Testing

@testable import AWS

/// Generated requests, signed by botocore and by us.
@Suite(.enabled(if: AWSOracle.isThere, AWSOracle.reason), .timeLimit(.minutes(30)))
struct SigningDifferentialTests {
    @Test func `botocore signs 3000 requests as we do`() async throws {
        var random = SeededGenerator(seed: 20_260_102)
        let cases = (0..<3000).map { _ in GeneratedRequest(&random) }
        let answers = try await AWSOracle.ask(cases.map(\.question), for: SignAnswer.self)
        for (number, (generated, answer)) in zip(cases, answers).enumerated() {
            let signed = generated.signed
            try #require(signed.headers["authorization"] == answer.authorization, "request \(number): \(generated)")
            try #require(signed.headers["x-amz-content-sha256"] == answer.content_sha256, "request \(number)")
        }
    }
}

private struct SignAnswer: Decodable {
    let authorization: String
    let content_sha256: String?
}

private struct SignQuestion: Encodable {
    let ask = "sign"
    var method: String
    var url: String
    var headers: [[String]]
    var body: Data
    var service: String
    var region: String
    var key: String
    var secret: String
    var token: String?
    var at: String
    var path: String
    var payload: String
}

private struct GeneratedRequest {
    var request: HTTPRequest
    var credentials: AWSCredentials
    var signer: RequestSigner
    var time: Timestamp

    var signed: HTTPRequest { signer.signed(request, with: credentials, at: time) }

    var question: SignQuestion {
        SignQuestion(
            method: request.method,
            url: request.url.description,
            headers: request.headers.fields.map { [$0.name, $0.value] },
            body: Data(request.body),
            service: signer.service,
            region: signer.region,
            key: credentials.accessKeyID,
            secret: credentials.secretAccessKey,
            token: credentials.sessionToken,
            at: RequestSigner.date(time),
            path: signer.pathForm == .asSent ? "once" : "twice",
            payload: signer.payload == .unsigned ? "unsigned" : "hashed"
        )
    }

    init(_ random: inout SeededGenerator) {
        let isS3 = Int.random(in: 0..<4, using: &random) == 0
        signer = RequestSigner(
            region: ["eu-west-1", "us-gov-east-1", "cn-north-1"].randomElement(using: &random) ?? "",
            service: isS3 ? "s3" : ["ecs", "logs", "lambda", "sts"].randomElement(using: &random) ?? ""
        )
        if isS3 {
            signer.pathForm = .asSent
            signer.payload = Bool.random(using: &random) ? .unsigned : .announced
        }
        let segments = (0..<Int.random(in: 0...5, using: &random)).map { _ in
            let marks = isS3 ? [] : [".", "..", ""]
            return Int.random(in: 0..<3, using: &random) == 0
                ? marks.randomElement(using: &random) ?? "." : PercentEncoding.component(Self.text(&random))
        }
        let items = (0..<Int.random(in: 0...4, using: &random)).map { _ in
            (Self.text(&random), Self.text(&random, from: 0))
        }
        let port: Int? = Bool.random(using: &random) ? nil : Int.random(in: 1...65535, using: &random)
        let url = HTTPURL(
            scheme: .https,
            host: "\(signer.service).example.com",
            port: port,
            path: "/" + segments.joined(separator: "/"),
            query: items.isEmpty ? nil : PercentEncoding.query(items)
        )
        request = HTTPRequest(["GET", "POST", "PUT"].randomElement(using: &random) ?? "GET", url)
        for _ in 0..<Int.random(in: 0...4, using: &random) {
            let name = ["X-Amz-Target", "content-type", "Accept", "User-Agent", "X-Amzn-Trace-Id", "x-a"]
                .randomElement(using: &random)
            let words = (0..<3).map { _ in Self.word(&random) }
            request.headers.add(
                name ?? "",
                words.joined(separator: ["  ", " ", "\t"].randomElement(using: &random) ?? " ")
            )
        }
        request.body = (0..<Int.random(in: 0...200, using: &random)).map { _ in .random(in: 0...255, using: &random) }
        credentials = AWSCredentials(
            accessKeyID: "AKID" + Self.word(&random).uppercased(),
            secretAccessKey: Self.word(&random) + "/+",
            sessionToken: Bool.random(using: &random) ? Self.word(&random) + "==" : nil
        )
        time = Timestamp(milliseconds: .random(in: 0...4_102_444_800_000, using: &random))
    }

    private static func word(_ random: inout SeededGenerator) -> String {
        String(
            (0..<Int.random(in: 1...12, using: &random)).map { _ in
                "abcXYZ019-_.:;=,/+".randomElement(using: &random) ?? "a"
            }
        )
    }

    private static func text(_ random: inout SeededGenerator, from least: Int = 1) -> String {
        let characters = "abZ09-_.~ +%/&=?#:@éß漢🙂\"<>\\^`{|}*()'!$,;[]"
        return String(
            (0..<Int.random(in: least...8, using: &random)).map { _ in characters.randomElement(using: &random) ?? "a" }
        )
    }
}
