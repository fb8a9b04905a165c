import AWS
import RunProtocol
import SystemPackage

/// Secrets that a job script comes to know while it runs.
enum JobSecrets {
    /// Reads a secret from AWS Secrets Manager, with the task's credentials, and keeps it out of the log from now on.
    ///
    /// - Parameters:
    ///   - location: an ARN, as `SecretLocation` reads it.
    ///   - environment: the script's own, with the way to the log and to AWS.
    /// - Returns: the secret's bytes.
    /// - Throws: `SecretUnavailable` (69, or 75 when it may be there later), which names the secret, `InvalidSecretARN`
    ///   (64), or what `hide` throws.
    static func read(_ location: String, environment: [String: String]) async throws(RunnerError) -> [UInt8] {
        let location = try SecretLocation(location)
        let value: [UInt8]
        do {
            value = try await AWSSession.with(region: location.region, environment: environment) { session in
                try await session.secretsManager.value(at: location)
            }
        } catch {
            let message = "the secret \(location.arn) cannot be read"
            guard let error = error as? AWSError else {
                throw RunnerError(.unavailable, "SecretUnavailable", message).caused(by: "\(error)")
            }
            throw error.runnerError(.unavailable, "SecretUnavailable", message)
        }
        try hide(value, environment: environment)
        return value
    }

    /// Keeps a secret out of the job's log: when this returns, nothing that is printed from now on shows it.
    ///
    /// Outside of a task there is no log to keep it out of, and nothing happens.
    ///
    /// - Throws: `SecretNotHidden` (69): it must not be used then.
    static func hide(_ secret: [UInt8], environment: [String: String]) throws(RunnerError) {
        guard let path = environment[SecretListener.variable] else { return }
        do {
            let connection = try LocalSocket.connect(to: FilePath(path))
            let answer = try connection.closeAfter {
                _ = try connection.writeAll(secret)
                try LocalSocket.endWriting(to: connection)
                return LocalSocket.readAll(connection, limit: 1)
            }
            guard answer == [LocalSocket.acknowledgement] else { throw Errno.connectionReset }
        } catch {
            throw RunnerError(
                .unavailable,
                "SecretNotHidden",
                "a secret could not be kept out of the log, so it is not used",
                hint: "a secret may have 128 KiB; all secrets of a job together, about 60 KiB"
            ).caused(by: "\(error)")
        }
    }
}
