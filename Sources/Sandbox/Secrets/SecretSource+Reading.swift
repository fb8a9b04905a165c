import Gatekeeper
import SystemPackage

extension SecretSource {
    /// Reads one entry of `sandbox.secrets`: `{environment: VARIABLE}`, `{file: PATH}` or `{secrets_manager: ARN}`.
    static func read(
        _ node: ConfigurationNode,
        _ folder: FilePath
    ) -> (source: SecretSource?, findings: [ConfigurationFinding]) {
        var reader = FieldReader(node, kind: "the source of a secret")
        let variable = reader.string("environment")
        let file = reader.string("file")
        let arn = reader.string("secrets_manager")
        let sources: [SecretSource?] = [
            variable.map { .environment($0.value.string) },
            file.map { .file(folder.pushing(FilePath($0.value.string)).lexicallyNormalized()) },
            arn.map { .secretsManager($0.value.string) },
        ]
        let named = sources.compactMap(\.self)
        if node.fields != nil, named.count != 1 {
            let message = "a secret has one source: environment, file or secrets_manager; this has \(named.count)"
            reader.report(.error(.invalidSecret, at: node.location, message))
        }
        if let variable, !isVariable(variable.value) {
            let message = "(\(variable.value)) is not the name of an environment variable"
            reader.report(.error(.invalidSecret, at: variable.location, message))
        }
        return (named.count == 1 ? named[0] : nil, reader.finish())
    }

    private static func isVariable(_ name: ByteString) -> Bool {
        !name.isEmpty && name.firstHazard == nil && !name.string.utf8.contains(UInt8(ascii: "="))
    }
}
