import Fixtures
import Foundation
import Testing

/// `terraform-update-variable` through the CLI, the gate and a sandbox.
@Suite(
    .serialized,
    .enabled(if: SandboxRequirement.isMet, Comment(rawValue: SandboxRequirement.reason)),
    .timeLimit(.minutes(30))
)
struct UpdateVariableTests {
    private func update(_ site: Site, _ name: String, _ value: String) async throws -> CommandLineTool.Result {
        let path = "dev/web/terraform.tfvars"
        return try await site.job(
            "terraform-applier",
            "terraform-update-variable",
            "--vars-path",
            path,
            "--name",
            name,
            "--value",
            value,
            "--skip-fmt"
        )
    }

    private func tfvars(_ site: Site) async throws -> String {
        try await site.remote.gitInBareRepository("show", "main:dev/web/terraform.tfvars")
    }

    @Test func `a variable is set in the repository, by the machine user`() async throws {
        let site = try await Site(pushing: .allowed)
        let run = try await update(site, "image_version", #""1.6.0""#)
        #expect(run.code == 0, "\(run.errors)")
        #expect(try await tfvars(site) == "image_version = \"1.6.0\"\nservers       = 2")
        let log = try await site.remote.gitInBareRepository("log", "-1", "--format=%an %s", "main")
        #expect(log == #"Bot Set image_version to "1.6.0" in dev/web/terraform.tfvars [skip ci]"#)
        #expect(run.errors.contains(#"dev/web/terraform.tfvars:1: image_version: "1.5.0" -> "1.6.0""#))
    }

    @Test func `without the configuration's word the repository stays as it is`() async throws {
        let site = try await Site()
        let run = try await update(site, "image_version", #""1.6.0""#)
        #expect(run.code == 69)
        #expect(run.errors.contains("\(site.remote.path) is read-only for this job"), "\(run.errors)")
        #expect(try await tfvars(site).contains("1.5.0"))
    }

    @Test(arguments: [
        ("servers", "3"), ("image_version", #"run_cmd("id")"#), ("image_version", "v1"),
        ("image_version", "\"a\"\nservers = 9"),
    ])
    func `variables that are not listed, and values that are code, do not pass the gate`(
        name: String,
        value: String
    ) async throws {
        let site = try await Site(pushing: .allowed)
        #expect(try await update(site, name, value).code == 77)
        #expect(try await tfvars(site).contains("1.5.0"))
    }
}
