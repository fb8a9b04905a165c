import Foundation
public import SystemPackage

/// The release binaries, which `make test` builds before it runs the tests: what users run is what is tested.
public enum BuiltProducts {
    /// Where a binary lies.
    public static func path(of name: String) -> FilePath { FilePath(folder.appending(path: name).path) }

    /// Whether all of them are there.
    public static var arePresent: Bool {
        ["deploy-runner", "infrastructure-deployer"].allSatisfy {
            FileManager.default.isExecutableFile(atPath: folder.appending(path: $0).path)
        }
    }

    private static let folder: URL = {
        if let given = ProcessInfo.processInfo.environment["DEPLOY_RUNNER_BINARIES"] { return URL(filePath: given) }
        let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        return tests.deletingLastPathComponent().appending(path: ".build/release")
    }()
}
