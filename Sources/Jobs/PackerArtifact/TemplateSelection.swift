import RunProtocol

/// Which builds of a template are run, and what of them is there already.
struct TemplateSelection: Sendable {
    /// The builds to run.
    private(set) var builds: [TemplateBuild]
    /// What is there already.
    private(set) var existing: [PackerArtifact] = []
    private let all: [TemplateBuild]

    /// All builds of a template, or the one that is asked for.
    ///
    /// - Throws: `BuildNotFound` (64).
    init(_ all: [TemplateBuild], named name: String?) throws(RunnerError) {
        self.all = all
        builds = all.filter { build in name.map(build.isCalled) ?? true }
        guard builds.isEmpty else { return }
        guard let name else {
            throw RunnerError(.usage, "BuildNotFound", "the template builds nothing", hint: "give it a builder")
        }
        throw RunnerError(
            .usage,
            "BuildNotFound",
            "the template has no build \(Shown.text(name))",
            hint: "it has " + all.map { Shown.text($0.name) }.joined(separator: ", ")
        )
    }

    /// The names for `-only`; `nil` where all are run.
    var names: [String]? { builds == all ? nil : builds.map(\.name) }

    /// Takes a build out whose images are there already.
    mutating func skip(_ build: TemplateBuild, _ artifact: PackerArtifact) {
        builds.removeAll { $0 == build }
        existing.append(artifact)
    }

    /// Artifacts in the order in which the template names their builds.
    func ordered(_ artifacts: [PackerArtifact]) -> [PackerArtifact] {
        all.flatMap { build in artifacts.filter { $0.build == build.name } }
            + artifacts.filter { artifact in !all.contains { $0.name == artifact.build } }
    }
}
