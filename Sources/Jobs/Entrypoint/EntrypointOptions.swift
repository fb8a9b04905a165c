import Gatekeeper
import RunProtocol
import SystemPackage

/// The entrypoint's own arguments, and behind `--` the caller's: a script and what it is given.
///
///     entrypoint [--stop-on-stdin] [--stop-grace SECONDS] [--max-run-time SECONDS] [--trigger-directory FOLDER]
///         -- SCRIPT ARGUMENTS…
///
/// What stands before `--` is fixed by the image or the engine. Nothing behind it is read here.
struct EntrypointOptions {
    /// Whether lines on standard input stop the script.
    var control = Control.signals
    /// How long a script that is stopped has between SIGINT and SIGTERM.
    var stopGrace: Duration
    /// How long the script may run before it is stopped, where nobody outside the task sees to that.
    var maxRunTime: Duration?
    /// The only folder that scripts are taken from.
    var triggerDirectory = FilePath("/opt/ecs-deploy-runner/scripts")
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
        if let folder = parsed.value(of: "trigger-directory") { triggerDirectory = FilePath(folder.string) }
    }

    private static let grammar = ArgumentGrammar(options: [
        .flag("stop-on-stdin"), .option("stop-grace"), .option("max-run-time"), .option("trigger-directory"),
    ])

    private static let usage =
        "entrypoint [--stop-on-stdin] [--stop-grace SECONDS] [--max-run-time SECONDS] [--trigger-directory FOLDER] "
        + "-- SCRIPT ARGUMENTS…"

    private static func seconds(_ option: String, _ text: String) throws(RunnerError) -> Duration {
        guard let seconds = Int(text), (0...604_800).contains(seconds) else {
            throw error("--\(option) \(text) is not a number of seconds from 0 to 604800", hint: usage)
        }
        return .seconds(seconds)
    }

    private static func error(_ message: String, hint: String) -> RunnerError {
        RunnerError(.usage, "InvalidArguments", "entrypoint: \(message)", hint: hint)
    }
}
