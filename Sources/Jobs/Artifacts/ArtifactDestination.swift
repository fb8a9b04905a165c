import AWS
import Supervision

/// Where a run's output is stored in S3, as the engine says it in the task's environment.
struct ArtifactDestination: Hashable, Sendable {
    let bucket: String
    /// What the keys of the run's objects begin with, without a slash at the end.
    let prefix: String
    /// The bucket's region; `nil`: the task's.
    let region: String?

    /// `s3://BUCKET/PREFIX`; on the sandbox `file://FOLDER`, which the task's host takes care of.
    static let variable = "DEPLOY_RUNNER_ARTIFACTS"
    static let regionVariable = "DEPLOY_RUNNER_ARTIFACT_REGION"

    /// Reads the destination; `nil` where nothing is stored by this process.
    init?(environment: [String: String]) {
        let scheme = "s3://"
        guard let place = environment[Self.variable], place.utf8.starts(with: scheme.utf8) else { return nil }
        let parts = place.utf8.dropFirst(scheme.utf8.count).split(separator: UInt8(ascii: "/"), maxSplits: 1)
        guard parts.count == 2 else { return nil }
        bucket = String(decoding: parts[0], as: UTF8.self)
        prefix = String(decoding: parts[1], as: UTF8.self)
        region = environment[Self.regionVariable]
    }

    func object(_ part: OutputSpool.Part) -> S3Object {
        S3Object(bucket: bucket, key: "\(prefix)/\(part.rawValue)")
    }
}

extension ArtifactDestination: CustomStringConvertible {
    var description: String { "s3://\(bucket)/\(prefix)" }
}
