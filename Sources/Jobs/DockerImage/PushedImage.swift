import RunProtocol
import Supervision
import SystemPackage

/// The result of the job: which image each tag stands for.
struct PushedImage: Sendable {
    /// The tags, and what they stand for.
    let tags: [(image: ImageReference, digest: ImageDigest)]

    /// Tells the result: a line each on standard output, the first as facts of the run, and in the properties file.
    ///
    /// - Throws: `PropertiesFileUnwritable` (64).
    func tell(_ entry: PropertiesEntry?, environment: [String: String]) throws(RunnerError) {
        for (image, digest) in tags {
            _ = try? FileDescriptor.standardOutput.writeAll("\(image.text(digest))\n".utf8)
        }
        guard let (image, digest) = tags.first else { return }
        Facts.add("image", image.text(digest), environment: environment)
        Facts.add("image_digest", digest.description, environment: environment)
        try entry?.write(digest)
    }
}

/// The entry of a properties file that gets the digest.
struct PropertiesEntry: Sendable {
    private let file: PropertiesFile
    private let place: FilePath
    private let key: String

    /// Names the entry, and finds out whether it can be written; relative paths begin where the script was started.
    ///
    /// - Throws: `PropertiesFileUnwritable` (64).
    init(_ properties: ImageBuildRequest.Properties) throws(RunnerError) {
        let start = Folder.resolved(".") ?? "/"
        file = try PropertiesFile(properties.path, in: start)
        place = start.pushing(FilePath(properties.path)).removingLastComponent()
        key = properties.key
    }

    /// Writes the digest.
    ///
    /// - Throws: `PropertiesFileUnwritable` (64).
    func write(_ digest: ImageDigest) throws(RunnerError) {
        // kaniko empties its container's file system between the stages of a Dockerfile.
        try? Folder.make(place)
        try file.set(key, to: digest.description)
    }
}
