public import SystemPackage

/// Where a secret of a job comes from on this machine.
public enum SecretSource: Hashable, Sendable {
    /// A variable in the environment of whoever starts the job.
    case environment(String)
    /// A file of this machine; line ends at its end are none of the secret, as in a shell's `$(cat FILE)`.
    case file(FilePath)
    /// AWS Secrets Manager, read with the credentials of whoever starts the job.
    case secretsManager(String)
}

extension SecretSource: CustomStringConvertible {
    /// The source, as messages name it.
    public var description: String {
        switch self {
        case .environment(let variable): "the environment variable \(variable)"
        case .file(let path): "the file \(path)"
        case .secretsManager(let arn): "AWS Secrets Manager (\(arn))"
        }
    }
}
