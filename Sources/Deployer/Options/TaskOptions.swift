import ArgumentParser
import RunProtocol

/// How large the task is and where ECS runs it; the gatekeeper holds it against the configured maxima.
struct TaskOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("CPU units for this task; 1024 is one CPU. (default: as configured)", valueName: "units")
    )
    var taskCpu: Int?

    @Option(help: ArgumentHelp("Memory for this task, in MiB. (default: as configured)", valueName: "mib"))
    var taskMemory: Int?

    @Option(help: ArgumentHelp("Where ECS runs this task. (default: as configured)", valueName: "type"))
    var taskLaunchType: LaunchTypeOption?

    /// The request with these options in it.
    func applied(to request: RunRequest) -> RunRequest {
        var request = request
        request.taskCPU = taskCpu
        request.taskMemory = taskMemory
        request.taskLaunchType = taskLaunchType?.rawValue
        return request
    }
}

extension TaskOptions {
    /// Whether none of them was given.
    var isEmpty: Bool {
        taskCpu == nil && taskMemory == nil && taskLaunchType == nil
    }
}
