import Fixtures
import Supervision
import SystemPackage

/// A real `sshd` on loopback that lets one key in: `Tests/Peers/git_ssh_host.py`.
final class SSHHost {
    /// Where it listens.
    let port: String
    /// Its own key, as `known_hosts` has it.
    let hostKey: String
    /// Who logs in.
    let user: String
    private let folder: TestFolder
    private let process: TestProcess
    private let lines: AsyncStream<String>

    /// Lets in whoever has the private half of a key.
    init(to publicKey: String) async throws {
        folder = try TestFolder()
        try folder.write(publicKey, to: "authorized.pub")
        process = try await TestProcess(
            PythonPeer.command("git_ssh_host.py", [folder.path.string, folder.path.appending("authorized.pub").string])
        )
        lines = InputLines.of(process.output)
        var facts: [String] = []
        for await line in lines {
            facts.append(String(line.drop { $0 != " " }.dropFirst()))
            if facts.count == 3 { break }
        }
        guard facts.count == 3 else { throw TestHostFailure(description: "git_ssh_host.py did not serve") }
        (port, hostKey, user) = (facts[0], facts[1], facts[2])
    }

    /// The address of a repository on this machine, by a name of this machine.
    func url(of path: FilePath, by name: String) -> String {
        "ssh://\(user)@\(name):\(port)\(path)"
    }

    /// Its line of `known_hosts` under a name of this machine.
    func knownHost(by name: String) -> String {
        "[\(name)]:\(port) \(hostKey)"
    }

    /// Stops the server and answers what sshd said.
    func log() async throws -> String {
        try process.input.close()
        var log = ""
        for await line in lines { log += line + "\n" }
        return log
    }

    /// Whether this machine can run one.
    static let isPossible =
        SearchPath("/usr/sbin:/usr/local/sbin:/usr/bin").locate("sshd") != nil
        && SearchPath("/usr/local/bin:/usr/bin").locate("ssh-agent") != nil

    /// What tests that need one say when it cannot.
    static let reason = "needs sshd and ssh-agent (of the packages openssh-server and openssh-client)"
}

struct TestHostFailure: Error, CustomStringConvertible {
    let description: String
}
