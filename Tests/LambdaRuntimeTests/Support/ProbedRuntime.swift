import Fixtures
import Foundation
import SystemPackage
import Testing

/// The two runtimes that the same function runs on.
enum ProbedRuntime: String, CaseIterable, CustomTestStringConvertible, Sendable {
    /// The one of this project.
    case ours = "LambdaRuntime"
    /// Amazon's own for Python, unchanged.
    case amazons = "awslambdaric"

    var testDescription: String { rawValue }

    /// Offers the probe as a function on this runtime, or skips the test where the runtime is not installed.
    func function(environment: [String: String] = [:], timeout: Double = 300) async throws -> EmulatedFunction {
        switch self {
        case .ours:
            return try await EmulatedFunction(
                [BuiltProgram.lambdaProbe.string],
                environment: environment,
                timeout: timeout
            )
        case .amazons:
            guard let python = Self.python else { try Test.cancel("awslambdaric is not installed: scripts/setup test") }
            return try await EmulatedFunction(
                [python, "-m", "awslambdaric", "lambda_probe.handler"],
                environment: environment.merging(["PYTHONPATH": EmulatedFunction.peers.string]) { given, _ in given },
                timeout: timeout
            )
        }
    }

    /// The Python that has Amazon's runtime client, when the peers are installed.
    private static let python: String? = {
        let folder = EmulatedFunction.peers.removingLastComponent().removingLastComponent().appending(".venv")
        let libraries = folder.appending("lib").string
        let versions = try? FileManager.default.contentsOfDirectory(atPath: libraries)
        let isInstalled = versions?.contains { version in
            FileManager.default.fileExists(atPath: "\(libraries)/\(version)/site-packages/awslambdaric")
        }
        return isInstalled == true ? folder.appending("bin/python3").string : nil
    }()
}
