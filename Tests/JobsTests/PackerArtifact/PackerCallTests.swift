import Fixtures
import SystemPackage
import Testing

@testable import Jobs

/// The calls of packer, written down by a fake one of a newer version.
@Suite(.timeLimit(.minutes(30))) struct PackerCallTests {
    private static let hcl = """
        source "null" "one" {}
        source "null" "two" {}
        build {
          sources = ["null.one", "null.two"]
        }
        """

    private static func packer(_ more: String = "") throws -> TestPacker {
        let packer = try TestPacker()
        try packer.fake(
            "packer",
            """
            [ "$1" = version ] && { echo "Packer v1.11.2"; exit 0; }
            echo "$PWD: packer $*" >> "$TEST/calls"
            \(more)
            """
        )
        try packer.folder.write(hcl, to: "ami/t.pkr.hcl")
        return packer
    }

    private static func calls(_ packer: TestPacker) -> [String] {
        (packer.folder.read("calls") ?? "").split(separator: "\n").map(String.init)
    }

    @Test func `plug-ins are fetched first, then the template is checked, then built`() async throws {
        let packer = try Self.packer()
        let run = try await packer.run("ami/t.pkr.hcl", "--var", "a=-b", "--build-name", "two")
        #expect(run.exitCode == 0, "\(run.errors)")
        let place = "\(packer.folder.path)"
        let template = "\(place)/ami/t.pkr.hcl"
        #expect(
            Self.calls(packer) == [
                "\(place): packer init \(template)",
                "\(place): packer validate -only=null.two -var a=-b \(template)",
                "\(place): packer build -machine-readable -color=false -only=null.two -var a=-b \(template)",
            ]
        )
    }

    @Test func `a template of a repository is built in its folder`() async throws {
        var packer = try Self.packer()
        let remote = try await RemoteRepository()
        try await remote.commit(["deep/t.pkr.hcl": Self.hcl])
        packer.environment["DEPLOY_RUNNER_LOCAL_REPOSITORIES"] = remote.path.string
        let run = try await packer.run("git::file://\(remote.path)//deep")
        #expect(run.exitCode == 0, "\(run.errors)")
        #expect(Self.calls(packer).allSatisfy { $0.hasPrefix("\(packer.folder.path)/tmp/packer.") })
        #expect(Self.calls(packer).last?.contains("/repository/deep: packer build ") == true)
    }

    @Test(arguments: [("init", 69, "packer init could not fetch"), ("validate", 64, "packer does not accept")])
    func `a step that fails ends the job, with packer's words`(step: String, code: Int32, text: String) async throws {
        let packer = try Self.packer("if [ \"$1\" = \(step) ]; then echo 'no such plug-in'; exit 1; fi")
        let run = try await packer.run("ami/t.pkr.hcl")
        #expect(run.exitCode == code)
        #expect(run.errors.contains(text) && run.errors.contains("no such plug-in"), "\(run.errors)")
        #expect(Self.calls(packer).last?.contains(" packer \(step) ") == true)
    }

    @Test func `several artifacts are several lines, and images of several regions stay together`() async throws {
        let packer = try Self.packer(
            """
            [ "$1" = build ] || exit 0
            echo '1,null.two,artifact,0,id,us-east-1:ami-2'
            echo '1,null.one,artifact,0,id,us-east-1:ami-1%!(PACKER_COMMA)us-west-2:ami-3'
            echo 'panic: not a record'
            printf '1,,ui,say,no newline at the end'
            """
        )
        let run = try await packer.run("ami", "--output-properties-file", "out")
        #expect(run.exitCode == 0, "\(run.errors)")
        #expect(run.output == "panic: not a record\nno newline at the end")
        #expect(
            packer.folder.read("out") == """
                ARTIFACT_ID=us-east-1:ami-1,us-west-2:ami-3,ami-2
                ARTIFACT_ID_null_one=us-east-1:ami-1,us-west-2:ami-3
                ARTIFACT_ID_null_two=ami-2

                """
        )
    }

    @Test func `a file for the result and nothing to write is an error`() async throws {
        let packer = try Self.packer()
        let run = try await packer.run("ami", "--output-properties-file", "out")
        #expect(run.exitCode == 69 && run.errors.contains("packer made no artifact"))
        #expect(packer.folder.read("out") == nil)
    }

    @Test func `a line of any length does not stop the log`() async throws {
        let packer = try Self.packer(
            """
            [ "$1" = build ] || exit 0
            printf '1,,ui,say,'; head -c 3000000 /dev/zero | tr '\\0' x; echo
            echo '1,,ui,say,after'
            """
        )
        let run = try await packer.run("ami")
        #expect(run.exitCode == 0)
        #expect(run.output.utf8.count { $0 == UInt8(ascii: "x") } == 3_000_000)
        #expect(run.output.hasSuffix("after"))
    }

    @Test func `what packer leaves running does not hold the job`() async throws {
        let packer = try Self.packer(
            "[ \"$1\" = build ] && { sleep 600 & echo $! > $TEST/pid; echo '1,,ui,say,done'; }; exit 0"
        )
        let run = try await packer.run("ami")
        #expect(run.exitCode == 0 && run.output == "done")
        _ = try await packer.shell("kill $(cat pid)")
    }

    @Test func `without packer the job says what is missing`() async throws {
        var packer = try TestPacker()
        packer.environment["PATH"] = "\(packer.folder.path)/bin"
        let run = try await packer.run("t.json")
        #expect(run.exitCode == 69 && run.errors.contains("packer is not installed"))
    }
}
