import Gatekeeper
import RunProtocol
import SystemPackage

/// The entrypoint's own arguments, and behind `--` the caller's: a script and what it is given.
///
///     entrypoint [--stop-on-stdin] [--stop-grace SECONDS] [--max-run-time SECONDS] [--abandon-after SECONDS]
///         [--trigger-directory FOLDER] -- SCRIPT ARGUMENTS…
///
/// What stands before `--` is fixed by the image or the engine. Nothing behind it is read here.
struct EntrypointOptions {
    /// Whether lines on standard input stop the script.
    var control = Control.signals
    /// How long a script that is stopped has between SIGINT and SIGTERM.
    var stopGrace: Duration
    /// How long the script may run before it is stopped, where nobody outside the task sees to that.
    var maxRunTime: Duration?
    /// How long the client may be silent, where the run does not outlive it and ECS is where it is heard.
    var lease: RunLease?
    /// The only folder that scripts are taken from.
    var triggerDirectory = standardTriggerDirectory
    /// Where images have it.
    static let standardTriggerDirectory = FilePath("/opt/ecs-deploy-runner/scripts")
    /// The script's name.
    var script: String
    /// What the script is given.
    var arguments: [String]

    /// Who may stop the script.
    enum Control: Hashable {
        /// Whoever may signal this process: ECS.
        case signals
        /// Also whoever holds the other end of standard input: the sandbox. Its end is a stop, too.
        case signalsAndStandardInput
    }

    /// Reads the arguments.
    ///
    /// - Throws: `InvalidArguments` (64).
    init(_ arguments: [String], defaultGrace: Duration) throws(RunnerError) {
        guard let border = arguments.firstIndex(of: "--"), border + 1 < arguments.count else {
            throw Self.error("no script is named", hint: "name it behind --")
        }
        let parsed: ParsedArguments
        do {
            parsed = try Self.grammar.parse(arguments[..<border].map { ByteString($0) })
        } catch {
            throw Self.error(error.description, hint: Self.usage)
        }
        script = arguments[border + 1]
        self.arguments = Array(arguments[(border + 2)...])
        stopGrace = defaultGrace
        if parsed.contains("stop-on-stdin") { control = .signalsAndStandardInput }
        if let text = parsed.value(of: "stop-grace") { stopGrace = try Self.seconds("stop-grace", text.string) }
        if let text = parsed.value(of: "max-run-time") { maxRunTime = try Self.seconds("max-run-time", text.string) }
        if let text = parsed.value(of: "abandon-after") { lease = try Self.lease("abandon-after", text.string) }
        if let folder = parsed.value(of: "trigger-directory") { triggerDirectory = FilePath(folder.string) }
    }

    private static let grammar = ArgumentGrammar(options: [
        .flag("stop-on-stdin"), .option("stop-grace"), .option("max-run-time"), .option("abandon-after"),
        .option("trigger-directory"),
    ])

    private static let usage =
        "entrypoint [--stop-on-stdin] [--stop-grace SECONDS] [--max-run-time SECONDS] [--abandon-after SECONDS] "
        + "[--trigger-directory FOLDER] -- SCRIPT ARGUMENTS…"

    private static func seconds(_ option: String, _ text: String) throws(RunnerError) -> Duration {
        .seconds(try number(option, text, in: 0...604_800))
    }

    private static func lease(_ option: String, _ text: String) throws(RunnerError) -> RunLease {
        RunLease(seconds: try number(option, text, in: 1...604_800))
    }

    private static func number(
        _ option: String,
        _ text: String,
        in range: ClosedRange<Int>
    ) throws(RunnerError) -> Int {
        guard let seconds = Int(text), range.contains(seconds) else {
            let bounds = "from \(range.lowerBound) to \(range.upperBound)"
            throw error("--\(option) \(text) is not a number of seconds \(bounds)", hint: usage)
        }
        return seconds
    }

    private static func error(_ message: String, hint: String) -> RunnerError {
        RunnerError(.usage, "InvalidArguments", "entrypoint: \(message)", hint: hint)
    }
}
