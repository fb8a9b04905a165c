import Gatekeeper
import Glibc
import Invoker
import RunProtocol
import Supervision
import SystemPackage

/// One task before it starts: what the approved job means on this machine.
struct SandboxTask: Sendable {
    /// What its host is told.
    private(set) var specification: TaskSpecification

    /// Works out everything that can be wrong before anything is made.
    ///
    /// - Throws: 69 when a program or a mount is not to be had.
    init(
        _ job: ApprovedJob,
        _ run: NewRun,
        _ settings: SandboxConfiguration,
        _ programs: SandboxPrograms,
        _ state: StateDirectory
    ) throws(RunnerError) {
        let container = job.container.string
        let folder = state.folder(of: run.id)
        let search = SearchPath(programs.searchPath)
        let system = SystemPaths.ofThisMachine()
        let grace = job.stopGraceSeconds.map { Duration.seconds($0) } ?? StopSequence.defaultGrace
        let mounts = try Self.mounts(settings, container)
        let arguments = BubblewrapArguments(
            system: system,
            hostname: run.id.description,
            network: settings.network(of: container),
            userNamespaces: settings.userNamespaces(of: container),
            work: folder.work,
            passwd: folder.passwd,
            trigger: TriggerDirectory(
                program: programs.deployRunner,
                builtIn: Self.builtInScripts,
                scripts: try Self.userScripts(settings)
            ),
            tools: Self.tools(search, system),
            mounts: mounts,
            entrypoint: ["entrypoint", "--stop-on-stdin", "--stop-grace", "\(grace.components.seconds)", "--"]
                + [job.script.string] + job.arguments.map(\.string)
        )
        specification = TaskSpecification(
            run: run.id,
            state: state.path.string,
            sandbox: [try Self.bubblewrap(programs, search)] + arguments.argv,
            environment: Self.environment(job, settings),
            onAbandon: job.onAbandon == .finish ? .finish : .cancel,
            attendance: run.attendance,
            stopGrace: Double(grace.components.seconds),
            maxRunTime: Double(settings.maxRunTime.components.seconds),
            cpu: job.size.cpu,
            memory: job.size.memory
        )
        if let artifacts = job.artifacts {
            storeOutput(artifacts, run.id, in: settings.artifacts ?? state.path.appending("artifacts"))
        }
    }

    /// Has the output stored in a folder of this machine when the run has ended.
    private mutating func storeOutput(
        _ artifacts: ArtifactConfiguration,
        _ run: RunID,
        in base: FilePath
    ) {
        let folder = base.pushing(FilePath(artifacts.prefix(of: run.description))).lexicallyNormalized()
        specification.artifacts = folder.string
        specification.environment["DEPLOY_RUNNER_ARTIFACTS"] = "file://\(folder)"
    }

    /// Adds variables to the job's environment.
    mutating func give(_ variables: [String: String]) {
        specification.environment.merge(variables) { $1 }
    }

    /// Makes the folder of the run, with all that its host expects to find.
    ///
    /// - Throws: `Errno`.
    func prepare(_ folder: RunFolder) throws {
        try Folder.make(folder.work)
        let accounts = [("runner", 1000), ("root", 0)].map {
            "\($0):x:\($1):\($1)::\(BubblewrapArguments.home):/bin/sh\n"
        }
        try Folder.write(accounts.joined().utf8, to: folder.passwd)
        try Folder.write([], to: folder.log)
        try Reserve.take(folder)
    }

    // MARK: - Environment

    /// The whole environment of the job: what is configured, and what every program needs (DESIGN D7).
    private static func environment(_ job: ApprovedJob, _ settings: SandboxConfiguration) -> [String: String] {
        var environment: [String: String] = [:]
        for variable in job.environment { environment[variable.name.string] = variable.value.string }
        environment["PATH"] =
            "\(BubblewrapArguments.tools):/opt/ecs-deploy-runner/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
        environment["HOME"] = BubblewrapArguments.home
        environment["LANG"] = environment["LANG"] ?? "C.UTF-8"
        environment["TMPDIR"] = BubblewrapArguments.work
        environment["DEPLOY_RUNNER_LOCAL_REPOSITORIES"] =
            settings.localRepositories.map(\.string).joined(separator: ":")
        return environment
    }

    // MARK: - Files

    private static func mounts(
        _ settings: SandboxConfiguration,
        _ container: String
    ) throws(RunnerError) -> [SandboxConfiguration.Mount] {
        let mounts =
            settings.localRepositories.map { .init($0, at: $0, settings.localRepositories(of: container)) }
            + settings.mounts(of: container)
        for mount in mounts where access(mount.source.string, F_OK) != 0 {
            throw RunnerError(
                .unavailable,
                "MountMissing",
                "\(mount.source), which the configuration mounts at \(mount.target), is not there",
                hint: "make it, or take it out of the sandbox section"
            )
        }
        return mounts
    }

    private static func userScripts(_ settings: SandboxConfiguration) throws(RunnerError) -> [String: FilePath] {
        guard let folder = settings.scripts else { return [:] }
        guard let entries = Folder.names(in: folder) else {
            throw RunnerError(
                .unavailable,
                "ScriptsMissing",
                "the folder of scripts \(folder) cannot be read: \(Errno(rawValue: errno))",
                hint: "correct sandbox.scripts in the configuration"
            )
        }
        let scripts = entries.filter { folder.appending($0).isExecutableFile }
        return Dictionary(uniqueKeysWithValues: scripts.map { ($0, folder.appending($0)) })
    }

    // MARK: - Programs

    private static func bubblewrap(_ programs: SandboxPrograms, _ search: SearchPath) throws(RunnerError) -> String {
        var command = Command(programs.bubblewrap, [], environment: ["PATH": programs.searchPath])
        command.program = programs.bubblewrap
        do {
            return try command.located().string
        } catch {
            var missing = error
            missing.errorType = "SandboxMissing"
            missing.hint = "install bubblewrap (on Debian: apt-get install bubblewrap)"
            throw missing
        }
    }

    /// Tools of the caller's that lie outside the system's folders, as in `~/.local/bin`.
    private static func tools(_ search: SearchPath, _ system: SystemPaths) -> [String: FilePath] {
        var found: [String: FilePath] = [:]
        for name in toolNames {
            guard let path = search.locate(name), let real = Folder.resolved(path) else { continue }
            if !system.covers(real) || !system.covers(path) { found[name] = real }
        }
        return found
    }

    /// The job scripts that the multi-call program is.
    static let builtInScripts = ["infrastructure-deploy-script", "build-docker-image", "terraform-update-variable"]
    /// The tools that job scripts call.
    private static let toolNames = ["git", "packer", "ssh", "terraform", "terragrunt", "tofu"]
}
