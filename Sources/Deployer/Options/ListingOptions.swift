import ArgumentParser
import Git
import RunProtocol

/// The two commits that a listing compares, and how it is printed.
struct ListingOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The older commit: a branch, a tag, a commit.", valueName: "ref"))
    var sourceRef: String

    @Option(help: ArgumentHelp("The newer commit.", valueName: "ref"))
    var targetRef = "HEAD"

    @OptionGroup var clone: CloneOptions

    @Flag(
        name: [.customShort("z"), .customLong("null")],
        help: "End each name with a NUL instead of a line feed, and quote none."
    )
    var null = false

    /// What changed between the two, each resolved once.
    func changes(_ context: CommandContext) async throws -> [FileChange] {
        try await clone.clone(context).changes(from: sourceRef, to: targetRef)
    }

    /// The same, and the newer of them, for more questions about it.
    func changesAndTarget(_ context: CommandContext) async throws -> (changes: [FileChange], target: CommitID) {
        let clone = clone.clone(context)
        let commits = try await clone.commits([sourceRef, targetRef])
        return (try await clone.changes(from: commits[0], to: commits[1]), commits[1])
    }

    /// Prints names, one a line.
    func write(_ paths: [GitPath], named name: String, _ output: OutputOptions, _ context: CommandContext) async throws
    {
        if output.format == .json {
            try await context.write(json: [name: paths.map(\.text)])
        } else if null {
            try await context.write(paths.flatMap { ($0.isRoot ? Array(".".utf8) : $0.bytes) + [0] })
        } else {
            let lines = paths.flatMap { path in
                (path.quoted == path.text && !path.isRoot ? path.bytes : Array(path.quoted.utf8)) + [UInt8(ascii: "\n")]
            }
            try await context.write(lines)
        }
    }

    /// Checks what the options say together.
    ///
    /// - Throws: `ValidationError`.
    func check(_ output: OutputOptions) throws {
        if null, output.format == .json { throw ValidationError("-z and --output json exclude each other") }
    }
}
