import RunProtocol
import SystemPackage

/// `deploy-runner hide-secret`: a script of the user's own hands over, on standard input, what it has come to know.
///
/// Line ends at the end are none of the secret. When this has ended with 0, the log cannot show it any more.
enum HideSecret {
    /// Reads the secret and has it hidden.
    ///
    /// - Returns: the code to exit with.
    static func main(environment: [String: String]) -> Int32 {
        do throws(RunnerError) {
            guard var secret = LocalSocket.readAll(.standardInput, limit: 128 * 1024) else {
                let message = "hide-secret reads one secret of at most 128 KiB from its input"
                throw RunnerError(.usage, "SecretUnreadable", message)
            }
            while secret.last == 0x0A || secret.last == 0x0D { secret.removeLast() }
            try JobSecrets.hide(secret, environment: environment)
            return 0
        } catch {
            Report(.error).failure(error)
            return error.code.rawValue
        }
    }
}
