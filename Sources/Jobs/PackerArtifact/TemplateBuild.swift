/// One build of a template: a builder of JSON, or a source in a build block of HCL2.
struct TemplateBuild: Hashable, Sendable {
    /// As `-only` and packer's output name it.
    let name: String
    /// What else `--build-name` may call it.
    let otherNames: Set<String>
    /// The type of its builder: `amazon-ebs`.
    let type: String

    /// Whether it makes an image of a machine in EC2, with a name and tags.
    var makesImage: Bool { Self.makesImage(type) }

    /// Whether builders of a type do.
    static func makesImage(_ type: String) -> Bool {
        ["amazon-ebs", "amazon-ebssurrogate", "amazon-chroot", "amazon-instance"].contains(type)
    }

    /// Whether a name means it.
    func isCalled(_ text: String) -> Bool { name == text || otherNames.contains(text) }
}

/// The machine image that a build would make.
struct PlannedImage: Hashable, Sendable {
    /// Its name, with what differs from run to run left open.
    let name: WildcardText
    /// Its tags; of their values the same.
    let tags: [String: WildcardText]
    /// Where it would be: first where it is made; `nil`: where the environment says.
    let regions: [String?]
}
