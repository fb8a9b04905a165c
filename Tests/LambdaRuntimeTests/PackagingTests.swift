import Fixtures
import Supervision
import SystemPackage
import Testing

/// `make package-invoker`, with a small program in place of the invoker.
@Suite(.timeLimit(.minutes(30))) struct PackagingTests {
    private static let scripts = EmulatedFunction.peers.removingLastComponent().removingLastComponent()
        .appending("scripts")

    private func run(_ script: String, _ arguments: String...) async throws -> CommandResult {
        let environment = ["PATH": "/usr/local/bin:/usr/bin:/bin"]
        return try await Command(Self.scripts.appending(script).string, arguments, environment: environment).capture()
    }

    @Test func `the package holds one program, named as Lambda wants it, and is the same every time`() async throws {
        let folder = try TestFolder()
        var packages: [[UInt8]] = []
        for name in ["a.zip", "b/b.zip"] {
            let package = folder.path.appending(name).string
            let result = try await run("package-invoker", "--binary", "/bin/true", "--output", package)
            #expect(result.succeeded, "\(result.errorText)")
            #expect(result.outputText.hasPrefix("\(package): "))
            packages.append(try await Command("/bin/cat", [package], environment: [:]).capture().output)
        }
        #expect(packages.first == packages.last)
        let listing = """
            import sys, zipfile
            for entry in zipfile.ZipFile(sys.argv[1]).infolist():
                print(entry.filename, oct(entry.external_attr >> 16), entry.date_time[:3])
            """
        let command = Command(
            "python3",
            ["-c", listing, folder.path.appending("a.zip").string],
            environment: ["PATH": "/usr/local/bin:/usr/bin:/bin"]
        )
        #expect(try await command.capture().outputText == "bootstrap 0o100755 (1980, 1, 1)")
    }

    @Test func `a program that needs a newer glibc is told, with the symbols, and refused where that is asked`()
        async throws
    {
        let told = try await run("glibc-symbols", "--newest", "2.4", "/bin/true")
        #expect(told.succeeded)
        #expect(told.outputText.contains("needs libc.so.6\nneeds glibc 2."))
        #expect(told.errorText.contains("\n  __libc_start_main (glibc 2."))
        #expect(told.errorText.contains("docker/invoker/Dockerfile"))
        let refused = try await run("glibc-symbols", "--strict", "--newest", "2.4", "/bin/true")
        #expect(refused.ending == .exited(1))
    }

    @Test func `versions are compared as numbers`() async throws {
        let newer = try await run("glibc-symbols", "--strict", "--newest", "2.100", "/bin/true")
        #expect(newer.ending == .exited(0))
        #expect(newer.outputText.hasSuffix("runs where glibc is 2.100 or newer"))
    }

    @Test func `what is no program is said to be none`() async throws {
        let result = try await run("glibc-symbols", "/etc/passwd")
        #expect(result.ending == .exited(66))
        #expect(result.errorText.contains("/etc/passwd is not a program"))
    }
}
