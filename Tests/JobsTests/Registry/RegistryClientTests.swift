import AWS
import Fixtures
import Foundation
import RunProtocol
import Supervision
import SystemPackage
import Testing

@testable import Jobs

/// Registries that want proof: a real one with logins, and a peer with a token service.
@Suite(.timeLimit(.minutes(30))) struct RegistryClientTests {
    private static let login = RegistryCredential.login(user: "user", secret: "secret")

    @Test(.enabled(if: LocalRegistry.isPossible, "needs docker-registry"))
    func `a registry with basic authentication gets the login, and none without one`() async throws {
        let registry = try await LocalRegistry(.login)
        let image = try ImageReference("\(registry.name)/acme/web:v1")
        try await Self.client(registry.name, Self.login) { client in
            #expect(try await client.digest(of: image) == nil)
            try await client.demandPush(to: image)
        }
        for credential in [nil, RegistryCredential.login(user: "user", secret: "wr0ng")] {
            try await Self.client(registry.name, credential) { client in
                let asked = await #expect(throws: RunnerError.self) { try await client.digest(of: image) }
                let pushed = await #expect(throws: RunnerError.self) { try await client.demandPush(to: image) }
                for error in [asked, pushed] {
                    #expect(error?.errorType == "RegistryAccessDenied")
                    #expect(error?.code == .unavailable)
                    #expect(error?.description.contains("wr0ng") == false)
                }
            }
        }
    }

    @Test(arguments: [login, .identityToken("refresh-secret")])
    func `a token service gets the login, and the registry its token`(credential: RegistryCredential) async throws {
        let host = try await TokenHost()
        try await Self.client(host.name, credential) { client in
            let there = try ImageReference("\(host.name)/there:1")
            #expect(try await client.digest(of: there)?.description == "sha256:" + String(repeating: "a", count: 64))
            #expect(try await client.digest(of: try ImageReference("\(host.name)/new:1")) == nil)
            try await client.demandPush(to: try ImageReference("\(host.name)/new:1"))
        }
        let requests = try await host.requests()
        #expect(
            requests.suffix(4).map { $0.split(separator: " ").suffix(2).joined(separator: " ") }.last == "Bearer 204"
        )
        #expect(!requests.contains { $0.hasPrefix("HEAD /v2") && $0.contains("Basic") }, "the registry gets no login")
    }

    @Test func `who has no login may pull where everybody may, and is told so when a push is denied`() async throws {
        let host = try await TokenHost()
        try await Self.client(host.name, nil) { client in
            #expect(try await client.digest(of: try ImageReference("\(host.name)/there:1")) != nil)
            let image = try ImageReference("\(host.name)/new:1")
            let error = await #expect(throws: RunnerError.self) { try await client.demandPush(to: image) }
            #expect(error?.errorType == "RegistryAccessDenied")
            #expect(error?.cause?.contains("no login is configured") == true)
        }
    }

    @Test func `a registry that does not name the digest is believed by what it serves`() async throws {
        let host = try await TokenHost()
        try await Self.client(host.name, nil) { client in
            let digest = try await client.digest(of: try ImageReference("\(host.name)/silent:1"))
            // printf '{"schemaVersion":2}' | sha256sum
            #expect(digest?.description == "sha256:bafebd36189ad3688b7b3915ea55d461e0bfcfbdde11e54b0a123999fb6be50f")
        }
    }

    @Test(arguments: [
        ("absent", "ImageRepositoryMissing", ExitCode.unavailable), ("busy", "RegistryUnreachable", .tryAgain),
    ])
    func `a repository that is not there, and a registry that is busy, are told apart`(
        name: String,
        type: String,
        code: ExitCode
    ) async throws {
        let host = try await TokenHost()
        try await Self.client(host.name, Self.login) { client in
            let image = try ImageReference("\(host.name)/\(name):1")
            let error = await #expect(throws: RunnerError.self) {
                _ = try await client.digest(of: image)
                try await client.demandPush(to: image)
            }
            #expect(error?.errorType == type)
            #expect(error?.code == code)
        }
    }

    @Test func `a registry that is not there is worth another try`() async throws {
        try await Self.client("127.0.0.1:9", nil) { client in
            let image = try ImageReference("127.0.0.1:9/web:1")
            let error = await #expect(throws: RunnerError.self) { try await client.digest(of: image) }
            #expect(error?.errorType == "RegistryUnreachable")
            #expect(error?.code == .tryAgain)
        }
    }

    @Test func `no login is sent to a token service without TLS, unless it is this machine's or the registry's own`() {
        let host = RegistryHost("registry.example.com", insecure: [])
        let listed = RegistryHost("plain.example.com", insecure: ["plain.example.com"])
        func may(_ host: RegistryHost, _ url: String) -> Bool? { HTTPURL(url).map(host.mayGetCredentials) }
        #expect(may(host, "https://auth.example.com/token") == true)
        #expect(may(host, "http://auth.example.com/token") == false)
        #expect(may(host, "http://registry.example.com/token") == false)
        #expect(may(listed, "http://plain.example.com/token") == true)
        #expect(may(listed, "http://auth.example.com/token") == false)
        #expect(may(host, "http://127.0.0.1:5000/token") == true)
    }

    private static func client(
        _ name: String,
        _ credential: RegistryCredential?,
        _ body: (RegistryClient) async throws -> Void
    ) async throws {
        try await HTTPNetwork.with(environment: [:]) { network in
            let host = RegistryHost(name, insecure: [])
            try await body(RegistryClient(network: network, host: host, credential: credential))
        }
    }
}

/// `Tests/Peers/registry_token_host.py`.
private struct TokenHost {
    let name: String
    private let process: TestProcess
    private let lines: AsyncStream<String>

    init() async throws {
        process = try await TestProcess(PythonPeer.command("registry_token_host.py", ["user", "secret"]))
        lines = InputLines.of(process.output)
        var first = ""
        for await line in lines {
            first = line
            break
        }
        name = String(first.split(separator: " ").last ?? "")
    }

    /// Stops the peer and answers what it was asked for.
    func requests() async throws -> [String] {
        try process.input.close()
        var requests: [String] = []
        for await line in lines { requests.append(line) }
        return requests
    }
}
