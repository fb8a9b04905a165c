import Gatekeeper
import SystemPackage

/// A configuration as it was found, unread.
struct ConfigurationText: Hashable, Sendable {
    /// The bytes.
    let bytes: [UInt8]
    /// What messages call it: the path as it was given, or the environment variable.
    let name: String
    /// The folder that relative paths in it start from; absolute.
    let folder: FilePath
    /// How it is written.
    let syntax: Syntax

    /// How a configuration is written.
    enum Syntax: Hashable, Sendable {
        /// As YAML: the form for people.
        case yaml
        /// As JSON: the form that the infrastructure modules write.
        case json
    }

    /// The tree of its values.
    func document() throws(DocumentFailure) -> ConfigurationNode {
        switch syntax {
        case .yaml: return try YAMLDocument.parse(bytes)
        case .json:
            do {
                return try StrictJSON.parse(bytes)
            } catch {
                throw DocumentFailure("the text is not JSON: \(error.message)", at: error.position)
            }
        }
    }

    /// What the infrastructure modules write may be the map of containers alone.
    var form: DocumentForm { syntax == .json ? .environment : .file }
}
