import AWS
import Gatekeeper
import Invoker
import RunProtocol

/// What an approved job means as a request to ECS; the same job and run give the same request.
struct TaskStart: Sendable {
    /// The request.
    let input: RunTaskInput
    /// What ends the run when its client vanishes, if anything does.
    let lease: RunLease?

    /// The most characters that the overrides of a task may have, JSON and all.
    static let longestOverrides = 8192

    /// Works out everything that can be wrong before anything is sent.
    ///
    /// - Throws: `NoTaskDefinition` (69), or `CommandTooLong` (64).
    init(_ job: ApprovedJob, _ run: NewRun, as id: RunID, _ settings: ECSConfiguration) throws(RunnerError) {
        guard let definition = settings.taskDefinitions[job.container.string] else { throw Self.noDefinition(job) }
        var container = ECSContainerOverride(name: job.container.string)
        lease = RunLease(job, run, settings)
        container.command = Self.command(job, lease, settings)
        container.environment = TaskVariables.of(job, as: id)
        container.cpu = job.size.cpu
        container.memory = job.size.memory
        var input = RunTaskInput(
            cluster: settings.cluster,
            taskDefinition: definition,
            clientToken: id.description,
            containerOverride: container
        )
        input.cpu = job.size.cpu
        input.memory = job.size.memory
        input.subnets = settings.subnets
        input.securityGroups = settings.securityGroups
        input.tags = RunTags.of(job, run, as: id, lease)
        Self.place(job.launchType, settings, &input)
        // Counted in bytes, which are never fewer than the characters that AWS counts.
        let size = input.overridesJSON.count
        guard size <= Self.longestOverrides else { throw Self.tooLong(job, size) }
        self.input = input
    }

    /// The arguments of the image's entrypoint.
    private static func command(_ job: ApprovedJob, _ lease: RunLease?, _ settings: ECSConfiguration) -> [String] {
        let wanted = job.stopGraceSeconds ?? defaultGraceSeconds
        let grace = min(wanted, settings.longestGraceSeconds)
        let maxRunTime = settings.maxRunMinutes * 60
        var options = ["--stop-grace", "\(grace)", "--max-run-time", "\(maxRunTime)"]
        if let lease { options += ["--abandon-after", "\(lease.seconds)"] }
        return options + ["--", job.script.string] + job.arguments.map(\.string)
    }

    /// Says where the task runs: a capacity provider where one is configured, else the launch type.
    private static func place(_ type: LaunchType, _ settings: ECSConfiguration, _ input: inout RunTaskInput) {
        if let provider = settings.capacityProviders[type] {
            input.capacityProviders = [provider]
        } else {
            input.launchType = type.rawValue
        }
        // ECS refuses both for tasks on instances.
        guard type == .fargate else { return }
        input.platformVersion = settings.platformVersion
        input.assignsPublicIP = settings.publicAddress == .assigned
    }

    /// The grace of a script whose configuration names none, as in the sandbox.
    private static let defaultGraceSeconds = 60

    private static func noDefinition(_ job: ApprovedJob) -> RunnerError {
        RunnerError(
            .unavailable,
            "NoTaskDefinition",
            "container \(job.container) has no task definition, so it cannot be run on ECS",
            hint: "add it to ecs.task_definitions in the configuration, with its revision"
        )
    }

    private static func tooLong(_ job: ApprovedJob, _ size: Int) -> RunnerError {
        RunnerError(
            .usage,
            "CommandTooLong",
            "the command of \(job.script) has \(size) characters as an override of the task, and ECS takes "
                + "\(longestOverrides)",
            hint: "shorten the arguments; long lists belong into a file of the repository"
        )
    }
}
