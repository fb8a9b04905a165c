import Gatekeeper
import Git
import RunProtocol

/// What `infrastructure-deploy-script` is asked to do: its arguments, read with the gate's own grammar (DESIGN D5).
struct DeployRequest: Sendable {
    /// The repository.
    let repository: RepositoryLocation
    /// The ref whose commit is deployed; `nil`: the default branch, for commands that change nothing.
    let reference: WrittenReference?
    /// The ref whose code destroys what `reference` no longer holds.
    let destroyReference: WrittenReference?
    /// What a commit must belong to before anything is applied.
    let allowedReferences: [WrittenReference]
    /// The tool.
    let binary: DeployBinary
    /// What it does.
    let command: DeployCommand
    /// More arguments for it.
    let words: CommandWords
    /// Where it does it.
    let path: DeployPath
    /// Settings of the backend, for `init`.
    let backendConfig: [String]
    /// How the addresses of known hosts are read.
    let addresses: GitAccess.Addresses
    /// How much the script says of itself.
    let level: Report.Level

    /// Whether the engine stores a job's output somewhere.
    enum OutputStorage: Hashable, Sendable {
        case stored
        case notStored
    }

    /// Whether something is destroyed.
    var destroys: Bool { command.verb == .destroy || words.destroy }

    /// Reads the arguments.
    ///
    /// - Parameters:
    ///   - arguments: what the script was given.
    ///   - locals: the repositories of this machine that may be used.
    ///   - outputs: whether the output of this run is stored.
    /// - Throws: 64 for arguments that cannot be, 77 for a local repository that is not listed.
    init(
        _ arguments: [String],
        locals: LocalRepositories,
        outputs: OutputStorage = .notStored
    ) throws(RunnerError) {
        let options = try ScriptOptions(arguments, of: .infrastructureDeployScript)
        repository = try RepositoryLocation(try options.required("repo"), locals: locals)
        reference = try options.reference("ref")
        destroyReference = try options.reference("apply-ref-for-destroy")
        var allowed: [WrittenReference] = []
        for text in options.all("allowed-apply-refs") { allowed.append(try WrittenReference(text)) }
        allowedReferences = allowed
        binary = try options.choice("binary", of: DeployBinary.allCases.map(\.rawValue), as: DeployBinary.init)
        command = try options.choice("command", of: DeployCommand.documented.map(\.description), as: DeployCommand.init)
        path = try DeployPath(options.value("deploy-path") ?? "")
        words = try CommandWords(options.value("command-args") ?? "", at: path)
        backendConfig = options.all("backend-config")
        addresses = try options.boolean("force-https") ? .overHTTPS : .asWritten
        level =
            try options.value("log-level") == nil
            ? .info : options.choice("log-level", of: Report.Level.allCases.map(\.rawValue), as: Report.Level.init)
        try check(options, outputs)
    }

    /// What no single option can be blamed for.
    private func check(_ options: ScriptOptions, _ outputs: OutputStorage) throws(RunnerError) {
        if try options.boolean("store-outputs"), outputs == .notStored {
            throw RunnerError(
                .unavailable,
                "NoArtifactStore",
                "--store-outputs true: no store for outputs is configured",
                hint: "leave it out, or have artifact_config set"
            )
        }
        if command.scope == .all, binary != .terragrunt {
            throw options.invalid(
                "--command \(command) needs --binary terragrunt",
                hint: "Terraform runs one module at a time: use --command \(command.verb)"
            )
        }
        if command.verb.isApplying, reference == nil {
            throw options.invalid(
                "--command \(command) needs a --ref",
                hint: "name the branch or the commit to deploy; only plan and validate fall back to the default branch"
            )
        }
        if destroyReference != nil, !destroys || reference == nil {
            throw options.invalid(
                "--apply-ref-for-destroy goes with a command that destroys, and with --ref",
                hint: "use it with --command destroy, or with --command plan --command-args -destroy"
            )
        }
    }
}
