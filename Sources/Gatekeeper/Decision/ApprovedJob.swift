/// A job that the configuration allows, ready to be started.
///
/// Only the `Gatekeeper` makes one, and engines start nothing else. Its arguments were rebuilt from their parsed form;
/// the caller's own strings go no further. Every byte of them is UTF-8 without control characters.
public struct ApprovedJob: Hashable, Sendable {
    /// The container.
    public let container: ByteString
    /// The script, a file of the trigger directory.
    public let script: ByteString
    /// The arguments for the script: hardcoded options, the caller's options, the caller's positional arguments,
    /// hardcoded arguments.
    public let arguments: [ByteString]
    /// The options and positional arguments that the rebuilt arguments consist of, hardcoded arguments left out.
    public let parsed: ParsedArguments
    /// The ids of the rules that allowed each part, in order.
    public let rules: [String]
    /// How much of a machine the task gets.
    public let size: TaskSize
    /// Where ECS runs the task.
    public let launchType: LaunchType
    /// The image; the sandbox needs none.
    public let image: ContainerImage?
    /// The environment that the configuration gives the job.
    public let environment: [EnvironmentVariable]
    /// The secrets that the configuration puts into the job's environment.
    public let secrets: [SecretReference]
    /// The secrets that the job may read through the API.
    public let additionalSecrets: [ByteString]
    /// Where the output is stored; `nil`: nowhere.
    public internal(set) var artifacts: ArtifactConfiguration?
    /// What happens when the caller goes away.
    public let onAbandon: AbandonPolicy
    /// How long the script may take to stop after it was asked, in seconds; the engine's default when `nil`.
    public let stopGraceSeconds: Int?

    init(_ script: CompiledScript, arguments: ApprovedArguments, size: TaskSize, launchType: LaunchType) {
        let container = script.container
        self.container = container.name
        self.script = script.configuration.name
        self.arguments = arguments.written
        parsed = arguments.parsed
        rules = arguments.rules
        self.size = size
        self.launchType = launchType
        image = container.image
        environment = container.environment
        secrets = container.secrets
        additionalSecrets = container.additionalSecrets
        onAbandon = script.configuration.onAbandon
        stopGraceSeconds = script.configuration.stopGraceSeconds
    }

    /// The script and its arguments, as a program and its arguments are listed.
    public var command: [ByteString] { [script] + arguments }
}
