import RunProtocol
import Supervision

extension TerragruntVersion {
    /// The version of the Terragrunt that is installed.
    ///
    /// - Parameters:
    ///   - call: how to ask it: `terragrunt --version`.
    ///   - signals: of this process, passed on to it.
    /// - Returns: the version.
    /// - Throws: `TerragruntVersionUnknown` (69), or what keeps a program from starting.
    static func installed(
        _ call: Command,
        forwarding signals: ForwardedSignals?
    ) async throws(RunnerError) -> TerragruntVersion {
        let result = try await call.capture(forwarding: signals)
        guard result.succeeded, let version = TerragruntVersion(output: result.outputText) else {
            throw RunnerError(
                .unavailable,
                "TerragruntVersionUnknown",
                "the version of Terragrunt, and so how to call it, cannot be told",
                hint: "install a released version of Terragrunt"
            ).caused(by: "terragrunt --version \(result.ending): \(Shown.text(result.outputText + result.errorText))")
        }
        return version
    }
}
