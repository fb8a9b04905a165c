import RunProtocol
import Supervision
import Synchronization
import SystemPackage

/// An SSH agent of the job's own: private keys come to it through a pipe and are in its memory only, on no disk.
///
/// It lives below a shell that reads from this process, so it ends with this process too, however that ends.
final class SSHAgent: Sendable {
    /// Where it listens.
    let socket: FilePath
    private let environment: [String: String]
    private let lifeline: Mutex<FileDescriptor?>
    private let shell: Task<ProcessEnding, any Error>
    private let rest: Task<Void, Never>

    /// Starts an agent without keys, and returns when it listens.
    ///
    /// - Parameters:
    ///   - socket: in a folder that its owner alone may enter.
    ///   - path: where `ssh-agent` and `ssh-add` are looked for.
    /// - Throws: `ProgramNotFound`, or `AgentFailed` (69).
    init(_ socket: FilePath, path: String?) async throws(RunnerError) {
        self.socket = socket
        environment = [
            "PATH": path ?? "", "SSH_AUTH_SOCK": socket.string,
            // A question is answered by a program that fails: neither a terminal nor a window is looked for.
            "SSH_ASKPASS": "false", "SSH_ASKPASS_REQUIRE": "force",
        ]
        for program in ["ssh-agent", "ssh-add", "ssh-keygen"] {
            _ = try Command(program, [], environment: environment).located()
        }
        let (input, output) = try Self.pipes()
        var streams = StandardStreams()
        streams.input = input.reading
        streams.output = output.writing
        lifeline = Mutex(input.writing)
        let command = Command("/bin/sh", ["-c", Self.script, "sh", socket.string], environment: environment)
        shell = Task { [streams] in try await command.run(on: streams) { _ in } }
        // The agent's first line comes when it listens; without one it never will, and its end ends the stream.
        let lines = InputLines.of(output.reading)
        var listens = false
        for await _ in lines {
            listens = true
            break
        }
        rest = Task {
            for await _ in lines {}
            try? output.reading.close()
        }
        guard listens else {
            await ended()
            throw RunnerError(.unavailable, "AgentFailed", "ssh-agent could not listen at \(socket)")
        }
    }

    private static let script = """
        ssh-agent -D -a "$1" & agent=$!
        exec >&-
        read -r _
        kill "$agent"
        wait "$agent"
        """

    private static func pipes() throws(RunnerError) -> (Pipe, Pipe) {
        do {
            return (try Pipe(), try Pipe())
        } catch {
            throw RunnerError(.unavailable, "AgentFailed", "no pipe to ssh-agent could be made").caused(by: "\(error)")
        }
    }

    /// Takes a key, and answers its public half.
    ///
    /// - Throws: `InvalidCredential` (64) for a text that is no key; `ProgramFailed` (69).
    func add(_ key: SSHKey) async throws(RunnerError) -> String {
        let bytes = Array(key.text.utf8)
        let reading = Command("ssh-keygen", ["-y", "-P", "", "-f", "/dev/stdin"], environment: environment)
        let answer = try await reading.capture(input: bytes)
        guard answer.succeeded else { throw Self.refused(key) }
        let addition = try await Command("ssh-add", ["-q", "-"], environment: environment).capture(input: bytes)
        guard addition.succeeded else { throw Self.refused(key) }
        return answer.outputText
    }

    private static func refused(_ key: SSHKey) -> RunnerError {
        GitCredentials.invalid(
            key.variable,
            "\(key) is not one that ssh-keygen can read",
            hint: "store the private key file as it is, with its line breaks"
        )
    }

    /// Ends the agent, and its keys with it.
    func end() {
        lifeline.withLock { descriptor in
            try? descriptor?.close()
            descriptor = nil
        }
    }

    /// Ends the agent and waits until it is gone.
    func ended() async {
        end()
        _ = try? await shell.value
        await rest.value
    }
}
