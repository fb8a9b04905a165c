import AWS
import RunProtocol

/// Looks in EC2 for images that are there already.
struct ExistingImages: Sendable {
    let environment: [String: String]

    /// The images that stand for a planned one, one a region.
    ///
    /// - Returns: `nil` when there is a region without one: then all are made again, as packer makes them together.
    /// - Throws: `ImagesUnknown` (69), or 75 for what may pass.
    func images(of planned: PlannedImage, build: TemplateBuild) async throws(RunnerError) -> PackerArtifact? {
        do {
            var found: [(region: String, id: String)] = []
            for region in planned.regions {
                let image = try await AWSSession.with(region: region, environment: environment) { session in
                    try await newest(planned, session).map { (session.settings.region, $0.id) }
                }
                guard let image else { return nil }
                // The region of the environment may be that of a copy, too.
                if !found.contains(where: { $0.region == image.0 }) { found.append((image.0, image.1)) }
            }
            return PackerArtifact(build: build.name, images: found)
        } catch {
            let message = "whether \(build.name) (\(planned.name)) is there already could not be found out"
            guard let error = error as? AWSError else {
                throw RunnerError(.unavailable, "ImagesUnknown", message).caused(by: "\(error)")
            }
            throw error.runnerError(.unavailable, "ImagesUnknown", message)
        }
    }

    private func newest(_ planned: PlannedImage, _ session: AWSSession) async throws(AWSError) -> EC2Image? {
        let filters =
            [EC2Filter("state", ["available"]), EC2Filter("name", [planned.name.filter])]
            + planned.tags.sorted { $0.key < $1.key }.map { EC2Filter("tag:\($0.key)", [$0.value.filter]) }
        let images = try await session.ec2.images(filters)
        // The filters narrow the answer down; what counts is decided here.
        return images.filter { planned.fits($0) }.max { ($0.creationDate, $0.id) < ($1.creationDate, $1.id) }
    }
}

extension PlannedImage {
    /// Whether an image is what this one would be: its name, and every tag; more tags do not matter.
    func fits(_ image: EC2Image) -> Bool {
        name.matches(image.name)
            && tags.allSatisfy { key, value in image.tags[key].map { value.matches($0) } ?? false }
    }
}
