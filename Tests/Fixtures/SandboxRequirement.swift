import Glibc

/// What tests need that run jobs in a sandbox.
public enum SandboxRequirement {
    /// Whether this machine has it.
    public static let isMet = BuiltProducts.arePresent && works

    /// What it is, for the report of a skipped test.
    public static let reason =
        "needs the release binaries (make test builds them), bubblewrap, and user namespaces that this user may make"

    private static let works =
        system("bwrap --unshare-all --unshare-user --ro-bind / / true < /dev/null > /dev/null 2>&1") == 0
}
