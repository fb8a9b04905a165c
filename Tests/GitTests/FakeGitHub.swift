import Fixtures
import Foundation
import Supervision
import SystemPackage

/// `github.com` on loopback: git reaches it through a proxy, over TLS, with a certificate of the test's own.
final class FakeGitHub {
    /// The variables that lead a program to it.
    let environment: [String: String]
    private let folder: TestFolder
    private let process: TestProcess
    private let lines: AsyncStream<String>

    /// Serves a repository as `https://github.com/acme/live.git` to one user.
    ///
    /// - Returns: `nil` where Python or OpenSSL is not installed.
    init?(serving remote: RemoteRepository, to user: String, password: String) async throws {
        let search = SearchPath("/usr/local/bin:/usr/bin:/bin")
        guard let python = search.locate("python3"), search.locate("openssl") != nil else { return nil }
        folder = try TestFolder()
        try Folder.make(folder.path.appending("repositories/acme"))
        let served = folder.path.appending("repositories/acme/live.git").string
        try FileManager.default.copyItem(atPath: remote.path.string, toPath: served)
        let peer = FilePath("\(#filePath)").removingLastComponent().removingLastComponent()
            .appending("Peers/git_https_host.py")
        process = try await TestProcess(
            Command(
                python.string,
                [peer.string, folder.path.string, user, password],
                environment: ["PATH": "/usr/local/bin:/usr/bin:/bin"]
            )
        )
        lines = InputLines.of(process.output)
        var port = ""
        for await line in lines {
            port = String(line.split(separator: " ").last ?? "")
            break
        }
        environment = [
            "PATH": "/usr/local/bin:/usr/bin:/bin", "https_proxy": "http://127.0.0.1:\(port)",
            "SSL_CERT_FILE": folder.path.appending("ca.pem").string,
        ]
    }

    /// Stops the server and answers what it was asked for.
    func requests() async throws -> [String] {
        try process.input.close()
        var requests: [String] = []
        for await line in lines { requests.append(line) }
        return requests
    }
}
