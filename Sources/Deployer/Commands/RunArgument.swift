import ArgumentParser
import RunProtocol

/// The run that a command is about.
struct RunArgument: ParsableArguments {
    @Argument(help: ArgumentHelp("The run, as in run-01kaq4h5c7v2m9x3ez", valueName: "run-id"), transform: Self.parse)
    var id: RunID

    private static func parse(_ text: String) throws -> RunID {
        guard let run = RunID(text) else {
            throw ValidationError(
                "a run id is run- and 18 letters and digits, as --no-wait and the closing line print it"
            )
        }
        return run
    }
}
