import Foundation
import Supervision

/// The targets of a package and what they depend on, as `swift package dump-package` has them.
struct Manifest: Decodable {
    var targets: [Target]

    struct Target: Decodable {
        var name: String
        var type: String
        var path: String?
        var dependencies: [Dependency]
        var settings: [Setting]

        /// Whether it is part of the house, and not one of its tests or benchmarks.
        var isSource: Bool { path.map { $0.hasPrefix("Sources/") } ?? (type != "test") }

        var isMain: Bool { type == "executable" }

        /// Where its files lie, from the package's folder on.
        var folder: String { path ?? (type == "test" ? "Tests/\(name)" : "Sources/\(name)") }
    }

    /// The project's own manifest.
    ///
    /// `dump-package` evaluates the manifest and resolves nothing, so it neither needs a network nor waits for the build
    /// that this test is part of.
    static func ofProject() async throws -> Manifest {
        let scratch = FileManager.default.temporaryDirectory.appending(path: "house-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: scratch) }
        let dump = Command(
            "swift",
            ["package", "--package-path", Project.root.path, "--scratch-path", scratch.path, "dump-package"],
            environment: ProcessInfo.processInfo.environment
        )
        let json = Data(try await dump.capture().output)
        return try JSONDecoder().decode(Manifest.self, from: json)
    }
}

extension Manifest {
    /// Something that a target depends on: another target, or a product of another package.
    struct Dependency: Decodable, Hashable {
        var name: String
        var kind: String

        init(kind: String, name: String) {
            self.kind = kind
            self.name = name
        }

        /// Reads `{"byName": ["Patterns", null]}` or `{"product": ["Crypto", "swift-crypto", null, null]}`.
        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: AnyKey.self)
            guard let key = container.allKeys.first else {
                throw DecodingError.dataCorrupted(
                    .init(codingPath: decoder.codingPath, debugDescription: "no dependency")
                )
            }
            kind = key.stringValue
            var parts = try container.nestedUnkeyedContainer(forKey: key)
            name = try parts.decode(String.self)
        }
    }

    /// A compiler setting, such as `enableUpcomingFeature: ExistentialAny`.
    struct Setting: Decodable, Hashable {
        var kind: String
        var value: String?

        private enum CodingKeys: String, CodingKey {
            case kind
        }

        /// Reads `{"kind": {"enableUpcomingFeature": {"_0": "ExistentialAny"}}}`.
        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            let kinds = try container.nestedContainer(keyedBy: AnyKey.self, forKey: .kind)
            kind = kinds.allKeys.first?.stringValue ?? ""
            value = try kinds.allKeys.first.flatMap { try kinds.decode([String: String].self, forKey: $0).values.first }
        }
    }

    struct AnyKey: CodingKey {
        var stringValue: String
        var intValue: Int? { nil }

        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }
}
