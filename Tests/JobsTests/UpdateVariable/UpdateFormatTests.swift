import Fixtures
import Supervision
import Testing

/// The formatter improves the file, or leaves it.
@Suite struct UpdateFormatTests {
    private static let ragged = "tag=\"v1\"\nlonger_name   = 2\n"
    private static let set = ["--name", "tag", "--value", #""v2""#]

    private func update() async throws -> TestUpdate {
        let update = try await TestUpdate()
        try await update.remote.commit([
            "dev/terraform.tfvars": Self.ragged, "terragrunt.hcl": "inputs = {\n tag=1\n}\n",
        ])
        return update
    }

    @Test(.enabled(if: TestDeploy.hasTerraform, "needs terraform"))
    func `Terraform formats what is committed`() async throws {
        let update = try await update()
        let run = try await update.run(list: update.base + Self.set)
        #expect(run.exitCode == 0, "\(run.errors)")
        #expect(try await update.file() == "tag         = \"v2\"\nlonger_name = 2")
    }

    @Test(arguments: [
        (": > \"$3\"", "what terraform fmt left cannot be read as HCL"),
        ("echo oops >&2; exit 3", "terraform fmt exited with code 3: oops"),
        ("rm \"$3\"", "what terraform fmt left cannot be read as HCL"),
        ("echo 'a = {' > \"$3\"", "what terraform fmt left cannot be read as HCL"),
        ("kill -KILL $$", "terraform fmt was killed by signal 9: "),
    ])
    func `a formatter that fails loses nothing`(script: String, reason: String) async throws {
        let update = try await update()
        try update.fake("terraform", script)
        let run = try await update.run(list: update.base + Self.set)
        #expect(run.exitCode == 0, "\(run.errors)")
        #expect(try await update.file() + "\n" == Self.ragged.replacing("v1", with: "v2"))
        #expect(run.remarks.contains("dev/terraform.tfvars was not formatted: \(reason)"))
    }

    @Test func `OpenTofu formats its own files`() async throws {
        let update = try await update()
        try await update.remote.commit(["dev/main.tofu": Self.ragged])
        try update.fake("terraform", "echo 'only .tf and .tfvars' >&2; exit 2")
        try update.fake("tofu", "[ \"$*\" = 'fmt -no-color main.tofu' ] && sed -i 's/^tag=/tag = /' main.tofu")
        let base = update.base.map { $0 == "dev/terraform.tfvars" ? "dev/main.tofu" : $0 }
        let run = try await update.run(list: base + Self.set)
        #expect(run.exitCode == 0, "\(run.errors)")
        #expect(try await update.file("dev/main.tofu") == "tag = \"v2\"\nlonger_name   = 2", "\(run.errors)")
    }

    @Test func `a formatter that is missing is named`() async throws {
        let update = try await update()
        let base = Array(update.base.dropLast(2))
        let run = try await update.run(list: base + ["--name", "tag", "--value", "2"])
        #expect(run.exitCode == 0, "\(run.errors)")
        #expect(try await update.file("terragrunt.hcl") == "inputs = {\n tag=2\n}")
        #expect(run.errors.contains("terragrunt.hcl was not formatted: terragrunt is not installed"))
    }

    @Test(arguments: [
        ("0.55.1", "hclfmt --terragrunt-hclfmt-file terragrunt.hcl"), ("0.77.22", "hcl fmt --file terragrunt.hcl"),
    ])
    func `Terragrunt is called as its version wants it`(version: String, call: String) async throws {
        let update = try await update()
        try update.fake(
            "terragrunt",
            """
            [ "$1" = --version ] && { echo "terragrunt version v\(version)"; exit 0; }
            [ "$*" = "\(call)" ] || { echo "unknown: $*" >&2; exit 64; }
            sed -i 's/^ tag=/  tag = /' terragrunt.hcl
            """
        )
        let run = try await update.run(list: Array(update.base.dropLast(2)) + ["--name", "tag", "--value", "2"])
        #expect(run.exitCode == 0, "\(run.errors)")
        #expect(try await update.file("terragrunt.hcl") == "inputs = {\n  tag = 2\n}", "\(run.errors)")
    }
}
