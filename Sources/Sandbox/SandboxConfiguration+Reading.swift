public import Gatekeeper
public import SystemPackage

extension SandboxConfiguration {
    /// Reads the `sandbox:` section of a configuration, and finds everything that is wrong with it.
    ///
    /// - Parameters:
    ///   - node: the section; `nil` where the file has none, which gives the defaults.
    ///   - folder: the folder of the file, which relative paths start from; absolute.
    /// - Returns: the configuration, as far as it can be read, and all findings.
    public static func read(
        _ node: ConfigurationNode?,
        relativeTo folder: FilePath
    ) -> (configuration: SandboxConfiguration, findings: [ConfigurationFinding]) {
        var configuration = SandboxConfiguration()
        guard let node else { return (configuration, []) }
        var reader = FieldReader(node, kind: "the sandbox section")
        configuration.network = reader.choice("network", of: Network.self)?.value ?? .none
        configuration.localRepositories = (reader.strings("local_repositories")?.value ?? []).map {
            path($0.value, folder)
        }
        configuration.scripts = reader.string("scripts").map { path($0.value, folder) }
        configuration.artifacts = reader.string("artifacts").map { path($0.value, folder) }
        for field in reader.entries("secrets") {
            let read = SecretSource.read(field.value, folder)
            configuration.secrets[field.key.string] = read.source
            reader.report(read.findings)
        }
        if let minutes = reader.integer("max_run_minutes", in: 1...(7 * 24 * 60))?.value {
            configuration.maxRunTime = .seconds(minutes * 60)
        }
        configuration.mounts = mounts(&reader, folder)
        for field in reader.entries("containers") {
            let container = container(field.value, folder)
            configuration.containers[field.key.string] = container.configuration
            reader.report(container.findings)
        }
        return (configuration, reader.finish())
    }

    private static func container(
        _ node: ConfigurationNode,
        _ folder: FilePath
    ) -> (configuration: Container, findings: [ConfigurationFinding]) {
        var reader = FieldReader(node, kind: "a container of the sandbox")
        var container = Container()
        container.network = reader.choice("network", of: Network.self)?.value
        container.mounts = mounts(&reader, folder)
        container.localRepositories = reader.choice("local_repositories", of: Mount.Mode.self)?.value ?? .readOnly
        container.userNamespaces = reader.choice("user_namespaces", of: UserNamespaces.self)?.value ?? .denied
        return (container, reader.finish())
    }

    private static func mounts(_ reader: inout FieldReader, _ folder: FilePath) -> [Mount] {
        guard let list = reader.node("mounts") else { return [] }
        guard let elements = list.elements else {
            let message = "the mounts must be a list of {source, target, mode}, this is \(list.kindName)"
            reader.report(.error(.wrongType, at: list.location, message))
            return []
        }
        return elements.compactMap { node in
            var fields = FieldReader(node, kind: "a mount")
            let source = fields.string("source")
            let target = fields.string("target")
            let mode = fields.choice("mode", of: Mount.Mode.self)?.value ?? .readOnly
            if source == nil { fields.reportMissing("source") }
            if target == nil { fields.reportMissing("target") }
            if let target, !isPlainAbsolute(target.value) {
                fields.report(
                    .error(
                        .unknownValue,
                        at: target.location,
                        "the target of a mount must be an absolute path without .., this is (\(target.value))"
                    )
                )
            }
            reader.report(fields.finish())
            guard let source, let target else { return nil }
            return Mount(path(source.value, folder), at: FilePath(target.value.string), mode)
        }
    }

    private static func path(_ text: ByteString, _ folder: FilePath) -> FilePath {
        folder.pushing(FilePath(text.string)).lexicallyNormalized()
    }

    private static func isPlainAbsolute(_ text: ByteString) -> Bool {
        let path = FilePath(text.string)
        return path.isAbsolute && path.isLexicallyNormal && path.components.count > 0
    }
}
