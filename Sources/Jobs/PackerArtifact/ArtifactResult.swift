import RunProtocol
import Supervision
import SystemPackage

/// The result of the job: where it is told, and in which form.
struct ArtifactResult: Sendable {
    private let properties: (file: PropertiesFile, key: String)?
    private let environment: [String: String]
    private let report: Report

    /// Finds out whether the properties file can be written; a relative path begins where the script was started.
    ///
    /// - Throws: `PropertiesFileUnwritable` (64).
    init(_ request: PackerRequest, environment: [String: String], report: Report) throws(RunnerError) {
        properties = try request.properties.map { properties throws(RunnerError) in
            (try PropertiesFile(properties.path, in: Folder.resolved(".") ?? "/"), properties.key)
        }
        self.environment = environment
        self.report = report
    }

    /// Tells the artifacts: in the log, as a fact of the run, and in the properties file.
    ///
    /// Several stand behind one another under the one key, separated by commas, and each build's under a key of its own.
    ///
    /// - Throws: `NoArtifact` (69) when there is a file and nothing to write; `PropertiesFileUnwritable` (64).
    func tell(_ artifacts: [PackerArtifact]) throws(RunnerError) {
        guard !artifacts.isEmpty else {
            guard properties == nil else {
                throw RunnerError(
                    .unavailable,
                    "NoArtifact",
                    "packer made no artifact, so there is none to write into the properties file",
                    hint: "a builder or a post-processor of the template must leave one"
                )
            }
            return report.always("packer made no artifact")
        }
        for artifact in artifacts { report.always("artifact \(artifact.value) (\(Shown.text(artifact.build)))") }
        let all = artifacts.map(\.value).joined(separator: ",")
        Facts.add("artifact_id", all, environment: environment)
        guard let (file, key) = properties else { return }
        try file.set(key, to: all)
        let builds = Dictionary(grouping: artifacts) { $0.key(key) }
        guard builds.count > 1 else { return }
        for (key, artifacts) in builds.sorted(by: { $0.key < $1.key }) {
            try file.set(key, to: artifacts.map(\.value).joined(separator: ","))
        }
    }
}
