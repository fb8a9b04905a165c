import Foundation
import Supervision
import SystemPackage

/// Hosting services on loopback, `github.com` among them: git reaches them through a proxy, over TLS, with a certificate
/// of the test's own.
public final class FakeGitHub {
    /// What one host does.
    public struct Host: Encodable, Sendable {
        /// Beginning of a path to the user and the password that it takes.
        let access: [String: [String]]
        /// Where every request is sent on to.
        let redirect: String?

        /// A host.
        public init(access: [String: [String]] = [:], redirect: String? = nil) {
            self.access = access
            self.redirect = redirect
        }
    }

    /// The variables that lead a program to it.
    public let environment: [String: String]
    private let folder: TestFolder
    private let process: TestProcess
    private let lines: AsyncStream<String>

    /// Serves a repository as `https://github.com/acme/live.git` to one user.
    ///
    /// - Returns: `nil` where Python or OpenSSL is not installed.
    public convenience init?(serving remote: RemoteRepository, to user: String, password: String) async throws {
        try await self.init(
            serving: remote,
            as: ["acme/live"],
            on: ["github.com": Host(access: ["/": [user, password]])]
        )
    }

    /// Serves a repository under several names on several hosts.
    ///
    /// - Returns: `nil` where Python or OpenSSL is not installed.
    public init?(serving remote: RemoteRepository, as names: [String], on hosts: [String: Host]) async throws {
        let search = SearchPath("/usr/local/bin:/usr/bin:/bin")
        guard let python = search.locate("python3"), search.locate("openssl") != nil else { return nil }
        folder = try TestFolder()
        for name in names {
            let served = folder.path.appending("repositories/\(name).git")
            try Folder.make(served.removingLastComponent())
            try FileManager.default.copyItem(atPath: remote.path.string, toPath: served.string)
        }
        let peer = FilePath("\(#filePath)").removingLastComponent().removingLastComponent()
            .appending("Peers/git_https_host.py")
        let description = String(decoding: try JSONEncoder().encode(hosts), as: UTF8.self)
        process = try await TestProcess(
            Command(
                python.string,
                [peer.string, folder.path.string, description],
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
    public func requests() async throws -> [String] {
        try process.input.close()
        var requests: [String] = []
        for await line in lines { requests.append(line) }
        return requests
    }
}
