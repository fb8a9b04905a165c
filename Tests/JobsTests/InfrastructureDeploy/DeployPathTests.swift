import Fixtures
import RunProtocol
import Supervision
import SystemPackage
import Testing

@testable import Jobs

@Suite struct DeployPathTests {
    @Test(
        arguments: [
            ("", []), (".", []), ("./", []), ("dev/vpc", ["dev", "vpc"]), ("dev/vpc/", ["dev", "vpc"]),
            ("./dev//vpc/.", ["dev", "vpc"]),
            ("..x/.y", ["..x", ".y"]),
        ] as [(String, [String])]
    )
    func `a relative path is read, however it is written`(text: String, components: [String]) throws {
        #expect(try DeployPath(text).components == components)
    }

    @Test(arguments: ["/", "/etc", "..", "../x", "dev/..", "dev/../../x", ".git", "dev/.git/hooks", "dev/.GIT"])
    func `a path that is absolute or leads out of the files is refused`(text: String) {
        let error = #expect(throws: RunnerError.self) { _ = try DeployPath(text) }
        #expect(error?.errorType == "InvalidDeployPath")
        #expect(error?.message == "the deploy path \(text) is not a path inside the repository")
    }

    @Test func `a deploy path that is not there is answered with those that are`() async throws {
        let deploy = try await TestDeploy()
        let commit = try await deploy.remote.commit(["dev/vpc/main.tf": "", "dev/rds/main.tf": "", "prod/x/y.tf": ""])
        try deploy.fakeTerraform()
        for (path, hint) in [
            ("dev/vcp", "in dev there are: dev/rds, dev/vpc"), ("nope/vpc", "in the root there are: dev, prod"),
            ("dev/vpc/deeper/still", "there are no folders in dev/vpc"),
        ] {
            let run = try await deploy.run("--command", "plan", "--binary", "terraform", "--deploy-path", path)
            #expect(run.exitCode == 64)
            #expect(
                run.remarks.suffix(2) == [
                    "the deploy path \(path) does not exist in commit \(commit)", "hint: \(hint)",
                ]
            )
        }
        let file = try await deploy.run(
            "--command",
            "plan",
            "--binary",
            "terraform",
            "--deploy-path",
            "dev/vpc/main.tf"
        )
        #expect(file.exitCode == 64)
        #expect(file.errors.contains("the deploy path dev/vpc/main.tf is a file in commit \(commit)"))
        #expect(deploy.calls == [])
    }

    @Test func `a symbolic link that leads out of the repository is refused, one inside is followed`() async throws {
        let deploy = try await TestDeploy()
        try await deploy.remote.commit(["dev/vpc/main.tf": ""])
        try await deploy.remote.commitLink("out", to: "/etc")
        try await deploy.remote.commitLink("up", to: "../..")
        try await deploy.remote.commitLink("hidden", to: ".git")
        try await deploy.remote.commitLink("inside", to: "dev")
        try deploy.fakeTerraform("pwd >> $TEST/seen")
        for path in ["out", "out/ssl", "up", "hidden", "hidden/refs"] {
            let run = try await deploy.run("--command", "plan", "--binary", "terraform", "--deploy-path", path)
            #expect(run.exitCode == 64, "\(path)")
            #expect(run.errors.contains("the deploy path \(path) leads out of the repository"), "\(run.errors)")
        }
        #expect(deploy.calls == [])
        let run = try await deploy.run("--command", "plan", "--binary", "terraform", "--deploy-path", "inside/vpc")
        #expect(run.exitCode == 0)
        #expect(deploy.folder.read("seen")?.contains("/repository/dev/vpc\n") == true)
    }
}
