import Foundation
import Supervision
public import SystemPackage

/// A real registry on loopback, Debian's `docker-registry`: it serves until nobody holds this value any more.
public final class LocalRegistry: Sendable {
    /// Whom it lets in.
    public enum Door: Sendable {
        /// Everybody.
        case open
        /// `user` with the password `secret`, by HTTP's basic authentication.
        case login
        /// Whoever shows the login that moto's ECR gives to account 222233334444, by the same.
        case account222233334444
    }

    /// Its name in references: host and port.
    public let name: String
    /// Where it keeps its images.
    public var storage: FilePath { folder.path.appending("images") }
    private let folder: TestFolder
    private let process: TestProcess

    /// Starts a registry, and returns when it listens.
    ///
    /// - Throws: what keeps it from starting.
    public init(_ door: Door = .open) async throws {
        folder = try TestFolder()
        try folder.write(Self.passwords(door), to: "passwords")
        let login = "auth: {htpasswd: {realm: test, path: \(folder.path)/passwords}}"
        try folder.write(
            """
            version: 0.1
            log: {level: info}
            storage: {filesystem: {rootdirectory: \(folder.path)/images}}
            http: {addr: "127.0.0.1:0", relativeurls: true}
            \(door == .open ? "" : login)

            """,
            to: "registry.yml"
        )
        // The end of its input ends it; it says on its errors where it listens.
        let script = #"docker-registry serve "$1" 2>&1 & cat > /dev/null; kill $!"#
        let arguments = ["-c", script, "sh", folder.path.appending("registry.yml").string]
        process = try await TestProcess(Command("/bin/sh", arguments, environment: ["PATH": Self.search]))
        var name = ""
        for await line in InputLines.of(process.output) {
            guard let place = line.firstRange(of: "listening on ") else { continue }
            name = String(line[place.upperBound...].prefix { $0 != "\"" && $0 != " " })
            break
        }
        self.name = name
    }

    deinit {
        try? process.input.close()
    }

    /// Whether this machine can run one.
    public static let isPossible = SearchPath(search).locate("docker-registry") != nil

    /// The folders in which test programs are looked for.
    private static let search = "/usr/local/bin:/usr/bin:/bin"

    /// What `htpasswd -B` writes, with little work.
    private static func passwords(_ door: Door) -> String {
        switch door {
        case .open: ""
        case .login: "user:$2b$04$abcdefghijklmnopqrstuu2r9OfJnfCsdneAXAGHnS4UpFFP8WIrW\n"
        case .account222233334444: "AWS:$2b$04$abcdefghijklmnopqrstuu5PxJG3jg/671tfnGKoH.JatrBf8Yjn6\n"
        }
    }
}

/// What tests need that build images for real.
public enum ImageBuildRequirement {
    /// Whether this machine has it.
    public static let isMet = LocalRegistry.isPossible && SearchPath("/usr/bin:/bin").locate("buildah") != nil

    /// What it is, for the report of a skipped test.
    public static let reason = "needs buildah and docker-registry (make test installs both)"
}
