import Foundation

/// The project that this file is part of.
enum Project {
    /// The folder of `Package.swift`, behind symbolic links.
    static let root = URL(filePath: #filePath).resolvingSymlinksInPath()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// The package's manifest, or why it cannot be had.
    static let manifest = Task { try await Manifest.ofProject() }

    /// Everything that is built from, in Swift and in C.
    static let sources = Result { try files(below: "Sources") { $0.hasSuffix(".swift") || $0.hasSuffix(".c") } }

    /// The tests, without what they are given to read.
    static let tests = Result { try files(below: "Tests") { $0.hasSuffix(".swift") } }

    private static func files(below folder: String, where isWanted: (String) -> Bool) throws -> [SourceFile] {
        let start = root.appending(path: folder)
        let paths = try FileManager.default.subpathsOfDirectory(atPath: start.path).filter(isWanted).sorted()
        return try paths.map { path in
            let bytes = try Data(contentsOf: start.appending(path: path))
            return SourceFile(path: "\(folder)/\(path)", text: String(decoding: bytes, as: UTF8.self))
        }
    }
}
