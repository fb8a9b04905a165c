import AWS

/// Where a registry answers, and whether it is spoken to in the clear.
struct RegistryHost: Hashable, Sendable {
    /// The host as references name it.
    let name: String
    /// Whether the registry has no TLS.
    let isInsecure: Bool

    /// A registry; without TLS only where it is this machine's own, or the configuration lists it.
    init(_ name: String, insecure: Set<String>) {
        self.name = name
        isInsecure = Self.isLoopback(name) || insecure.contains(name)
    }

    /// The address of its API; `nil` where the name cannot be a host.
    func url(_ path: String) -> HTTPURL? {
        // Docker Hub's API has a host of its own.
        let host = name == "docker.io" ? "registry-1.docker.io" : name
        return HTTPURL("\(isInsecure ? "http" : "https")://\(host)/v2/\(path)")
    }

    /// Whether credentials may be sent to an address: over TLS, or within this machine, or to a registry without TLS.
    func mayGetCredentials(_ url: HTTPURL) -> Bool {
        url.scheme == .https || Self.isLoopback(url.host) || (isInsecure && url.authority == name)
    }

    /// The environment variable that lists registries without TLS, with commas between them.
    static let variable = "DEPLOY_SCRIPT_INSECURE_REGISTRIES"

    /// The registries that a task's environment lists.
    static func insecure(_ environment: [String: String]) -> Set<String> {
        let list = environment[variable] ?? ""
        return Set(list.split { $0 == "," || $0 == " " }.map(String.init))
    }

    private static func isLoopback(_ name: String) -> Bool {
        let host = name.prefix { $0 != ":" }
        // A name that only begins like an address, 127.0.0.1.example.com, belongs to somebody else.
        let octets = host.split(separator: ".", omittingEmptySubsequences: false)
        return host == "localhost"
            || octets.count == 4 && octets[0] == "127" && octets.allSatisfy { UInt8($0) != nil }
    }
}
