import FoundationEssentials

/// The shared `config` and `credentials` files of AWS's tools, parsed, and the name of the profile in use.
public struct AWSSharedFiles: Sendable {
    /// `AWS_PROFILE`, else `AWS_DEFAULT_PROFILE`, else `default`.
    public let profileName: String
    /// Where the files were looked for; neither has to be there.
    public let configPath: String
    /// See `configPath`.
    public let credentialsPath: String
    /// Whether the environment named the profile, so that it must exist.
    let isProfileNamed: Bool
    private let config: INIDocument
    private let credentials: INIDocument

    /// Reads the files that `AWS_CONFIG_FILE` and `AWS_SHARED_CREDENTIALS_FILE` name, else those in `$HOME/.aws`.
    ///
    /// - Throws: `AWSError` of kind `.validation` for a file that is there and cannot be read.
    public init(environment: [String: String]) throws(AWSError) {
        let variables = Environment(environment)
        configPath = variables.path("AWS_CONFIG_FILE", otherwise: "config")
        credentialsPath = variables.path("AWS_SHARED_CREDENTIALS_FILE", otherwise: "credentials")
        let named = variables["AWS_PROFILE"] ?? variables["AWS_DEFAULT_PROFILE"]
        isProfileNamed = named != nil
        profileName = named ?? "default"
        config = try Self.read(configPath)
        credentials = try Self.read(credentialsPath)
    }

    /// Files whose text is here already.
    init(config: String, credentials: String = "", environment: [String: String] = [:]) throws(AWSError) {
        let variables = Environment(environment)
        configPath = variables.path("AWS_CONFIG_FILE", otherwise: "config")
        credentialsPath = variables.path("AWS_SHARED_CREDENTIALS_FILE", otherwise: "credentials")
        let named = variables["AWS_PROFILE"] ?? variables["AWS_DEFAULT_PROFILE"]
        isProfileNamed = named != nil
        profileName = named ?? "default"
        self.config = try INIDocument(config, path: configPath)
        self.credentials = try INIDocument(credentials, path: credentialsPath)
    }

    /// What both files say about a profile, the credentials file's word before the other's; keys are lower case.
    ///
    /// `nil` when neither has it.
    func profile(_ name: String) -> [String: String]? {
        let sections =
            [config.section("profile", name), name == "default" ? config.section("default") : nil]
            .compactMap(\.self)
        // The AWS CLI prefers `[profile default]` to `[default]` where both are there.
        let fromConfig = sections.first
        let fromCredentials = credentials.section(name)
        guard fromConfig != nil || fromCredentials != nil else { return nil }
        return (fromConfig?.values ?? [:]).merging(fromCredentials?.values ?? [:]) { $1 }
    }

    /// The profile in use, empty when it is not there.
    var activeProfile: [String: String] { profile(profileName) ?? [:] }

    /// The values of `[sso-session NAME]`.
    func ssoSession(_ name: String) -> [String: String]? {
        config.section("sso-session", name)?.values
    }

    /// What `[services NAME]` says about a service: `ecs =`, and indented below it `endpoint_url = …`.
    func service(_ service: String, in services: String) -> [String: String] {
        config.section("services", services)?.nested[service] ?? [:]
    }

    private static func read(_ path: String) throws(AWSError) -> INIDocument {
        let bytes: Data
        do {
            bytes = try Data(contentsOf: URL(filePath: path))
        } catch let error as CocoaError where error.code == .fileReadNoSuchFile {
            return try INIDocument("", path: path)
        } catch {
            throw AWSError.configuration("the file \(path) cannot be read: \(error)")
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw AWSError.configuration("the file \(path) is no UTF-8 text")
        }
        return try INIDocument(text, path: path)
    }
}

extension AWSSharedFiles: CustomStringConvertible, CustomReflectable {
    /// The paths and the profile's name, and nothing of what the files hold.
    public var description: String { "AWSSharedFiles(\(configPath), \(credentialsPath), \(profileName))" }

    /// Empty: the values are secrets.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
