import Gatekeeper
import Git
import RunProtocol

/// What `build-docker-image` is asked to do: its arguments, read with the gate's own grammar (DESIGN D5).
struct ImageBuildRequest: Sendable {
    /// The repository that holds the build context.
    let repository: RepositoryLocation
    /// The ref or the commit that is built.
    let reference: WrittenReference
    /// The folder of the context.
    let context: ContextPath
    /// The Dockerfile, relative to the context.
    let dockerfile: ContextPath
    /// Where the image is pushed, each once.
    let destinations: [ImageReference]
    /// Values for the Dockerfile's arguments.
    let arguments: [BuildArgument]
    /// Files that exist only for the build.
    let secrets: [BuildSecret]
    /// The role that pushes.
    let role: String?
    /// What happens to the image.
    let publication: Publication
    /// Where the digest is left for the next step.
    let properties: Properties?

    /// What happens to an image that was built.
    enum Publication: Hashable, Sendable {
        /// It is pushed, whatever is there.
        case push
        /// It is pushed where there is nothing yet, and not built at all when every tag is there.
        case pushMissing
        /// It is built to see that it can be, and thrown away.
        case none
    }

    /// A properties file, and its key for the digest.
    struct Properties: Hashable, Sendable {
        let path: String
        let key: String
    }

    /// Reads the arguments.
    ///
    /// - Parameters:
    ///   - arguments: what the script was given.
    ///   - locals: the repositories of this machine that may be used.
    /// - Throws: 64 for arguments that cannot be, 77 for a local repository that is not listed.
    init(_ arguments: [String], locals: LocalRepositories) throws(RunnerError) {
        let options = try ScriptOptions(arguments, of: .buildDockerImage)
        repository = try RepositoryLocation(try options.required("repo"), locals: locals)
        reference = try Self.reference(options)
        context = try ContextPath(options.value("context-path") ?? "", of: "--context-path")
        dockerfile = try ContextPath(options.value("dockerfile-path") ?? "Dockerfile", of: "--dockerfile-path")
        var destinations: [ImageReference] = []
        for text in options.all("docker-image-tag") {
            let destination = try ImageReference(text)
            if !destinations.contains(destination) { destinations.append(destination) }
        }
        self.destinations = destinations
        self.arguments = try Self.list(options, "build-arg", "NAME or NAME=VALUE", BuildArgument.init)
        secrets = try Self.list(options, "env-secret", "ID=VARIABLE", BuildSecret.init)
        role = options.value("iam-role")
        publication =
            options.isGiven("no-push") ? .none : options.isGiven("idempotent") ? .pushMissing : .push
        properties = options.value("output-properties-file").map {
            Properties(path: $0, key: options.value("output-properties-file-key") ?? Self.defaultKey)
        }
        try check(options)
    }

    private static let defaultKey = "IMAGE_DIGEST"

    private static func reference(_ options: ScriptOptions) throws(RunnerError) -> WrittenReference {
        let commit = options.value("sha")
        switch (try options.reference("ref"), commit) {
        case (.some(let reference), nil):
            return reference
        case (nil, .some(let text)):
            // A branch could have the name of a shortened commit.
            guard CommitID(text) != nil else {
                throw options.invalid(
                    "--sha \(Shown.text(text)) is not the whole name of a commit",
                    hint: "pass all of its 40 digits: git rev-parse \(Shown.text(text))"
                )
            }
            return try WrittenReference(text)
        case (nil, nil):
            throw options.invalid("neither --ref nor --sha is given", hint: "name a branch, a tag or a commit")
        case (.some, .some):
            throw options.invalid("--ref and --sha are both given", hint: "leave one of them out")
        }
    }

    private static func list<Value>(
        _ options: ScriptOptions,
        _ name: OptionName,
        _ form: String,
        _ make: (String) -> Value?
    ) throws(RunnerError) -> [Value] {
        var values: [Value] = []
        for text in options.all(name) {
            guard let value = make(text) else {
                // What stands behind the first = may be a secret.
                let shown = Shown.text(String(text.prefix { $0 != "=" }))
                throw options.invalid("--\(name.bytes) \(shown) cannot be read", hint: "write it as \(form)")
            }
            values.append(value)
        }
        return values
    }

    /// What no single option can be blamed for.
    private func check(_ options: ScriptOptions) throws(RunnerError) {
        if publication != .none, destinations.isEmpty {
            throw options.invalid(
                "no --docker-image-tag says where the image shall be pushed",
                hint: "add one, or --no-push to build the image only"
            )
        }
        let ids = secrets.map(\.id)
        if let twice = ids.first(where: { id in ids.filter { $0 == id }.count > 1 }) {
            throw options.invalid("--env-secret \(twice) is given twice", hint: "give every secret an id of its own")
        }
        if role != nil, publication == .none {
            throw options.invalid(
                "--iam-role goes with an image that is pushed",
                hint: "leave it out, or --no-push: it logs in to the registry that an image is pushed to"
            )
        }
        if role != nil, !destinations.contains(where: { ECRRegistry(host: $0.registry) != nil }) {
            throw options.invalid(
                "--iam-role is given, and no destination is a registry of Amazon ECR",
                hint: "leave it out: other registries know no roles"
            )
        }
        if properties == nil, options.value("output-properties-file-key") != nil {
            throw options.invalid(
                "--output-properties-file-key goes with --output-properties-file",
                hint: "name the file, too"
            )
        }
        if properties != nil, publication == .none {
            throw options.invalid(
                "--output-properties-file goes with an image that is pushed",
                hint: "leave it out, or --no-push: the digest of an image is known when a registry has it"
            )
        }
    }
}
