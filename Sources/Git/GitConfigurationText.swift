import SystemPackage

/// The text of git's private configuration file: a pure function of what a job may reach.
enum GitConfigurationText {
    /// What the configuration is made of.
    struct Content {
        /// Repositories of this machine that may be cloned.
        var locals: LocalRepositories
        /// What is shown where, and the file that holds it; the first that matches is shown.
        var tokens: [(scope: HTTPSCredential.Scope, file: FilePath)]
        /// What is reached over https although its address is one of SSH.
        var overHTTPS: [HTTPSCredential.Scope]
        /// Certificate authorities beside those of the system.
        var authorities: String?
    }

    static func make(_ content: Content) -> String {
        var sections = [
            // A clone's hooks come from a template or from core.hooksPath: it has neither.
            section("core", [("hooksPath", "/dev/null"), ("fsmonitor", "false")]),
            section("init", [("templateDir", "")]),
            section("protocol \"ext\"", [("allow", "never")]),
            section("submodule", [("recurse", "false")]),
            section("gc", [("auto", "0")]),
            section("maintenance", [("auto", "false")]),
            section("advice", [("detachedHead", "false")]),
            section("http", http(content.authorities)),
            // An empty value clears the list of helpers.
            section("credential", [("helper", "")]),
        ]
        for token in content.tokens {
            sections.append(section("credential \"\(token.scope.address)\"", [("helper", helper(token.file))]))
        }
        for scope in content.overHTTPS {
            let prefixes = scope.sshPrefixes.map { ("insteadOf", $0) }
            sections.append(section("url \"\(scope.prefix)\"", prefixes))
        }
        if !content.locals.paths.isEmpty {
            // They belong to whoever owns them on this machine; in a sandbox that is another user.
            let folders = content.locals.paths.flatMap { [$0.string, $0.appending(".git").string] }
            sections.append(section("safe", folders.map { ("directory", $0) }))
        }
        return sections.joined()
    }

    /// Answers what stands in the file, and forgets nothing.
    ///
    /// `git credential-store` would not do: told that a token was refused for one repository, it removes it for all.
    private static func helper(_ file: FilePath) -> String {
        let path = "'" + file.string.replacing("'", with: "'\\''") + "'"
        return "!f() { if test \"$1\" = get; then cat \(path); fi; }; f"
    }

    private static func http(_ authorities: String?) -> [(String, String)] {
        // A server that says nothing for a minute is not waited for. Another host that the first answer leads to gets
        // what is configured for it, and nothing of the first one's.
        var settings = [("lowSpeedLimit", "1"), ("lowSpeedTime", "60"), ("followRedirects", "initial")]
        if let authorities { settings.append(("sslCAInfo", authorities)) }
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
