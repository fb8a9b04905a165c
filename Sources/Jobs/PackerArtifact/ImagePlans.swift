import RunProtocol
import SystemPackage

/// Reads from a template which images it would make.
struct ImagePlans {
    let reader: any TemplateReader
    let packer: PackerTool
    let workspace: PackerWorkspace

    /// The image of each build.
    ///
    /// - Throws: `TemplateWithoutTags`, or `IdempotenceUnknown` (64).
    func plans(of builds: [TemplateBuild]) async throws(RunnerError) -> [(build: TemplateBuild, image: PlannedImage)] {
        guard !builds.isEmpty else { return [] }
        let first = try await settings(of: builds, at: .first)
        let second = try await settings(of: builds, at: .second)
        var plans: [(build: TemplateBuild, image: PlannedImage)] = []
        for (index, build) in builds.enumerated() {
            guard let image = PlannedImage(first[index], second[index]), !image.tags.isEmpty else {
                throw RunnerError(
                    .usage,
                    "TemplateWithoutTags",
                    "\(Shown.text(build.name)) gives its image no tags, or no name",
                    hint: "set ami_name and tags, by which the image is found again, or pass --idempotent false"
                )
            }
            plans.append((build, image))
        }
        return plans
    }

    /// Where builds make what they make, as far as it can be told, and it is no reason to give up when it cannot; `nil`:
    /// where the environment says.
    func regions(of builds: [TemplateBuild]) async -> [String?] {
        guard !builds.isEmpty, let settings = try? await settings(of: builds, at: .first) else { return [nil] }
        return Set(settings.map(\.region)).sorted { ($0 ?? "") < ($1 ?? "") }
    }

    private func settings(
        of builds: [TemplateBuild],
        at time: TemplateTime
    ) async throws(RunnerError) -> [BuilderSettings] {
        try await reader.settings(of: builds, at: time, in: workspace.reading(time), with: packer)
    }
}
