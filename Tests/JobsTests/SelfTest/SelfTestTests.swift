import Fixtures
import SystemPackage
import Testing

@testable import Jobs

/// What `deploy-runner self-test` says of images, here folders of programs.
struct SelfTestTests {
    @Test func `a tool is reported with its version and where it lies`() async throws {
        let image = try Image()
        try image.folder.writeScript("echo 'Terraform v1.11.4'\necho 'on linux_amd64'\n", to: "bin/terraform")
        let finding = try #require(await image.selfTest("terraform").findings().first)
        #expect(finding.line == "ok       terraform: Terraform v1.11.4 (\(image.folder.path)/bin/terraform)")
    }

    @Test func `a version behind other words is found, wherever it is written`() async throws {
        let image = try Image()
        try image.folder.writeScript(
            "echo 'a tool' >&2\necho '  terragrunt version v0.77.1 ' >&2\n",
            to: "bin/terragrunt"
        )
        let finding = try #require(await image.selfTest("terragrunt").findings().first)
        #expect(finding.line.contains("terragrunt: terragrunt version v0.77.1 ("))
    }

    @Test func `terraform, tofu, packer and kaniko are asked for their version in their own way`() {
        for name in ["terraform", "tofu", "packer", "/kaniko/executor"] {
            #expect(ImageTool(name: name).versionArguments == ["version"])
        }
        #expect(ImageTool(name: "git").versionArguments == ["--version"])
    }

    @Test func `a tool that is missing, or that fails, is wrong`() async throws {
        let image = try Image()
        try image.folder.writeScript("echo 1.0; exit 3\n", to: "bin/packer")
        let findings = await image.selfTest("git", "packer").findings()
        #expect(findings.map(\.isFine).prefix(2) == [false, false])
        #expect(findings[0].line.hasPrefix("MISSING  git: git is not installed"))
        #expect(findings[1].line.contains("bin/packer does not tell its version"))
    }

    @Test func `without arguments it looks for what the image says it has, or else for the deploy runner's tools`()
        throws
    {
        let image = try Image()
        #expect(image.selfTest().tools.map(\.name) == ["terraform", "tofu", "terragrunt", "packer", "git"])
        let listed = SelfTest([], environment: ["DEPLOY_RUNNER_TOOLS": "/kaniko/executor git"])
        #expect(listed.tools.map(\.name) == ["/kaniko/executor", "git"])
    }

    @Test func `a script of the trigger directory that cannot be executed is wrong, and so is a directory without any`()
        async throws
    {
        let image = try Image()
        #expect(await image.scripts().line.contains("there are none"))
        try image.folder.writeScript("", to: "scripts/smoke-test")
        #expect(await image.scripts().line.hasSuffix("smoke-test"))
        try image.folder.write("", to: "scripts/forgotten")
        #expect(await image.scripts().line.contains("not an executable file: forgotten"))
    }

    @Test func `a home that is not there is wrong`() async throws {
        let selfTest = SelfTest(["git"], environment: ["PATH": "/nowhere", "HOME": "/nowhere"])
        let home = try #require(await selfTest.findings().first { $0.subject == "home" })
        #expect(!home.isFine)
        #expect(home.line.contains("may not write to /nowhere"))
    }

    /// A folder that stands for an image.
    private struct Image {
        let folder: TestFolder

        init() throws {
            folder = try TestFolder()
        }

        func selfTest(_ tools: String...) -> SelfTest {
            let environment = ["PATH": "\(folder.path)/bin", "HOME": folder.path.string]
            var selfTest = SelfTest(tools, environment: environment)
            selfTest.triggerDirectory = folder.path.appending("scripts")
            return selfTest
        }

        func scripts() async -> SelfTestFinding {
            await selfTest("git").findings()[1]
        }
    }
}
