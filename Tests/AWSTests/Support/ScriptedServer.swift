import Fixtures
import Foundation
import Supervision
import SystemPackage
import Testing

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
    private let process: TestProcess
    private let lines: AsyncStream<String>

    init(_ steps: [Step], certificate: String? = nil, key: String? = nil) async throws {
        let arguments = [certificate, key].compactMap(\.self)
        process = try await TestProcess(PythonPeer.command("scripted_http_server.py", arguments))
        lines = InputLines.of(process.output, limit: 64 << 20)
        _ = try process.input.writeAll(try JSONEncoder().encode(steps) + Data("\n".utf8))
        struct Ready: Decodable {
            let port: Int
        }
        var ready: Ready?
        for await line in lines {
            ready = try JSONDecoder().decode(Ready.self, from: Data(line.utf8))
            break
        }
        port = try #require(ready).port
    }

    var url: String { "http://127.0.0.1:\(port)" }

    /// The next request, or what the server tells of itself.
    func next() async throws -> Request? {
        for await line in lines { return try JSONDecoder().decode(Request.self, from: Data(line.utf8)) }
        return nil
    }

    /// Ends the server and answers what it was asked for, but for what `next` answered.
    func requests() async throws -> [Request] {
        try process.input.close()
        var requests: [Request] = []
        for await line in lines { requests.append(try JSONDecoder().decode(Request.self, from: Data(line.utf8))) }
        _ = try await process.ending()
        return requests
    }
}
