import Gatekeeper
import RunProtocol

extension JobRequest {
    /// What a caller asked for, as bytes.
    ///
    /// - Throws: `UnknownLaunchType` (77): a size that nobody configured is not guessed at.
    init(_ request: RunRequest) throws(RunnerError) {
        self.init(
            container: request.containerName.map { ByteString($0) },
            script: ByteString(request.script),
            arguments: request.args.map { ByteString($0) }
        )
        cpu = request.taskCPU
        memory = request.taskMemory
        guard let name = request.taskLaunchType else { return }
        launchType = LaunchType(rawValue: name)
        if launchType == nil { throw Self.unknownLaunchType(name) }
    }

    private static func unknownLaunchType(_ name: String) -> RunnerError {
        var error = RunnerError(
            .refused,
            "UnknownLaunchType",
            "(\(ByteString(name))) is not a launch type",
            hint: "the launch types are \(LaunchType.allCases.map(\.rawValue).joined(separator: " and "))"
        )
        error.rule = "request/task_launch_type"
        return error
    }
}

extension RunnerError {
    /// A rejection, as the caller sees it.
    init(_ rejection: Rejection) {
        self.init(.refused, rejection.errorType, rejection.message, hint: rejection.hint)
        rule = rejection.rule
    }
}

extension Configuration {
    /// The containers and their scripts; both are ordered by name already.
    var described: DescribeAnswer {
        DescribeAnswer(
            containers: containers.map { container in
                DescribeAnswer.Container(
                    name: container.name.string,
                    scripts: container.scripts.map(\.name.string),
                    isDefault: container.isDefault
                )
            }
        )
    }
}
