import Fixtures
import Foundation
import RunProtocol
import Testing

@testable import AWS

/// AWS's own test suite for Signature Version 4, which the set-up fetches (`Tests/Peers/fetch_signing_suite.py`).
@Suite(
    .enabled(
        if: !OfficialSuite.cases.isEmpty,
        "AWS's test suite is not there: python3 Tests/Peers/fetch_signing_suite.py fetches it"
    )
)
struct OfficialSigningTests {
    @Test func `The suite is whole`() {
        #expect(OfficialSuite.cases.count == 38)
    }

    @Test(arguments: OfficialSuite.cases)
    func `Canonical request, string and signature are AWS's`(name: String) throws {
        let context = try JSONDecoder().decode(Context.self, from: Data(OfficialSuite.file(name, "context.json").utf8))
        let request = try RawRequest(OfficialSuite.file(name, "request.txt")).request()
        var signer = RequestSigner(region: context.region, service: context.service)
        signer.pathForm = context.normalize ? .encodedTwice : .unresolved
        signer.payload = context.sign_body ? .announced : .hashed

        let signed = signer.signed(request, with: context.signingCredentials, at: context.time)
        let canonical = signer.canonicalRequest(signed)
        #expect(canonical.text == OfficialSuite.file(name, "header-canonical-request.txt"))
        let signature = signed.headers["authorization"]?.split(separator: "=").last
        #expect(signature.map(String.init) == OfficialSuite.file(name, "header-signature.txt"))
    }

    private struct Context: Decodable {
        struct Credentials: Decodable {
            let access_key_id: String
            let secret_access_key: String
            let token: String?
        }

        let credentials: Credentials
        let normalize: Bool
        let region: String
        let service: String
        let sign_body: Bool
        let timestamp: String
        let omit_session_token: Bool?

        var time: Timestamp { Timestamp(timestamp.dropLast() + ".000Z") ?? Timestamp(milliseconds: 0) }

        /// Where the suite says so, the token is added behind the signature, as a service or two want it.
        var signingCredentials: AWSCredentials {
            AWSCredentials(
                accessKeyID: credentials.access_key_id,
                secretAccessKey: credentials.secret_access_key,
                sessionToken: omit_session_token == true ? nil : credentials.token
            )
        }
    }
}

/// The files of the suite.
private enum OfficialSuite {
    private static let folder = PythonPeer.fetched("aws-signing-test-suite")

    static let cases = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path())) ?? []).sorted()

    static func file(_ name: String, _ file: String) -> String {
        let path = folder.appending(path: name).appending(path: file)
        return (try? String(contentsOf: path, encoding: .utf8)) ?? "\(file) is missing"
    }
}

/// A request as the suite writes it, which is HTTP but for the characters that its target may hold.
private struct RawRequest {
    var lines: [String]
    var body: String

    init(_ text: String) {
        let parts = text.split(separator: "\n\n", maxSplits: 1)
        lines = parts.first.map { $0.split(separator: "\n").map(String.init) } ?? []
        body = parts.count == 2 ? String(parts[1]) : ""
    }

    func request() throws -> HTTPRequest {
        let first = try #require(lines.first)
        let method = first.prefix { $0 != " " }
        let target = first.dropFirst(method.count + 1).dropLast(" HTTP/1.1".count)
        let path = target.prefix { $0 != "?" }
        let query = target.contains("?") ? String(target.dropFirst(path.count + 1)) : nil
        var headers = HTTPHeaders()
        var host = ""
        for line in lines.dropFirst() {
            if line.first == " ", let last = headers.fields.last {
                headers = HTTPHeaders(headers.fields.dropLast().map { ($0.name, $0.value) })
                headers.add(last.name, last.value + "\n" + line)
                continue
            }
            let name = String(line.prefix { $0 != ":" })
            let value = String(line.dropFirst(name.count + 1))
            if name.lowercased() == "host" { host = value } else { headers.add(name, value) }
        }
        let url = HTTPURL(scheme: .https, host: host, path: String(path), query: query)
        return HTTPRequest(String(method), url, headers: headers, body: Array(body.utf8))
    }
}
