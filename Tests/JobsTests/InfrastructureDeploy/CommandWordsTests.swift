import RunProtocol
import Testing

@testable import Jobs

@Suite struct CommandWordsTests {
    @Test func `words are split as a shell splits them, and nothing is expanded`() throws {
        let words = try CommandWords(#"-var 'a=b c' -var-file "x y.tfvars" $HOME `id` \  "#, at: try DeployPath(""))
        #expect(words.words == ["-var", "a=b c", "-var-file", "x y.tfvars", "$HOME", "`id`", " "])
        #expect(try CommandWords("", at: try DeployPath("")).words == [])
        #expect(try CommandWords("  \t ", at: try DeployPath("")).words == [])
    }

    @Test(arguments: [
        ("-destroy", true), ("--destroy", true), ("-destroy=true", true), ("-destroy=1", true), ("-destroy=T", true),
        ("-destroy=false", false), ("-destroy=0", false), ("-destroyed", false), ("destroy", false),
        ("-var destroy=1", false),
        ("-no-color '-destroy'", true), ("-d\"estro\"y", true), ("", false),
    ])
    func `an apply that destroys is recognised in every form that Go reads`(text: String, destroys: Bool) throws {
        #expect(try CommandWords(text, at: try DeployPath("")).destroy == destroys)
    }

    @Test(arguments: [
        "-var-file=/etc/passwd", "-var-file /etc/passwd", "--var-file=../../../x", "-var-file ../../../x", "/tmp/plan",
        "--terragrunt-modules-that-include=../../../_envcommon/x.hcl", "-state=a/../../../../x", "~/x", "-out=~root/x",
    ])
    func `a path that leads out of the repository is refused`(text: String) throws {
        let error = #expect(throws: RunnerError.self) { _ = try CommandWords(text, at: try DeployPath("dev/vpc")) }
        #expect(error?.message.hasSuffix("in --command-args leads out of the repository") == true)
        #expect(error?.cause == "it is read relative to the deploy path dev/vpc")
    }

    @Test(arguments: [
        "-var-file=common.tfvars", "-var-file ../../common.tfvars",
        "--terragrunt-modules-that-include=../../_envcommon/x.hcl",
        "-var path=/etc/x", "-target=module.x", "plan.out", "-lock-timeout=5m", "-var-file ../../a/../b",
    ])
    func `paths inside the repository and other values pass`(text: String) throws {
        #expect(try !CommandWords(text, at: try DeployPath("dev/vpc")).words.isEmpty)
    }

    @Test(arguments: ["'open", "\"open", "x\\", "-- -destroy", "a -- b"])
    func `what cannot be split for sure is refused`(text: String) throws {
        let error = #expect(throws: RunnerError.self) { _ = try CommandWords(text, at: try DeployPath("")) }
        #expect(error?.errorType == "InvalidCommandArguments")
        #expect(error?.code == .usage)
    }
}
