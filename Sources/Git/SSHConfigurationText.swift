import SystemPackage

/// The text of ssh's private configuration file: a pure function of what a job may reach.
enum SSHConfigurationText {
    /// A key as ssh finds it.
    struct Identity {
        /// The hosts that it is shown to; none: every host that has no key of its own.
        let hosts: [String]
        /// Its public half where an agent has the key, else the key itself.
        let file: FilePath
    }

    /// The text for keys that an agent holds, or that lie in their files where there is no agent.
    static func make(_ identities: [Identity], agent: FilePath?, knownHosts: FilePath) -> String {
        let ownHosts = Array(Set(identities.flatMap(\.hosts))).sorted()
        var text = ""
        for host in ownHosts {
            text += section([host], identities.filter { $0.hosts.contains(host) }.map(identity))
        }
        let common = identities.filter(\.hosts.isEmpty).map(identity)
        text += section(
            ["*"] + ownHosts.map { "!\($0)" },
            common.isEmpty ? [("IdentityFile", "none")] : common
        )
        // Nobody is asked, nothing of the image's takes part, and no host is reached whose key is not known.
        return text
            + section(
                ["*"],
                [
                    ("BatchMode", "yes"), ("IdentitiesOnly", "yes"), ("IdentityAgent", agent.map(quoted) ?? "none"),
                    ("StrictHostKeyChecking", "yes"), ("UserKnownHostsFile", quoted(knownHosts)),
                    ("GlobalKnownHostsFile", "/dev/null"), ("UpdateHostKeys", "no"), ("ConnectTimeout", "30"),
                    ("ServerAliveInterval", "15"),
                    ("ServerAliveCountMax", "4"),
                ]
            )
    }

    private static func identity(_ identity: Identity) -> (String, String) {
        ("IdentityFile", quoted(identity.file))
    }

    private static func section(_ hosts: [String], _ settings: [(name: String, value: String)]) -> String {
        "Host \(hosts.joined(separator: " "))\n" + settings.map { "    \($0.name) \($0.value)\n" }.joined()
    }

    /// A path with what ssh would replace in it.
    private static func quoted(_ path: FilePath) -> String {
        "\"\(path.string.replacing("%", with: "%%"))\""
    }
}
