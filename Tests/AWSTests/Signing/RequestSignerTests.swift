import RunProtocol
import Testing

@testable import AWS

struct RequestSignerTests {
    private let time = Timestamp(milliseconds: 1_767_323_045_678)
    private var lambda: RequestSigner { RequestSigner(region: "eu-west-1", service: "lambda") }

    @Test func `A path that holds an ARN is encoded twice`() throws {
        let path = "/2021-11-15/functions/arn%3Aaws%3Alambda%3Aeu-west-1%3A123456789012%3Afunction%3Ainvoker/"
        let request = HTTPRequest(
            "POST",
            HTTPURL(
                scheme: .https,
                host: "lambda.eu-west-1.amazonaws.com",
                path: path + "response-streaming-invocations",
                query: "Qualifier=live"
            ),
            headers: ["content-type": "application/json"],
            body: Array("{}".utf8)
        )
        var credentials = AWSCredentials.example
        credentials.sessionToken = "TOKEN"
        let signed = lambda.signed(request, with: credentials, at: time)
        #expect(
            signed.headers["authorization"]
                == "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260102/eu-west-1/lambda/aws4_request, "
                + "SignedHeaders=content-type;host;x-amz-date;x-amz-security-token, "
                + "Signature=dc10983912d0996cb5855041baa2972bcd0011bbda72494e0ed3d63fe21dd98a"
        )
        #expect(signed.headers["x-amz-date"] == "20260102T030405Z")
        #expect(signed.url == request.url && signed.body == request.body)
    }

    @Test func `Signing anew leaves nothing of the first signature`() {
        let request = HTTPRequest("POST", HTTPURL(scheme: .https, host: "h"))
        var temporary = AWSCredentials.example
        temporary.sessionToken = "TOKEN"
        let twice = lambda.signed(lambda.signed(request, with: temporary, at: time), with: .example, at: time)
        #expect(twice.headers == lambda.signed(request, with: .example, at: time).headers)
    }

    @Test func `No text of the credentials shows the secret or the token`() {
        var credentials = AWSCredentials.example
        credentials.sessionToken = "TOKEN"
        var dumped = ""
        dump(["key": credentials], to: &dumped)
        for text in ["\(credentials)", String(reflecting: credentials), "\([credentials])", dumped] {
            #expect(!text.contains("wJalr") && !text.contains("TOKEN"))
            #expect(text.contains("AKIDEXAMPLE"))
        }
    }
}

struct ClockSkewTests {
    private let now = Timestamp(milliseconds: 1_767_323_045_000)

    @Test func `A date that is far away corrects the clock`() {
        let skew = ClockSkew()
        let hour: Int64 = 3_600_000
        #expect(skew.learn(Timestamp(milliseconds: now.milliseconds - hour), at: now))
        #expect(skew.corrected(now).milliseconds == now.milliseconds - hour)
        #expect(!skew.learn(Timestamp(milliseconds: now.milliseconds - hour), at: now), "it is known already")
        #expect(skew.learn(now, at: now), "and right again")
    }

    @Test(arguments: [-240, 0, 240] as [Int64])
    func `A date that a signature survives corrects nothing`(seconds: Int64) {
        let skew = ClockSkew()
        #expect(!skew.learn(Timestamp(milliseconds: now.milliseconds + seconds * 1000), at: now))
        #expect(skew.corrected(now) == now)
    }
}

struct PercentEncodingTests {
    @Test func `All but the unreserved characters is encoded`() {
        let text = String(decoding: 0...127 as ClosedRange<UInt8>, as: UTF8.self)
        let encoded = PercentEncoding.component(text)
        #expect(encoded.filter { $0 != "%" && !$0.isHexDigit }.allSatisfy { $0.isLetter || "-._~".contains($0) })
        #expect(PercentEncoding.component("-._~aZ09") == "-._~aZ09")
        #expect(PercentEncoding.component("é/ +") == "%C3%A9%2F%20%2B")
        #expect(PercentEncoding.decoded(encoded) == text)
    }

    @Test(arguments: ["%", "%4", "%zz", "%+1", "%ff"])
    func `What is no escape is not decoded`(text: String) {
        #expect(PercentEncoding.decoded(text) == nil)
    }
}
