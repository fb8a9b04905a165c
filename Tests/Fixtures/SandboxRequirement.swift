import Foundation

/// What tests need that run jobs in a sandbox.
public enum SandboxRequirement {
    /// Whether this machine has it.
    public static let isMet = BuiltProducts.arePresent && works

    /// What it is, for the report of a skipped test.
    public static let reason =
        "needs the release binaries (make test builds them), bubblewrap, and user namespaces that this user may make"

    private static let works: Bool = {
        let trial = Process()
        trial.executableURL = URL(filePath: "/usr/bin/env")
        trial.arguments = ["bwrap", "--unshare-all", "--unshare-user", "--ro-bind", "/", "/", "true"]
        trial.standardError = FileHandle.nullDevice
        guard (try? trial.run()) != nil else { return false }
        trial.waitUntilExit()
        return trial.terminationStatus == 0
    }()
}
