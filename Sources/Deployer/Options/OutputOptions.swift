import ArgumentParser

/// How a command speaks.
struct OutputOptions: ParsableArguments {
    @Option(
        name: .customLong("output"),
        help: ArgumentHelp(
            "For people, or one JSON object a line on standard output. (default: text)",
            valueName: "format"
        )
    )
    var chosenFormat: OutputFormat?

    @Option(help: ArgumentHelp("How much to say on standard error beside the result.", valueName: "level"))
    var logLevel = LogLevel.info

    /// The format; text where none was asked for.
    var format: OutputFormat { chosenFormat ?? .text }
}
