import Foundation

/// The repository of the demo, `examples/infrastructure-live`.
enum ExampleRepository {
    /// The files of the example, name to text.
    static func files() throws -> [String: String?] {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "examples/infrastructure-live")
        guard let walk = FileManager.default.enumerator(atPath: root.path) else { return [:] }
        var files: [String: String?] = [:]
        for case let name as String in walk {
            var isFolder: ObjCBool = false
            let path = root.appending(path: name).path
            guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue else {
                continue
            }
            files[name] = try String(contentsOfFile: path, encoding: .utf8)
        }
        return files
    }
}
