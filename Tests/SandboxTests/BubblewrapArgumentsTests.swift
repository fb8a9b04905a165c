import SystemPackage
import Testing

@testable import Sandbox

/// The policy of the sandbox, word by word: a change here is a change of what jobs may do.
@Suite struct BubblewrapArgumentsTests {
    @Test func `the whole policy without a network`() {
        #expect(
            Self.arguments().argv == [
                "--unshare-all",
                "--unshare-user", "--disable-userns", "--uid", "1000", "--gid", "1000", "--cap-drop", "ALL",
                "--die-with-parent", "--new-session", "--hostname", "run-1", "--as-pid-1",
                "--ro-bind", "/usr", "/usr",
                "--symlink", "usr/bin", "/bin",
                "--ro-bind", "/etc/ssl", "/etc/ssl",
                "--ro-bind", "/state/passwd", "/etc/passwd",
                "--proc", "/proc", "--dev", "/dev", "--size", "536870912", "--tmpfs", "/dev/shm",
                "--size", "536870912", "--tmpfs", "/tmp",
                "--size", "536870912", "--perms", "0700", "--tmpfs", "/home/runner",
                "--bind", "/state/work", "/work", "--chdir", "/work",
                "--ro-bind", "/build/deploy-runner", "/opt/ecs-deploy-runner/bin/deploy-runner",
                "--symlink", "/opt/ecs-deploy-runner/bin/deploy-runner",
                "/opt/ecs-deploy-runner/scripts/infrastructure-deploy-script",
                "--ro-bind", "/scripts/own", "/opt/ecs-deploy-runner/scripts/own",
                "--ro-bind", "/home/u/bin/tofu", "/opt/ecs-deploy-runner/tools/tofu",
                "--ro-bind", "/srv/live.git", "/srv/live.git",
                "--bind", "/srv/state", "/state",
                "--remount-ro", "/dev", "--remount-ro", "/",
                "--", "/opt/ecs-deploy-runner/bin/deploy-runner", "entrypoint", "--", "own",
            ]
        )
    }

    @Test func `the host's network adds itself and its settings and nothing else`() {
        var arguments = Self.arguments()
        let without = arguments.argv
        arguments.network = .host
        let added = arguments.argv.difference(from: without)
        #expect(added.removals.isEmpty)
        #expect(
            added.insertions.map { change in
                guard case .insert(_, let element, _) = change else { return "" }
                return element
            } == ["--share-net", "--ro-bind", "/etc/resolv.conf", "/etc/resolv.conf"]
        )
    }

    @Test func `namespaces of the task's own are one word of the policy, and nothing else changes`() {
        var arguments = Self.arguments()
        let without = arguments.argv
        arguments.userNamespaces = .allowed
        #expect(arguments.argv == without.filter { $0 != "--disable-userns" })
    }

    @Test func `a script of the user's takes the place of the built-in one of the same name`() {
        var arguments = Self.arguments()
        arguments.trigger.scripts["infrastructure-deploy-script"] = "/scripts/infrastructure-deploy-script"
        #expect(!arguments.argv.contains("--symlink /opt/ecs-deploy-runner/bin/deploy-runner"))
        #expect(arguments.argv.filter { $0.hasSuffix("scripts/infrastructure-deploy-script") }.count == 2)
    }

    @Test func `nothing is writable but the work folder, memory and what the configuration says`() {
        let argv = Self.arguments().argv
        let writable = argv.indices.filter { argv[$0] == "--bind" }.map { argv[$0 + 2] }
        #expect(writable == ["/work", "/state"])
    }

    private static func arguments() -> BubblewrapArguments {
        BubblewrapArguments(
            system: SystemPaths(
                roots: [.folder("/usr"), .link("/bin", to: "usr/bin")],
                settings: ["/etc/ssl"],
                networkSettings: ["/etc/resolv.conf"]
            ),
            hostname: "run-1",
            network: .none,
            userNamespaces: .denied,
            work: "/state/work",
            passwd: "/state/passwd",
            trigger: TriggerDirectory(
                program: "/build/deploy-runner",
                builtIn: ["infrastructure-deploy-script"],
                scripts: ["own": "/scripts/own"]
            ),
            tools: ["tofu": "/home/u/bin/tofu"],
            mounts: [
                SandboxConfiguration.Mount("/srv/live.git", at: "/srv/live.git", .readOnly),
                SandboxConfiguration.Mount("/srv/state", at: "/state", .readWrite),
            ],
            entrypoint: ["entrypoint", "--", "own"]
        )
    }
}
