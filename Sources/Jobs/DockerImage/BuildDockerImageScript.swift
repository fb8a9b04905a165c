import Git
import RunProtocol
import Supervision
import SystemPackage

/// `build-docker-image`: builds an image from one commit of a repository, and pushes it.
///
/// What is wrong is found before anything is changed: arguments, the engine, the properties file, the registries, the
/// commit, the Dockerfile, in this order. A signal is passed on to whatever runs, nothing new is started after it, and
/// what the build needed is gone when the script ends, however it ends.
struct BuildDockerImageScript {
    private let request: ImageBuildRequest
    private let environment: [String: String]
    private let builder: any ImageBuilder
    private let signals: ForwardedSignals
    private let report = Report(.info)

    static func main(_ arguments: [String], environment: [String: String]) async -> Int32 {
        let signals = ForwardedSignals()
        // A step whose engine was stopped loses its parent, and shall not get away.
        Descendants.adopt()
        do {
            let locals = LocalRepositories(separatedByColons: environment[LocalRepositories.variable] ?? "")
            let script = BuildDockerImageScript(
                request: try ImageBuildRequest(arguments, locals: locals),
                environment: environment,
                builder: try ImageBuilderChoice(environment).make(environment),
                signals: signals
            )
            return try await script.run()
        } catch {
            if let code = stopped(signals) { return code }
            Report(.error).failure(error)
            return error.code.rawValue
        }
    }

    /// What was ended by a signal fails as well, with whatever code: the signal is the reason then.
    private static func stopped(_ signals: ForwardedSignals) -> Int32? {
        guard let signal = signals.received else { return nil }
        Report(.error).always("stopped by signal \(signal)")
        return ExitCode.signal(signal)
    }

    private func run() async throws(RunnerError) -> Int32 {
        try await demandEngine()
        let properties = try request.properties.map(PropertiesEntry.init)
        let variables = BuildVariables(environment)
        let secrets = try variables.values(of: request.secrets)
        let arguments = try variables.resolve(request.arguments, report)
        let registries = try await registries().ask(request.publication)
        for (image, digest) in registries.present { report.say("\(image) is there already: \(digest)") }
        if request.publication != .none, registries.missing.isEmpty {
            report.always("nothing was built: every tag is there already")
            try PushedImage(tags: registries.present).tell(properties, environment: environment)
            return 0
        }
        let workspace = try BuildWorkspace(in: builder.base)
        defer { workspace.remove() }
        let (source, context, labels) = try await fetch(into: workspace)
        let files = try SecretFiles(secrets, in: builder.secrets(in: workspace))
        defer { files.remove() }
        let build = ImageBuild(
            context: context,
            source: source,
            destinations: registries.missing,
            arguments: arguments,
            labels: labels,
            secrets: files.files,
            insecure: RegistryHost.insecure(environment)
        )
        let engine = BuildEngine(builder: builder, workspace: workspace, signals: signals, report: report)
        let engineVariables = try engineEnvironment(variables)
        let code = try await engine.run(build, logins: registries.configuration, environment: engineVariables)
        guard code == 0 else { return Self.stopped(signals) ?? code }
        guard request.publication != .none else {
            report.always("the image was built, and is not pushed")
            return 0
        }
        let pushed = try registries.missing.enumerated().map { index, destination throws(RunnerError) in
            (image: destination.image, digest: try engine.digest(ofDestination: index))
        }
        try PushedImage(tags: pushed + registries.present).tell(properties, environment: environment)
        return 0
    }

    // MARK: - What is needed

    private func demandEngine() async throws(RunnerError) {
        _ = try Command(builder.program, [], environment: environment).located()
        guard let (call, meaning) = builder.trial else { return }
        let result = try await Command(call.program, call.arguments, environment: environment).capture()
        guard result.succeeded else { throw meaning.caused(by: Shown.text(result.errorText)) }
    }

    private func registries() throws(RunnerError) -> Registries {
        let insecure = RegistryHost.insecure(environment)
        return Registries(
            access: RegistryAccess(
                configuration: try DockerConfiguration(environment: environment),
                environment: environment,
                role: request.role
            ),
            destinations: request.destinations.map {
                ImageBuild.Destination(image: $0, host: RegistryHost($0.registry, insecure: insecure))
            },
            environment: environment
        )
    }

    // MARK: - The commit

    /// Clones, resolves, and puts the commit's files into the work tree, without the history of the repository.
    private func fetch(
        into workspace: BuildWorkspace
    ) async throws(RunnerError) -> (ImageBuild.Source, BuildContext, [(String, String)]) {
        try await GitAccess.with(try settings(), in: workspace.git) { git throws(RunnerError) in
            if let remark = git.remark { report.always(remark) }
            defer { git.revokeCredentials() }
            return try await fetch(into: workspace, git)
        }
    }

    private func fetch(
        into workspace: BuildWorkspace,
        _ git: GitAccess
    ) async throws(RunnerError) -> (ImageBuild.Source, BuildContext, [(String, String)]) {
        report.say("cloning \(request.repository)")
        let repository = try await GitRepository.clone(request.repository, into: workspace.repository, with: git)
        let commit = try await repository.resolve(request.reference.reference)
        report.always("building commit \(commit) (\(Shown.text(request.reference.text)) of \(request.repository))")
        Facts.add("resolved_ref", commit.hexadecimal, environment: environment)
        let time = try await repository.time(of: commit)
        let ref = try await repository.fullName(of: request.reference.reference)
        try await repository.checkOut(commit)
        let context = try BuildContext(request, in: workspace.repository)
        // The history is no part of the context, and differs from clone to clone.
        Folder.remove(workspace.repository.appending(".git"))
        return (
            ImageBuild.Source(repository: request.repository, ref: ref, commit: commit), context,
            ImageLabels.make(request.repository, commit, at: time)
        )
    }

    private func settings() throws(RunnerError) -> GitAccess.Settings {
        let credentials = try BuildGitCredentials(environment, for: request.repository).credentials
        var settings = GitAccess.Settings(credentials: credentials, environment: environment)
        settings.signals = signals
        if case .local(let path) = request.repository { settings.locals = LocalRepositories([path]) }
        return settings
    }

    private func engineEnvironment(_ variables: BuildVariables) throws(RunnerError) -> [String: String] {
        var own = variables.forEngine(request)
        if builder.clones(request.repository) {
            own.merge(try BuildGitCredentials(environment, for: request.repository).engine) { $1 }
        }
        return own
    }
}
