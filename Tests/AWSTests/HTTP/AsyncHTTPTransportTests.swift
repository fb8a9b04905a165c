import Fixtures
import Foundation
import Supervision
import SystemPackage
import Testing

@testable import AWS

/// The real client against a real server that answers well or badly.
@Suite(.timeLimit(.minutes(30)))
struct AsyncHTTPTransportTests {
    /// Long enough that the request is there before they are over.
    private let quick = HTTPTimeouts(answer: .seconds(15), idle: .seconds(15))

    @Test func `A whole answer is read, its status and headers as they are`() async throws {
        let server = try await ScriptedServer([
            .init(status: 302, headers: ["Location": "/elsewhere", "X-One": "1"], body: "moved")
        ])
        let response = try await Self.get(server, "/a%2Fb?c=d")
        #expect(response.status == 302 && String(decoding: response.body, as: UTF8.self) == "moved")
        #expect(response.headers["x-one"] == "1")
        let requests = try await server.requests()
        #expect(requests.map(\.target) == ["/a%2Fb?c=d"], "no redirect is followed")
        #expect(requests.first?["host"] == "127.0.0.1:\(server.port)")
    }

    @Test(arguments: [
        (ScriptedServer.Step.End.close, HTTPFailure.Kind.cut), (.reset, .cut), (.cut, .cut), (.stall, .timeout),
        (.garbage, .malformed),
    ])
    func `An answer that is not whole is no answer`(end: ScriptedServer.Step.End, kind: HTTPFailure.Kind) async throws {
        let server = try await ScriptedServer([.init(body: "hello", end: end)])
        await #expect { try await Self.get(server, timeouts: kind == .timeout ? quick : .standard) } throws: { error in
            (error as? HTTPFailure)?.kind == kind && (error as? HTTPFailure)?.isBeforeSending == false
        }
        // No second attempt is made behind the caller's back.
        #expect(try await server.next() != nil)
        #expect(try await server.requests().isEmpty)
    }

    @Test func `A chunked body that ends without its last chunk is cut`() async throws {
        let server = try await ScriptedServer([.init(chunks: [Data("one".utf8)], end: .cut)])
        await #expect { try await Self.get(server) } throws: { ($0 as? HTTPFailure)?.kind == .cut }
    }

    @Test func `A body that stands still is a time-out`() async throws {
        let server = try await ScriptedServer([.init(chunks: [Data("one".utf8)], end: .stallBody)])
        let quick = HTTPTimeouts(answer: .seconds(60), idle: .milliseconds(300))
        await #expect { try await Self.get(server, timeouts: quick) } throws: { ($0 as? HTTPFailure)?.kind == .timeout }
    }

    @Test func `A slow body is none while pieces come`() async throws {
        let server = try await ScriptedServer([
            .init(chunks: Array(repeating: Data("x".utf8), count: 8), pause: 5)
        ])
        let timeouts = HTTPTimeouts(answer: .seconds(60), idle: .seconds(30))
        #expect(try await Self.get(server, timeouts: timeouts).body.count == 8)
    }

    @Test func `An answer larger than asked for is refused`() async throws {
        let server = try await ScriptedServer([.init(body: String(repeating: "x", count: 1000))])
        await #expect {
            try await Self.with { try await $0.send(HTTPRequest("GET", server.address), limit: 999) }
        } throws: { ($0 as? HTTPFailure)?.kind == .tooLarge }
    }

    @Test func `What nobody reads is not taken from the network`() async throws {
        // Far more than all buffers on the way hold.
        let chunk = Data(repeating: 0x61, count: 1 << 20)
        let server = try await ScriptedServer([.init(chunks: Array(repeating: chunk, count: 48), tell: true)])
        let total = try await Self.with { transport in
            try await transport.stream(HTTPRequest("GET", server.address)) { answer in
                var total = try await answer.next()?.count ?? 0
                #expect(try await server.next()?.method == "GET")
                #expect(try await server.next()?.method == "BLOCKED")
                while let piece = try await answer.next() { total += piece.count }
                return total
            }
        }
        #expect(total == 48 << 20)
        #expect(try await server.requests().map(\.method) == ["SENT"])
    }

    @Test func `Connections are used again, and closed at the end`() async throws {
        let server = try await ScriptedServer([.json(), .json(), .json()])
        try await Self.with { transport in
            for _ in 0..<3 { _ = try await transport.send(HTTPRequest("POST", server.address, body: [1])) }
        }
        #expect(try await server.requests().map(\.body) == Array(repeating: Data([1]), count: 3))
    }

    @Test func `Nobody there is no connection, at once`() async throws {
        await #expect {
            try await Self.with {
                try await $0.send(HTTPRequest("GET", HTTPURL(scheme: .http, host: "127.0.0.1", port: 1)))
            }
        } throws: { error in
            (error as? HTTPFailure)
                == HTTPFailure(.unreachable, "no connection to 127.0.0.1:1: Connection refused")
        }
    }

    @Test func `A name that nobody knows is no connection`() async throws {
        await #expect {
            try await Self.with {
                try await $0.send(HTTPRequest("GET", HTTPURL(scheme: .http, host: "nowhere.invalid")))
            }
        } throws: { ($0 as? HTTPFailure)?.isBeforeSending == true }
    }

    @Test func `A proxy leads to where its variable says, with the login that is in it`() async throws {
        let server = try await ScriptedServer([.json(200, "through")])
        var network = NetworkSettings()
        network.proxies = try ProxySettings(
            environment: Environment(["HTTP_PROXY": "http://user:p%40ss@127.0.0.1:\(server.port)"])
        )
        let response = try await Self.with(network) {
            try await $0.send(HTTPRequest("GET", HTTPURL(scheme: .http, host: "ecs.example.com")))
        }
        #expect(String(decoding: response.body, as: UTF8.self) == "through")
        let requests = try await server.requests()
        #expect(requests.map(\.method) == ["CONNECT", "GET"])
        #expect(requests.first?.target == "ecs.example.com:80")
        #expect(requests.first?["proxy-authorization"] == "Basic \(Data("user:p@ss".utf8).base64EncodedString())")
        #expect(requests.last?["proxy-authorization"] == nil)
    }

    @Test func `Only the bundle's authorities are trusted`() async throws {
        let folder = try TestFolder()
        let made = try await Command(
            "openssl",
            [
                "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
                "-addext", "subjectAltName=IP:127.0.0.1",
                "-keyout", folder.path.appending("key.pem").string, "-out", folder.path.appending("cert.pem").string,
            ],
            environment: ["PATH": "/usr/bin:/bin"]
        ).capture()
        try #require(made.succeeded, "\(made.errorText)")
        let certificate = folder.path.appending("cert.pem").string
        let server = try await ScriptedServer(
            [.json(200, "secret")],
            certificate: certificate,
            key: folder.path.appending("key.pem").string
        )
        let request = HTTPRequest("GET", HTTPURL(scheme: .https, host: "127.0.0.1", port: server.port))
        await #expect { try await Self.with { try await $0.send(request) } } throws: { error in
            (error as? HTTPFailure)?.kind == .barred && "\(error)".contains("no secure connection")
        }
        var network = NetworkSettings()
        network.certificateBundle = certificate
        let response = try await Self.with(network) { try await $0.send(request) }
        #expect(String(decoding: response.body, as: UTF8.self) == "secret")
        #expect(try await server.requests().count == 1)
    }

    @Test func `A bundle that holds no certificate is named`() async throws {
        var network = NetworkSettings()
        network.certificateBundle = "/nowhere/bundle.pem"
        await #expect { try await Self.with(network) { _ in } } throws: { error in
            "\(error)".contains("/nowhere/bundle.pem") && (error as? AWSError)?.kind == .validation
        }
    }

    private static func with<Result>(
        _ network: NetworkSettings = NetworkSettings(),
        _ body: (AsyncHTTPTransport) async throws -> Result
    ) async throws -> Result {
        try await AsyncHTTPTransport.with(network, body)
    }

    private static func get(
        _ server: ScriptedServer,
        _ target: String = "/",
        timeouts: HTTPTimeouts = .standard
    ) async throws -> HTTPResponse {
        let url = try #require(HTTPURL(server.url + target))
        return try await with { try await $0.send(HTTPRequest("GET", url, timeouts: timeouts)) }
    }
}

extension ScriptedServer {
    var address: HTTPURL { HTTPURL(scheme: .http, host: "127.0.0.1", port: port) }
}
