/// Where the output of jobs is stored, and who decides that it is.
public struct ArtifactConfiguration: Hashable, Sendable {
    /// Who decides whether the output of a run is stored.
    public enum Selection: Hashable, Sendable {
        /// It always is.
        case always
        /// The caller, with `--store-outputs true`.
        case byCaller
    }

    /// `allow_runtime_selection`: who decides.
    public let selection: Selection
    /// `bucket_name`: the S3 bucket.
    public let bucketName: ByteString
    /// `region`: the bucket's region; the runner's own when missing.
    public let region: ByteString?
    /// `default_key_prefix`: what object keys begin with.
    public let defaultKeyPrefix: ByteString?

    /// The prefix of one run's objects: the configured one, and the run.
    public func prefix(of run: String) -> String {
        let folders = (defaultKeyPrefix?.bytes ?? []).split(separator: UInt8(ascii: "/"))
        return (folders.map { String(decoding: $0, as: UTF8.self) } + [run]).joined(separator: "/")
    }

    /// Whether the output of a run with these arguments is stored.
    func covers(_ arguments: ParsedArguments) -> Bool {
        selection == .always || arguments.value(of: "store-outputs") == "true"
    }
}
