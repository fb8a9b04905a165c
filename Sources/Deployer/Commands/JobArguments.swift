import ArgumentParser
import RunProtocol

/// What stands behind `--`: the container, the script, and the script's arguments, every one untouched.
struct JobArguments: ParsableArguments {
    @Argument(
        parsing: .postTerminator,
        help: ArgumentHelp(
            "Behind --: the container, the script, and the script's arguments. They pass through untouched.",
            valueName: "container script args"
        )
    )
    var words: [String] = []

    /// The request that the words make.
    ///
    /// - Throws: `ValidationError` when the container or the script is missing.
    func request() throws -> RunRequest {
        guard words.count >= 2 else {
            let what =
                words.isEmpty ? "a container and a script" : "a script behind the container \(VisibleText.of(words[0]))"
            throw ValidationError("name \(what): -- CONTAINER SCRIPT ARGS...")
        }
        return RunRequest(containerName: words[0], script: words[1], args: Array(words.dropFirst(2)))
    }
}
