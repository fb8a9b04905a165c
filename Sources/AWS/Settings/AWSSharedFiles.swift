/// The shared `config` and `credentials` files of AWS's tools, parsed, and the name of the profile in use.
public struct AWSSharedFiles: Sendable {
    /// `AWS_DEFAULT_PROFILE`, else `AWS_PROFILE`, else `default`: botocore's order, so that this is who `aws` is, too.
    public let profileName: String
    /// Where the files were looked for; neither has to be there.
    public let configPath: String
    /// See `configPath`.
    public let credentialsPath: String
    /// Whether the environment named the profile, so that it must exist.
    let isProfileNamed: Bool
    private let profiles: [String: INIDocument.Section]
    private let ssoSessions: [String: INIDocument.Section]
    private let services: [String: INIDocument.Section]
    private let credentials: INIDocument

    /// Reads the files that `AWS_CONFIG_FILE` and `AWS_SHARED_CREDENTIALS_FILE` name, else those in `$HOME/.aws`.
    ///
    /// - Throws: `AWSError` of kind `.validation` for a file that is there and cannot be read.
    public init(environment: [String: String]) throws(AWSError) {
        try self.init(environment: environment) { path throws(AWSError) in try Self.read(path) }
    }

    /// Files whose text is here already.
    init(config: String, credentials: String = "", environment: [String: String] = [:]) throws(AWSError) {
        let configPath = Environment(environment).path("AWS_CONFIG_FILE", otherwise: "config")
        try self.init(environment: environment) { path throws(AWSError) in path == configPath ? config : credentials }
    }

    private init(
        environment: [String: String],
        _ text: (_ path: String) throws(AWSError) -> String
    ) throws(AWSError) {
        let variables = Environment(environment)
        configPath = variables.path("AWS_CONFIG_FILE", otherwise: "config")
        credentialsPath = variables.path("AWS_SHARED_CREDENTIALS_FILE", otherwise: "credentials")
        let named = variables["AWS_DEFAULT_PROFILE"] ?? variables["AWS_PROFILE"]
        isProfileNamed = named != nil
        profileName = named ?? "default"
        let config = try INIDocument(text(configPath), path: configPath)
        profiles = config.named("profile", orBare: "default")
        ssoSessions = config.named("sso-session")
        services = config.named("services")
        credentials = try INIDocument(text(credentialsPath), path: credentialsPath)
    }

    /// What both files say about a profile, the credentials file's word before the other's; keys are in small letters.
    ///
    /// `nil` when neither has it.
    func profile(_ name: String) -> [String: String]? {
        guard let kept = credentials.section(name) else { return profiles[name]?.values }
        return (profiles[name].map { $0.overlaid(with: kept) } ?? kept).values
    }

    /// The profile in use, empty when it is not there.
    var activeProfile: [String: String] { profile(profileName) ?? [:] }

    /// What the config file alone says about a profile.
    func configProfile(_ name: String) -> [String: String]? { profiles[name]?.values }

    /// What the credentials file alone says about a profile.
    func credentialsProfile(_ name: String) -> [String: String]? { credentials.section(name)?.values }

    /// The values of `[sso-session NAME]`.
    func ssoSession(_ name: String) -> [String: String]? { ssoSessions[name]?.values }

    /// What `[services NAME]` says about a service: `ecs =`, and indented below it `endpoint_url = …`.
    func service(_ service: String, in name: String) -> [String: String] {
        services[name]?.nested[service] ?? [:]
    }

    private static func read(_ path: String) throws(AWSError) -> String {
        // What is no regular file counts as absent, as the CLI has it: /dev/null is how people turn a file off.
        guard TextFile.isRegular(path) else { return "" }
        do throws(TextFile.Failure) {
            return try TextFile.read(path, limit: 16 << 20)
        } catch {
            throw AWSError.configuration("the file \(path) \(error.reason)")
        }
    }
}

extension AWSSharedFiles: CustomStringConvertible, CustomReflectable {
    /// The paths and the profile's name, and nothing of what the files hold.
    public var description: String { "AWSSharedFiles(\(configPath), \(credentialsPath), \(profileName))" }

    /// Empty: the values are secrets.
    public var customMirror: Mirror { Mirror(self, children: []) }
}

extension INIDocument {
    /// The sections `[KIND NAME]` by name, which may be in quotes, and `[BARE]`; of two with one name the later counts.
    fileprivate func named(_ kind: String, orBare bare: String? = nil) -> [String: Section] {
        var found: [String: Section] = [:]
        for section in sections {
            if section.name == bare { found[section.name] = section }
            // The CLI looks at the beginning of the section's name only, so [profiles x] is a profile as well.
            guard section.name.utf8.starts(with: kind.utf8), let words = try? ShellWords.split(section.name),
                words.count == 2
            else { continue }
            found[words[1]] = section
        }
        return found
    }
}
