import ArgumentParser

/// Where the deploy runner is that a command speaks to.
struct TransportOptions: ParsableArguments {
    @Flag(help: "Run on this machine, in a sandbox.")
    var local = false

    @Option(help: ArgumentHelp("The region of the deploy runner in AWS.", valueName: "region"))
    var awsRegion: String?

    @Option(
        help: ArgumentHelp(
            "Name or ARN of the invoker function in AWS. (default: \(RunnerPlace.standardFunction))",
            valueName: "id"
        )
    )
    var invokerFunctionId: String?

    @Option(
        help: ArgumentHelp(
            "The configuration for this machine. Without it: deploy-runner.yml in the working directory, then "
                + "deploy-runner/config.yml in the XDG configuration directory, then BASE64GZ_CONFIG_DATA_JSON.",
            valueName: "file"
        )
    )
    var config: String?

    @Option(
        help: ArgumentHelp(
            "How the log comes back from AWS: through the invoker, which needs lambda:InvokeFunction alone, or by reading "
                + "CloudWatch Logs directly. (default: invoker)",
            valueName: "way"
        )
    )
    var logsVia: LogRoute?

    /// Checks what the options say together.
    ///
    /// - Throws: `ValidationError`.
    func check() throws {
        if local, awsRegion != nil {
            throw ValidationError("--local and --aws-region exclude each other; give one of them")
        }
        if config != nil, awsRegion != nil {
            throw ValidationError("--config is for --local; in AWS the invoker has its own configuration")
        }
        if invokerFunctionId != nil, awsRegion == nil {
            throw ValidationError("--invoker-function-id names a function in AWS; give --aws-region with it")
        }
        if logsVia != nil, awsRegion == nil {
            throw ValidationError("--logs-via is for a deploy runner in AWS; give --aws-region with it")
        }
    }

    /// Where to go; on this machine where the options do not say.
    var place: RunnerPlace {
        awsRegion.map { .aws(region: $0, function: invokerFunctionId ?? RunnerPlace.standardFunction) } ?? .thisMachine
    }
}
