import Fixtures
import Foundation
import RunProtocol
import SystemPackage
import Testing

@testable import Jobs

@Suite struct DockerConfigurationTests {
    private static let json = #"""
        {"auths": {
           "registry.example.com": {"auth": "dXNlcjpwOnc="},
           "https://index.docker.io/v1/": {"username": "hub", "password": "hub-pw"},
           "token.example.com:5000": {"auth": "", "identitytoken": "refresh"},
           "https://bearer.example.com": {"registrytoken": "direct"},
           "registry.example.com/part": {"auth": "b3RoZXI6eA=="},
           "broken.example.com": {"auth": "no base 64"}},
         "credHelpers": {"helped.example.com": "fake", "plain.example.com": ""}, "credsStore": "store", "unknown": [1]}
        """#

    private static func read() throws -> DockerConfiguration { try DockerConfiguration(json: Array(json.utf8)) }

    @Test(arguments: [
        ("registry.example.com", RegistryCredential.login(user: "user", secret: "p:w")),
        ("docker.io", .login(user: "hub", secret: "hub-pw")),
        ("token.example.com:5000", .identityToken("refresh")), ("bearer.example.com", .registryToken("direct")),
        ("broken.example.com", nil), ("absent.example.com", nil),
    ])
    func `logins are found however docker login wrote them`(registry: String, credential: RegistryCredential?) throws {
        #expect(try Self.read().credential(for: registry) == credential)
    }

    @Test func `a program of the registry's goes before the store of all`() throws {
        let configuration = try Self.read()
        #expect(configuration.program(for: "helped.example.com") == "fake")
        #expect(configuration.program(for: "plain.example.com") == nil)
        #expect(configuration.program(for: "registry.example.com") == "store")
    }

    @Test func `a login that is put in beats programs and the store, for either reader`() throws {
        var configuration = try Self.read()
        configuration.set(.login(user: "AWS", secret: "new"), for: "helped.example.com")
        for reader in [DockerConfiguration.Reader.docker, .containers] {
            let written = try DockerConfiguration(json: Array(configuration.json(for: reader)))
            #expect(written.credential(for: "helped.example.com") == .login(user: "AWS", secret: "new"))
            #expect(written.program(for: "helped.example.com") == nil)
            #expect(written.credential(for: "docker.io") == .login(user: "hub", secret: "hub-pw"))
        }
        let text = String(decoding: configuration.json(for: .containers), as: UTF8.self)
        #expect(!text.contains("credsStore"), "buildah knows no such thing")
    }

    @Test func `no file is no logins, and a broken one is an error that shows nothing of it`() throws {
        let folder = try TestFolder()
        let environment = ["HOME": folder.path.string]
        #expect(try DockerConfiguration(environment: environment).credential(for: "docker.io") == nil)
        try folder.write(#"{"auths": "s3cret"}"#, to: ".docker/config.json")
        let error = #expect(throws: RunnerError.self) { try DockerConfiguration(environment: environment) }
        #expect(error?.errorType == "DockerConfigurationUnreadable")
        #expect(error?.description.contains("s3cret") == false)
        try folder.write(Self.json, to: "elsewhere/config.json")
        let moved = environment.merging(["DOCKER_CONFIG": "\(folder.path)/elsewhere"]) { $1 }
        #expect(try DockerConfiguration(environment: moved).program(for: "x.example.com") == "store")
    }

    @Test func `programs are asked as Docker asks them`() async throws {
        let folder = try TestFolder()
        try folder.writeScript(
            """
            [ "$1" = get ] || exit 64
            read -r registry
            case $registry in
              https://index.docker.io/v1/) echo '{"ServerURL":"x","Username":"hub","Secret":"s3cret"}' ;;
              token.example.com) echo '{"Username":"<token>","Secret":"refresh"}' ;;
              absent.example.com) echo 'credentials not found in native keychain'; exit 1 ;;
              odd.example.com) echo 'no json: s3cret' ;;
              *) echo 'the store is locked' >&2; exit 2 ;;
            esac
            """,
            to: "docker-credential-fake"
        )
        let environment = ["PATH": "\(folder.path):/usr/bin:/bin"]
        func ask(_ registry: String) async throws -> RegistryCredential? {
            try await CredentialProgram(name: "fake", environment: environment).credential(for: registry)
        }
        #expect(try await ask("docker.io") == .login(user: "hub", secret: "s3cret"))
        #expect(try await ask("token.example.com") == .identityToken("refresh"))
        #expect(try await ask("absent.example.com") == nil)
        let odd = await #expect(throws: RunnerError.self) { try await ask("odd.example.com") }
        #expect(odd?.description.contains("s3cret") == false)
        let locked = await #expect(throws: RunnerError.self) { try await ask("other.example.com") }
        #expect(locked?.cause?.contains("the store is locked") == true)
        let path = CredentialProgram(name: "/bin/sh", environment: environment)
        await #expect(throws: RunnerError.self) { try await path.credential(for: "docker.io") }
    }

    @Test func `no text of a credential shows what it is`() {
        for credential in [RegistryCredential.login(user: "u", secret: "s3cret"), .identityToken("s3cret")] {
            var dumped = ""
            dump(credential, to: &dumped)
            #expect(!"\(credential) \(String(reflecting: credential)) \(dumped)".contains("s3cret"))
        }
    }
}
