import Fixtures
import Foundation

@testable import AWS

/// A server on loopback that answers as the test says: `Tests/Peers/scripted_http_server.py`.
final class ScriptedServer {
    /// One answer; see the program for what the members mean.
    struct Step: Encodable, Sendable {
        var status = 200
        var headers: [String: String] = [:]
        var body: String?
        var chunks: [Data]?
        var delay: Double?
        var pause: Double?
        var end: End?
        var tell: Bool?

        enum End: String, Encodable {
            case whole
            case cut
            case close
            case reset
            case stall
            case stallBody = "stall-body"
            case garbage
        }

        static func json(_ status: Int = 200, _ body: String = "{}", _ headers: [String: String] = [:]) -> Step {
            Step(status: status, headers: headers, body: body)
        }

        static func ending(_ end: End) -> Step { Step(end: end) }
    }

    /// What the server was asked for.
    struct Request: Decodable, Sendable {
        var method: String
        var target: String
        var headers: [[String]]
        var body: Data

        subscript(header: String) -> String? { headers.first { $0.first == header }?.last }
    }

    let port: Int
    private let peer: TalkingPeer

    init(_ steps: [Step], certificate: String? = nil, key: String? = nil) async throws {
        let arguments = [certificate, key].compactMap(\.self)
        peer = try await TalkingPeer(PythonPeer.command("scripted_http_server.py", arguments), limit: 64 << 20)
        try peer.tell(try JSONEncoder().encode(steps))
        port = try await peer.ready(ServingPeer.self).port
    }

    var url: String { "http://127.0.0.1:\(port)" }

    /// The next request, or what the server tells of itself.
    func next() async throws -> Request? { try await peer.next(Request.self) }

    /// Ends the server and answers what it was asked for, but for what `next` answered.
    func requests() async throws -> [Request] { try await peer.end(Request.self) }
}
