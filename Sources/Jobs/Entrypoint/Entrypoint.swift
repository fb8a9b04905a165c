import RunProtocol
import Supervision
import SystemPackage

/// The first program of a task: runs one script of the trigger directory, and writes the task's log (DESIGN D8, D9).
///
/// Its standard output is the log and nothing else: numbered records, and a trailer that proves them. It ends with the
/// script's own exit code, or the runner's where the script has none.
struct Entrypoint {
    private let options: EntrypointOptions
    private let environment: [String: String]
    private let log: TaskLog

    static func main(
        _ arguments: [String],
        environment: [String: String],
        now: @escaping @Sendable () -> Timestamp
    ) async -> Int32 {
        do {
            let options = try EntrypointOptions(arguments, defaultGrace: StopSequence.defaultGrace)
            let log = TaskLog(writingTo: .standardOutput, now: now)
            return await Entrypoint(options: options, environment: environment, log: log).run()
        } catch {
            Report(.error).failure(error)
            return error.code.rawValue
        }
    }

    private func run() async -> Int32 {
        Descendants.adopt()
        Inspection.forbid()
        let requests = StopRequests()
        let tags = TaskTags.ofThisTask(environment)
        let letters = tags.map { StopLetters($0, clock: ContinuousClock()) }
        requests.takeOverSignals(with: letters)
        let script: TriggeredScript
        do {
            try hideSecrets()
            script = try TriggeredScript(options.script, in: options.triggerDirectory)
        } catch {
            log.note(error.description)
            return end(.notStarted(reason: error.message), facts: [:])
        }
        log.note("running \(script.path) \(RedactedArguments(options.arguments))")
        let facts = makeFactCollector()
        let listener = makeSecretListener()
        var command = command(script, facts)
        // Without a listener the place leads nowhere: whoever has a secret to hand over fails, and does not go on.
        command.environment[SecretListener.variable] = listener?.path.string ?? ""
        await credentials.hideFirst()
        let storage = ArtifactStorage.begin(environment, log, ContinuousClock())
        let outcome = await supervise(command, requests, letters, tags.flatMap(leaseWatch))
        await listener?.finish()
        log.endOutput()
        let place = await storage?.finish(after: outcome, log) ?? [:]
        return end(outcome, facts: (await facts?.finish() ?? [:]).merging(place) { $1 })
    }

    /// Keeps the task's own secrets out of the log.
    ///
    /// - Throws: `SecretMissing`, `SecretsTooLarge` (69).
    private func hideSecrets() throws(RunnerError) {
        let secrets = TaskSecrets(environment: environment)
        try log.hide(secrets.values.values.map { Array($0.utf8) })
        // A variable with the tokens of several hosts is not what a job would print; one of them is.
        try log.hide(secrets.tokens.map { Array($0.utf8) })
        let short = secrets.values.filter { !TaskLog.canHide(Array($0.value.utf8)) }.keys.sorted()
        if !short.isEmpty {
            log.note("not redacted, as too short to be told from other text: \(short.joined(separator: ", "))")
        }
        if let failure = secrets.failure { throw failure }
    }

    /// Runs the script; what listens for stops runs beside it, and ends with it.
    private func supervise(
        _ command: Command,
        _ requests: StopRequests,
        _ letters: StopLetters?,
        _ lease: LeaseWatch?
    ) async -> RunOutcome {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await requests.follow(log) }
            group.addTask { await credentials.hideLater() }
            if let letters { group.addTask { await requests.follow(letters) } }
            if let lease { group.addTask { await requests.follow(lease) } }
            if let maxRunTime = options.maxRunTime {
                group.addTask { await requests.follow(maxRunTime: maxRunTime, ContinuousClock()) }
            }
            if options.control == .signalsAndStandardInput {
                group.addTask { await requests.follow(InputLines.of(.standardInput), log: log) }
            }
            let supervisor = Supervisor(log: log, grace: options.stopGrace)
            let outcome = await supervisor.run(command, stoppingOn: requests.stream)
            group.cancelAll()
            return outcome
        }
    }

    private var credentials: TaskCredentials {
        TaskCredentials(environment: environment, log: log, clock: ContinuousClock())
    }

    private func command(_ script: TriggeredScript, _ facts: FactCollector?) -> Command {
        let environment = ScriptEnvironment(task: environment)
        if let remark = environment.remark { log.note(remark) }
        var variables = environment.variables
        variables[Facts.variable] = facts?.path.string
        return Command(script.path.string, options.arguments, environment: variables)
    }

    private func leaseWatch(_ tags: TaskTags) -> LeaseWatch? {
        options.lease.map { lease in
            LeaseWatch(tags, lease, clock: ContinuousClock()) { text in log.note(text) }
        }
    }

    private func makeFactCollector() -> FactCollector? {
        do {
            return try FactCollector(in: FilePath(environment["TMPDIR"] ?? "/tmp"))
        } catch {
            log.note("the script's facts cannot be kept: \(error)")
            return nil
        }
    }

    private func makeSecretListener() -> SecretListener? {
        do {
            return try SecretListener(in: FilePath(environment["TMPDIR"] ?? "/tmp"), hidingIn: log)
        } catch {
            log.note("no secrets can be taken from the script: \(error)")
            return nil
        }
    }

    private func end(_ outcome: RunOutcome, facts: [String: String]) -> Int32 {
        log.finish(outcome, facts: facts)
        guard outcome.exitCode == 0, log.failure != nil else { return outcome.exitCode }
        return ExitCode.logIncomplete.rawValue
    }
}
