import Fixtures
import RunProtocol
import SystemPackage

@testable import AWS

/// An environment and the files of a home folder, to look for credentials in.
struct Surroundings {
    var environment: [String: String] = [:]
    /// Path below the home folder, and text; `{home}` stands for the folder here and in the environment.
    var files: [String: String] = [:]
    /// The machine's own time unless a test says another.
    var now: @Sendable () -> Timestamp = SystemTime.now
    /// How long servers on loopback are waited for, which on a busy machine come late; `nil` for as long as the sources do.
    var patience = Self.patience

    /// Long enough for every machine.
    static let patience: Duration? = .seconds(120)

    /// The home folder with its files, in a folder of its own.
    struct Home {
        let folder: TestFolder
        let environment: [String: String]
        let files: AWSSharedFiles

        var path: String { folder.path.string }
    }

    func settle() throws -> Home {
        let folder = try TestFolder()
        let home = folder.path.string
        for (name, text) in files {
            try folder.write(
                text.replacing("{home}", with: home),
                to: name,
                permissions: [.ownerReadWriteExecute, .groupReadExecute, .otherReadExecute]
            )
        }
        let environment = environment.mapValues { $0.replacing("{home}", with: home) }
            .merging(["HOME": home, "PATH": "/usr/bin:/bin"]) { $1 }
        return Home(folder: folder, environment: environment, files: try AWSSharedFiles(environment: environment))
    }

    /// Looks for credentials here, over the real network.
    ///
    /// - Parameters:
    ///   - container: what answers in the place of the ECS agent.
    ///   - body: gets what makes the chain, and the home folder.
    /// - Returns: what `body` does.
    /// - Throws: what keeps the surroundings from being made, and what `body` throws.
    func look<Result>(
        container: String = "http://127.0.0.1:9",
        _ body: (CredentialSources, Home) async throws -> Result
    ) async throws -> Result {
        let home = try settle()
        let settings = try AWSSettings(region: "eu-west-1", environment: home.environment, files: home.files)
        return try await AsyncHTTPTransport.with(NetworkSettings()) { network in
            guard let url = HTTPURL(container) else { throw TestProblem(description: "\(container) is no URL") }
            let core = SessionCore(
                settings: settings,
                transport: ReroutedTransport(network: network, container: url, patience: patience),
                clock: SkippingClock(),
                now: now,
                random: { 0.5 }
            )
            let sources = CredentialSources(environment: home.environment, files: home.files, core: core)
            return try await body(sources, home)
        }
    }

    /// The credentials, with the name of their source, or the error.
    func outcome(
        container: String = "http://127.0.0.1:9"
    ) async throws -> Result<CredentialChain.Found, AWSError> {
        do {
            return try await look(container: container) { sources, _ in
                do throws(AWSError) {
                    return .success(try await sources.standard().look())
                } catch {
                    return .failure(error)
                }
            }
        } catch let error as AWSError {
            return .failure(error)
        }
    }

    /// The error that there must be.
    func failure(
        container: String = "http://127.0.0.1:9"
    ) async throws -> AWSError {
        switch try await outcome(container: container) {
        case .success(let found): throw TestProblem(description: "found \(found.credentials) in \(found.source)")
        case .failure(let error): return error
        }
    }
}

/// What keeps a test from being one.
struct TestProblem: Error, CustomStringConvertible {
    let description: String
}
