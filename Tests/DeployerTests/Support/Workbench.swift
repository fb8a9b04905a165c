import Fixtures
import Foundation
import Invoker
import RunProtocol
import Sandbox
import SystemPackage

@testable import Deployer

/// A CLI with everything around it replaced: the engine, the clock, the console, the signals.
final class Workbench: Sendable {
    let folder: TestFolder
    let engine = EngineDouble()
    let clock = ManualClock()
    let console = CapturedConsole()
    private let context: CommandContext
    private let signalContinuation: AsyncStream<Int32>.Continuation

    /// What a call left behind.
    struct Result: Hashable, Sendable {
        let code: Int32
        let output: String
        let errors: String
    }

    init(
        environment: [String: String] = [:],
        kind: ConsolePort.Kind = .plain,
        _ arrangement: ConsoleState.Arrangement = .apart
    ) throws {
        folder = try TestFolder()
        try folder.write(Self.configuration, to: "deploy-runner.yml")
        let (signals, continuation) = AsyncStream.makeStream(of: Int32.self)
        signalContinuation = continuation
        context = CommandContext(
            environment: environment,
            workingDirectory: folder.path,
            console: console.console(kind, arrangement),
            input: .standardInput,
            clock: clock,
            now: { LogText.at },
            signals: { signals },
            engine: { [engine] _ in engine }
        )
    }

    /// Calls the CLI.
    func run(_ arguments: [String]) async -> Result {
        let code = await Program.run(arguments, in: context)
        return Result(code: code, output: console.output, errors: console.errors)
    }

    /// Calls the CLI.
    func run(_ arguments: String...) async -> Result {
        await run(arguments)
    }

    /// Calls the CLI, and goes on while it works.
    func start(_ arguments: String...) -> Call {
        Call(Task { await run(arguments) })
    }

    /// Calls the CLI, and goes on while it works.
    func start(_ arguments: [String]) -> Call {
        Call(Task { await run(arguments) })
    }

    /// A call that is under way.
    struct Call: Sendable {
        private let task: Task<Result, Never>

        init(_ task: Task<Result, Never>) {
            self.task = task
        }

        /// What it left behind; a test whose time is over takes the call with it.
        var result: Result {
            get async {
                await withTaskCancellationHandler {
                    await task.value
                } onCancel: {
                    task.cancel()
                }
            }
        }
    }

    /// Calls the CLI with other input.
    func run(_ arguments: [String], input: FileDescriptor) async -> Result {
        var context = context
        context.input = input
        let code = await Program.run(arguments, in: context)
        return Result(code: code, output: console.output, errors: console.errors)
    }

    /// A text with the id of the run that was started replaced by `RUN`.
    func tidy(_ text: String) -> String {
        guard let run = engine.started.first?.id.description else { return text }
        return text.components(separatedBy: run).joined(separator: "RUN")
    }

    /// Sends the CLI a signal.
    func signal(_ number: Int32) {
        signalContinuation.yield(number)
    }

    /// A container with one script that takes any positional arguments, and one that takes nothing.
    static let configuration = """
        containers:
          demo:
            docker_image: registry.example.com/demo
            docker_tag: "1.0"
            script_config:
              speak:
                allow_positional_args: true
                allowed_options: [name]
                restricted_options_regex:
                  name: '[a-z]+'
              silent: {}
        """

    /// The words that run the script with arguments.
    static let speak = ["--local", "--", "demo", "speak"]
}
