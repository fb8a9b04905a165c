import Fixtures
import Glibc
import Supervision
import Testing

/// A signal that comes while a variable is updated.
@Suite(.timeLimit(.minutes(30))) struct UpdateStopTests {
    private static let set = ["--name", "tag", "--value", #""v2""#]

    /// Makes the `file` that says how far it has come, and waits until the test has seen enough or is over.
    private static func halt(_ folder: TestFolder, _ file: String) -> String {
        """
        touch '\(folder.path)/\(file)'
        while [ -d '\(folder.path)' ] && [ ! -e '\(folder.path)/go' ]; do sleep 0.05; done
        """
    }

    /// Runs the script, and sends it a signal when the file is there.
    private func stopped(
        _ update: TestUpdate,
        by signal: Int32,
        at file: String,
        _ arguments: [String]
    ) async throws -> FinishedDeploy {
        let script = update.command(arguments)
        let errors = "exec 2> '\(update.folder.path)/errors' \"$0\" \"$@\""
        let arguments = ["-c", errors, script.program] + script.arguments
        let process = try await TestProcess(Command("/bin/sh", arguments, environment: update.environment))
        while update.folder.read(file) == nil { try await Task.sleep(for: .milliseconds(10)) }
        process.signal(signal)
        guard case .exited(let code) = try await process.ending() else { throw TestFailure("the script was killed") }
        return FinishedDeploy(exitCode: code, output: "", errors: update.folder.read("errors") ?? "")
    }

    @Test func `before the push nothing is changed, and the code is the signal's`() async throws {
        let update = try await TestUpdate()
        try update.fake("terraform", Self.halt(update.folder, "formatting"))
        let run = try await stopped(update, by: SIGTERM, at: "formatting", update.base + Self.set)
        #expect(run.exitCode == 128 + SIGTERM, "\(run.errors)")
        #expect(run.errors.contains("stopped by signal 15 before anything was pushed"), "\(run.errors)")
        #expect(try await update.commits() == 1)
        #expect(update.leftovers == [])
    }

    @Test func `during the push nobody knows how it ended, and says so; the same update may be tried again`()
        async throws
    {
        let update = try await TestUpdate()
        try update.hook("pre-receive", Self.halt(update.folder, "pushing"))
        let arguments = update.base + ["--skip-fmt"] + Self.set
        let run = try await stopped(update, by: SIGINT, at: "pushing", arguments)
        #expect(run.exitCode == 70, "\(run.errors)")
        #expect(run.errors.contains("a signal came during the push of commit "), "\(run.errors)")
        #expect(run.errors.contains("look whether the branch has the commit"), "\(run.errors)")
        #expect(update.leftovers == [])
        try update.folder.write("", to: "go")
        let again = try await update.run(list: arguments)
        #expect(again.exitCode == 0, "\(again.errors)")
        #expect(try await update.file().contains("tag = \"v2\""))
        #expect(try await update.commits() == 2)
    }
}
