/// What packer's builders said to have made in EC2 on the way to an image: it is gone when they have cleaned up.
struct PackerTraces: Hashable, Sendable {
    /// Instances.
    private(set) var instances: Set<String> = []
    /// The name of key pairs and security groups, `packer_` and a UUID: no other build has the same.
    private(set) var names: Set<String> = []
    /// Images that may not be whole.
    private(set) var images: Set<String> = []

    /// Whether there is nothing to look for.
    var isEmpty: Bool { instances.isEmpty && names.isEmpty && images.isEmpty }

    /// Reads what packer says to people, in the words that its builders have had since 1.0.
    mutating func read(_ text: String) {
        for line in text.split(separator: "\n") {
            if let id = Self.word(in: line, behind: ": Instance ID: ", like: "i-") { instances.insert(id) }
            if let id = Self.word(in: line, behind: ": AMI: ", like: "ami-") { images.insert(id) }
            for lead in [": Creating temporary keypair: ", ": Creating temporary security group for this instance: "] {
                if let name = Self.word(in: line, behind: lead, like: "packer_") { names.insert(name) }
            }
        }
    }

    /// Takes out the images of builds that came to their end: they are what was wanted.
    mutating func forget(_ artifacts: [PackerArtifact]) {
        for artifact in artifacts { images.subtract(artifact.id.split { ",:".contains($0) }.map(String.init)) }
    }

    private static func word(in line: Substring, behind lead: String, like beginning: String) -> String? {
        guard let place = line.firstRange(of: lead) else { return nil }
        let word = line[place.upperBound...].prefix { $0.isASCII && ($0.isLetter || $0.isNumber || "-_".contains($0)) }
        return word.hasPrefix(beginning) ? String(word) : nil
    }
}
