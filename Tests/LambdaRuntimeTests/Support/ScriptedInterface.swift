import Fixtures
import Foundation
import Supervision
import SystemPackage

/// A runtime interface that answers what a test tells it, right or wrong.
final class ScriptedInterface {
    /// What `AWS_LAMBDA_RUNTIME_API` is to say.
    let address: String
    private let server: TestProcess
    private let lines: AsyncStream<String>

    /// What the runtime asked.
    struct Request: Decodable, Hashable {
        var method: String
        var path: String
        var headers: [String: String]
        var body: String
        var truncated: Bool
    }

    /// Starts a server that gives these answers, one a request; an empty one closes the connection.
    init(_ answers: [String]) async throws {
        server = try await TestProcess(
            Command(
                "python3",
                [EmulatedFunction.peers.appending("scripted_http.py").string],
                environment: ["PATH": "/usr/local/bin:/usr/bin:/bin"]
            )
        )
        lines = InputLines.of(server.output)
        for answer in answers { try server.input.writeAll((Data(answer.utf8).base64EncodedString() + "\n").utf8) }
        var port = ""
        for await line in lines {
            port = String(line.split(separator: " ").last ?? "")
            break
        }
        address = "127.0.0.1:\(port)"
    }

    /// Stops the server, and answers what it was asked.
    func requests() async throws -> [Request] {
        try server.input.close()
        var requests: [Request] = []
        for await line in lines { requests.append(try JSONDecoder().decode(Request.self, from: Data(line.utf8))) }
        return requests
    }

    /// An answer as it crosses the wire.
    static func answer(_ status: Int, _ headers: [String: String] = [:], _ body: String = "") -> String {
        let lines = headers.sorted(by: <).map { "\($0): \($1)\r\n" }.joined()
        return "HTTP/1.1 \(status) Whatever\r\n\(lines)Content-Length: \(body.utf8.count)\r\n\r\n\(body)"
    }

    /// A call, as Lambda hands it over.
    static func call(_ id: String = "id-1", deadline: String? = "1800000000000", _ payload: String = "{}") -> String {
        var headers = ["Lambda-Runtime-Aws-Request-Id": id]
        headers["Lambda-Runtime-Deadline-Ms"] = deadline
        return answer(200, headers, payload)
    }
}
