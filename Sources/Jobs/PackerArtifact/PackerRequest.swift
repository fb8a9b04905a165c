import Gatekeeper
import Git
import RunProtocol

/// What `build-packer-artifact` is asked to do: its arguments, read with the gate's own grammar (DESIGN D5).
struct PackerRequest: Sendable {
    /// The template.
    let template: TemplateLocation
    /// `NAME=VALUE`, for the template's variables, in their order.
    let variables: [String]
    /// What is done with images that are there already.
    let existing: Existing
    /// The one build that is run; `nil`: all of the template.
    let build: String?
    /// Where credentials for the template's repository lie.
    let secrets: RepositorySecrets
    /// The file for the result.
    let properties: (path: String, key: String)?

    /// What is done with images that are there already.
    enum Existing: Hashable, Sendable {
        /// They are not built again.
        case kept
        /// They do not matter.
        case ignored
    }

    /// Reads the arguments.
    ///
    /// - Parameters:
    ///   - arguments: what the script was given.
    ///   - locals: the repositories of this machine that may be used.
    /// - Throws: 64 for arguments that cannot be, 77 for a local repository that is not listed.
    init(_ arguments: [String], locals: LocalRepositories) throws(RunnerError) {
        let options = try ScriptOptions(arguments, of: .buildPackerArtifact)
        template = try TemplateLocation(try options.required("packer-template-path"), locals: locals)
        variables = options.all("var")
        for variable in variables where !Self.isAssignment(variable) {
            throw options.invalid(
                "--var \(Shown.text(variable)) sets no variable",
                hint: "write --var NAME=VALUE, with a name as the template declares it"
            )
        }
        existing = try options.boolean("idempotent") ? .kept : .ignored
        build = options.value("build-name")
        secrets = try RepositorySecrets(options)
        let key = options.value("output-properties-file-key") ?? "ARTIFACT_ID"
        properties = options.value("output-properties-file").map { ($0, key) }
        if properties == nil, options.value("output-properties-file-key") != nil {
            throw options.invalid(
                "--output-properties-file-key goes with --output-properties-file",
                hint: "name the file, too"
            )
        }
    }

    private static func isAssignment(_ text: String) -> Bool {
        guard let equals = text.utf8.firstIndex(of: UInt8(ascii: "=")) else { return false }
        return equals != text.startIndex && text.utf8.first != UInt8(ascii: "-")
    }
}
