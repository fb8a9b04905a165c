import SystemPackage

/// The text of git's private configuration file: a pure function of what a job may reach.
enum GitConfigurationText {
    /// Where the configuration points.
    struct Files {
        /// The tokens, in the form of `git credential-store`.
        let tokens: FilePath
        /// Certificate authorities beside those of the system.
        let authorities: String?
    }

    static func make(locals: LocalRepositories, hosts: [GitHost], overHTTPS: [GitHost], files: Files) -> String {
        var sections = [
            // A clone's hooks come from a template or from core.hooksPath: it has neither.
            section("core", [("hooksPath", "/dev/null"), ("fsmonitor", "false")]),
            section("init", [("templateDir", "")]),
            section("protocol \"ext\"", [("allow", "never")]),
            section("submodule", [("recurse", "false")]),
            section("gc", [("auto", "0")]),
            section("maintenance", [("auto", "false")]),
            section("advice", [("detachedHead", "false")]),
            // A server that says nothing for a minute is not waited for.
            section("http", http(files)),
            // An empty value clears the list of helpers.
            section("credential", [("helper", "")]),
        ]
        for host in hosts {
            sections.append(
                section("credential \"https://\(host.name)\"", [("helper", "store --file='\(files.tokens)'")])
            )
        }
        for host in overHTTPS {
            sections.append(section("url \"https://\(host.name)/\"", host.sshPrefixes.map { ("insteadOf", $0) }))
        }
        if !locals.paths.isEmpty {
            // They belong to whoever owns them on this machine; in a sandbox that is another user.
            let folders = locals.paths.flatMap { [$0.string, $0.appending(".git").string] }
            sections.append(section("safe", folders.map { ("directory", $0) }))
        }
        return sections.joined()
    }

    private static func http(_ files: Files) -> [(String, String)] {
        var settings = [("lowSpeedLimit", "1"), ("lowSpeedTime", "60")]
        if let authorities = files.authorities { settings.append(("sslCAInfo", authorities)) }
        return settings
    }

    private static func section(_ name: String, _ settings: [(name: String, value: String)]) -> String {
        "[\(name)]\n" + settings.map { "\t\($0.name) = \(quoted($0.value))\n" }.joined()
    }

    private static func quoted(_ value: String) -> String {
        var text = "\""
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\\", "\"": text += "\\\(scalar)"
            case "\n": text += "\\n"
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text + "\""
    }
}
