import Fixtures
import Foundation
import FoundationNetworking
import Supervision
import SystemPackage
import Testing

/// moto on loopback, with secrets and a bucket in it: `Tests/Peers/moto_host.py`; it serves until nobody holds this any
/// more.
final class MotoHost {
    static let isThere = PythonPeer.has("moto.server") && PythonPeer.has("boto3")
    static let reason = Comment(rawValue: PythonPeer.reason("moto[server]"))

    let facts: Facts
    private let process: TestProcess

    struct Facts: Decodable {
        let url: String
        let secrets: [String: String]
        let stranger: [String: String]
    }

    /// Starts it; with the argument `enforce` permissions count.
    init(_ arguments: String...) async throws {
        process = try await TestProcess(PythonPeer.command("moto_host.py", arguments))
        var first: String?
        for await line in InputLines.of(process.output) {
            first = line
            break
        }
        facts = try JSONDecoder().decode(Facts.self, from: Data((first ?? "").utf8))
    }

    deinit {
        try? process.input.close()
    }

    /// The variables of a client that calls it.
    var environment: [String: String] {
        [
            "AWS_ENDPOINT_URL": facts.url, "AWS_REGION": "eu-west-1", "AWS_ACCESS_KEY_ID": "test",
            "AWS_SECRET_ACCESS_KEY": "test-secret-key",
        ]
    }

    /// The bytes of an object, or `nil` where there is none.
    func object(_ key: String) async throws -> [UInt8]? {
        // moto looks whether a request is signed, not by whom.
        let url = try #require(URL(string: "\(facts.url)/outputs/\(key)?Signature=anyone"))
        let (data, response) = try await URLSession.shared.data(from: url)
        return (response as? HTTPURLResponse)?.statusCode == 200 ? Array(data) : nil
    }

    /// What the bucket holds and what is being written into it, as S3 lists it.
    func listing(_ query: String) async throws -> String {
        let url = try #require(URL(string: "\(facts.url)/outputs?\(query)"))
        return String(decoding: try await URLSession.shared.data(from: url).0, as: UTF8.self)
    }
}
