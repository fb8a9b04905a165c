import AWS
import Gatekeeper
import RunProtocol
import SystemPackage

/// Gets the secrets of a job before it starts, from where the configuration says.
///
/// A value goes from its source to the job's environment through this process and the task's host alone: by pipes, never
/// by an argument or a file.
struct SecretSources: Sendable {
    /// `sandbox.secrets`; a secret that has no entry here is an ARN.
    let sources: [String: SecretSource]
    /// The environment of whoever starts the job.
    let environment: [String: String]

    /// Names the variables whose values are secret; the entrypoint redacts them.
    static let variable = "DEPLOY_RUNNER_SECRET_VARIABLES"

    /// The variables that carry a secret, and the one that names them.
    ///
    /// - Throws: `SecretUnavailable` (69, or 75 when it may be there later), which names the variable, the secret and its
    ///   source, and never shows a value.
    func variables(for job: ApprovedJob) async throws(RunnerError) -> [String: String] {
        var variables: [String: String] = [:]
        for secret in job.secrets {
            variables[secret.name.string] = try await value(of: secret, for: job)
        }
        if !variables.isEmpty { variables[Self.variable] = variables.keys.sorted().joined(separator: " ") }
        return variables
    }

    private func value(of secret: SecretReference, for job: ApprovedJob) async throws(RunnerError) -> String {
        let name = secret.secret.string
        let source = sources[name] ?? .secretsManager(name)
        func failure(_ cause: String, _ hint: String?) -> RunnerError {
            let message = "container \(job.container) has no secret for \(secret.name): \(source) gives none"
            return RunnerError(.unavailable, "SecretUnavailable", message, hint: hint).caused(by: cause)
        }
        let bytes: [UInt8]
        switch source {
        case .environment(let variable):
            guard let value = environment[variable], !value.isEmpty else {
                let cause = environment[variable] == nil ? "it is not set" : "it is empty"
                throw failure(cause, "set \(variable) where the job is started")
            }
            bytes = Array(value.utf8)
        case .file(let path):
            do {
                bytes = try Self.contents(of: path)
            } catch {
                throw failure("\(error)", "make the file readable, or correct sandbox.secrets")
            }
        case .secretsManager(let arn):
            bytes = try await fetch(arn, sources[name] == nil, failure)
        }
        guard !bytes.isEmpty else { throw failure("it is empty", nil) }
        guard let text = String(validating: bytes, as: UTF8.self), !bytes.contains(0) else {
            throw failure("it is not text, and an environment variable can hold nothing else", nil)
        }
        return text
    }

    private func fetch(
        _ arn: String,
        _ isUnmapped: Bool,
        _ failure: (String, String?) -> RunnerError
    ) async throws(RunnerError) -> [UInt8] {
        let location: SecretLocation
        do {
            location = try SecretLocation(arn)
        } catch {
            let hint = "say under sandbox.secrets where \(arn) comes from on this machine"
            throw failure(error.cause ?? error.message, isUnmapped ? hint : error.hint)
        }
        do {
            return try await AWSSession.with(region: location.region, environment: environment) { session in
                try await session.secretsManager.value(at: location)
            }
        } catch {
            let plain = failure("\(error)", nil)
            guard let error = error as? AWSError else { throw plain }
            throw error.runnerError(plain.code, plain.errorType, plain.message)
        }
    }

    private static func contents(of path: FilePath) throws -> [UInt8] {
        let file = try FileDescriptor.open(path, .readOnly, options: .closeOnExec)
        var bytes: [UInt8] = []
        try file.closeAfter {
            var buffer = [UInt8](repeating: 0, count: 64 * 1024)
            while case let count = try buffer.withUnsafeMutableBytes({ try file.read(into: $0) }), count > 0 {
                bytes += buffer[..<count]
                // The kernel takes no longer variable.
                guard bytes.count < 128 * 1024 else { throw Errno.fileTooLarge }
            }
        }
        while bytes.last == 0x0A || bytes.last == 0x0D { bytes.removeLast() }
        return bytes
    }
}
