import FoundationEssentials
import RunProtocol
import Supervision
import SystemPackage

/// The logins of a Docker `config.json`: what stands in it, and which programs know more.
///
/// Source: https://docs.docker.com/reference/cli/docker/login/ and the `config.json` that it documents.
struct DockerConfiguration: Sendable {
    /// One entry of `auths`.
    struct Entry: Codable, Hashable, Sendable {
        var auth: String?
        var username: String?
        var password: String?
        var identitytoken: String?
        var registrytoken: String?
    }

    private var auths: [String: Entry] = [:]
    private var credHelpers: [String: String] = [:]
    private var credsStore: String?

    /// No logins.
    init() {}

    /// Reads the file that `DOCKER_CONFIG` names, or the one in the home folder; without a file there are no logins.
    ///
    /// - Throws: `DockerConfigurationUnreadable` (64), which shows nothing of what is in it.
    init(environment: [String: String]) throws(RunnerError) {
        guard let folder = environment["DOCKER_CONFIG"] ?? environment["HOME"].map({ "\($0)/.docker" }) else {
            self.init()
            return
        }
        let path = FilePath(folder).appending("config.json")
        do {
            guard let bytes = try Folder.read(path, limit: 1 << 20) else { throw Errno.fileTooLarge }
            try self.init(json: bytes)
        } catch let error as Errno where error == .noSuchFileOrDirectory {
            self.init()
        } catch {
            throw RunnerError(
                .usage,
                "DockerConfigurationUnreadable",
                "\(path), which holds the logins of registries, cannot be read",
                hint: "write it as docker login does"
            ).caused(by: (error as? Errno).map { "\($0)" } ?? "it is not the JSON that it should be")
        }
    }

    /// Reads the text of a file.
    init(json: [UInt8]) throws {
        let file = try JSON.decode(File.self, from: json)
        auths = file.auths ?? [:]
        credHelpers = file.credHelpers ?? [:]
        credsStore = file.credsStore.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// The program that knows the registry's login, by the end of its name; `nil`: the file itself does.
    func program(for registry: String) -> String? {
        let named = credHelpers.first { Self.host(of: $0.key) == registry }?.value
        return named.map { $0.isEmpty ? nil : $0 } ?? credsStore
    }

    /// The login that stands in the file.
    func credential(for registry: String) -> RegistryCredential? {
        guard let entry = auths.first(where: { Self.host(of: $0.key) == registry })?.value else { return nil }
        if let token = Self.present(entry.registrytoken) { return .registryToken(token) }
        if let token = Self.present(entry.identitytoken) { return .identityToken(token) }
        if let user = Self.present(entry.username) { return .login(user: user, secret: entry.password ?? "") }
        guard let bytes = entry.auth.flatMap({ Data(base64Encoded: $0) }),
            let text = String(validating: bytes, as: UTF8.self), let colon = text.firstIndex(of: ":")
        else { return nil }
        return .login(user: String(text[..<colon]), secret: String(text[text.index(after: colon)...]))
    }

    private static func present(_ text: String?) -> String? {
        text.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// How a registry is called in the file, and to the programs.
    static func key(of registry: String) -> String {
        registry == "docker.io" ? "https://index.docker.io/v1/" : registry
    }

    /// The registry that a key of the file means: some are addresses.
    private static func host(of key: String) -> String {
        let address = key.firstRange(of: "://").map { key[$0.upperBound...] } ?? key[...]
        let parts = address.split(separator: "/", maxSplits: 1)
        // A key with more of a path is the login of a part of a registry.
        guard let host = parts.first, parts.count == 1 || ["v1", "v1/", "v2", "v2/"].contains(parts[1]) else {
            return key
        }
        return host == "index.docker.io" || host == "registry-1.docker.io" ? "docker.io" : String(host)
    }
}

extension DockerConfiguration {
    private struct File: Codable {
        var auths: [String: Entry]?
        var credHelpers: [String: String]?
        var credsStore: String?
    }

    /// Who reads a file.
    enum Reader: Hashable, Sendable {
        /// Docker's own library, as in kaniko and BuildKit.
        case docker
        /// The one of the containers project, as in buildah: it knows no `credsStore`.
        case containers
    }

    /// Puts a login in, in the place of whatever was there for the registry.
    mutating func set(_ credential: RegistryCredential, for registry: String) {
        auths = auths.filter { Self.host(of: $0.key) != registry }
        credHelpers = credHelpers.filter { Self.host(of: $0.key) != registry }
        var entry = Entry()
        switch credential {
        case .login(let user, let secret): entry.auth = Data("\(user):\(secret)".utf8).base64EncodedString()
        case .identityToken(let token): entry.identitytoken = token
        case .registryToken(let token): entry.registrytoken = token
        }
        auths[Self.key(of: registry)] = entry
    }

    /// The text of a file with these logins.
    func json(for reader: Reader) -> Data {
        var file = File(auths: auths, credHelpers: credHelpers)
        if reader == .docker, credsStore != nil {
            file.credsStore = credsStore
            // A store is asked for every registry, whatever stands in the file, unless a program of no name is in charge.
            for key in auths.keys where credHelpers[Self.host(of: key)] == nil {
                file.credHelpers?[Self.host(of: key)] = ""
                file.credHelpers?[key] = ""
            }
        }
        return JSON.encode(file)
    }
}
