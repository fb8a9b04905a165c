/// What one build of a template has made.
struct PackerArtifact: Hashable, Sendable {
    /// The build, as packer names it.
    let build: String
    /// Packer's name for it: `us-east-1:ami-1,us-west-2:ami-2` for machine images.
    let id: String

    init(build: String, id: String) {
        self.build = build
        self.id = id
    }

    /// Machine images, one a region.
    init(build: String, images: [(region: String, id: String)]) {
        self.init(build: build, id: images.map { "\($0.region):\($0.id)" }.joined(separator: ","))
    }

    /// What a properties file gets: the bare identifier of an image that is in one region only, as pipelines want it.
    var value: String {
        let parts = id.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[1].hasPrefix("ami-"), !parts[1].contains(",") else { return id }
        return String(parts[1])
    }

    /// The key of its own that it gets where there are several.
    func key(_ base: String) -> String {
        let name = build.utf8.map { byte -> Character in
            let isPlain =
                byte < 0x80 && (Character(Unicode.Scalar(byte)).isLetter || Character(Unicode.Scalar(byte)).isNumber)
            return isPlain ? Character(Unicode.Scalar(byte)) : "_"
        }
        return "\(base)_\(String(name))"
    }
}
