/// A container with its scripts made ready to decide.
struct CompiledContainer: Sendable {
    let configuration: ContainerConfiguration
    let scripts: [ByteString: CompiledScript]

    init(_ configuration: ContainerConfiguration) {
        self.configuration = configuration
        scripts = Dictionary(
            uniqueKeysWithValues: configuration.scripts.map { ($0.name, CompiledScript($0, in: configuration)) }
        )
    }
}
