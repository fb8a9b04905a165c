import Supervision
import SystemPackage

/// A real registry in the place of one of ECR: the account's own host, over TLS, behind a proxy; it lets in whoever has the
/// account's login.
public final class LocalECR: Sendable {
    /// Its name in references.
    public static let name = "222233334444.dkr.ecr.eu-west-1.amazonaws.com"

    /// The variables that lead a program to it.
    public let environment: [String: String]
    /// The registry, as it is found without the proxy.
    public let registry: LocalRegistry
    private let folder: TestFolder
    private let process: TestProcess

    /// Starts it, and returns when it can be reached.
    ///
    /// - Throws: what keeps it from starting.
    public init() async throws {
        folder = try TestFolder()
        registry = try await LocalRegistry(.account222233334444)
        let port = String(registry.name.split(separator: ":").last ?? "")
        process = try await TestProcess(PythonPeer.command("tls_host.py", [folder.path.string, Self.name, port]))
        var proxy = ""
        for await line in InputLines.of(process.output) {
            proxy = String(line.split(separator: " ").last ?? "")
            break
        }
        environment = [
            "https_proxy": "http://127.0.0.1:\(proxy)", "SSL_CERT_FILE": folder.path.appending("ca.pem").string,
        ]
    }

    deinit {
        try? process.input.close()
    }
}
