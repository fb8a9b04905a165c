/// A container of the runner: an image, its environment, and the scripts that may run in it.
public struct ContainerConfiguration: Hashable, Sendable {
    /// The name that callers use.
    public let name: ByteString
    /// `docker_image` and `docker_tag`; the sandbox engine needs none.
    public internal(set) var image: ContainerImage?
    /// `environment_vars`, ordered by name.
    public internal(set) var environment: [EnvironmentVariable] = []
    /// `secrets_manager_env_vars`, ordered by name.
    public internal(set) var secrets: [SecretReference] = []
    /// `additional_secrets_manager_arns`: secrets that the job may read through the API.
    public internal(set) var additionalSecrets: [ByteString] = []
    /// `script_config`, ordered by name.
    public internal(set) var scripts: [ScriptConfiguration] = []
    /// `default`: whether this container serves requests that name none.
    public internal(set) var isDefault = false

    /// The script of this name.
    public func script(named name: ByteString) -> ScriptConfiguration? {
        scripts.first { $0.name == name }
    }
}
