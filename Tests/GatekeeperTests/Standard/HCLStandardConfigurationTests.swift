import Fixtures
import Foundation
import Gatekeeper
import Supervision
import Testing

/// The standard configuration in HCL, held to the one in Swift: one truth in two languages.
@Suite(.enabled(if: TerraformRequirement.isMet, "needs terraform on the PATH"), .timeLimit(.minutes(30)))
struct HCLStandardConfigurationTests {
    @Test func `whatever the sections say, Terraform and the gate make the same containers of it`() async throws {
        var draws = StandardSections(seed: 5)
        var cases: [String: [String: Any]] = ["complete": StandardSections.complete, "empty": StandardSections.empty]
        for number in 1...100 { cases["drawn-\(number)"] = draws.next() }

        let root = try await Self.root
        try root.write(try Self.text(cases), to: "cases.json")
        let applied = try await root.terraform("apply", ["-auto-approve"])
        try #require(applied.succeeded, "\(applied.errorText)")
        let made = try #require(try await root.outputs()["container_images"] as? [String: Any])
        for (name, sections) in cases {
            let expected = try Self.containers(["standard_configuration": sections])
            let found = try #require(made[name] as? NSDictionary)
            let difference = Self.difference(expected, found, at: name)
            #expect(difference == nil)
        }
    }

    @Test(arguments: StandardSections.mistakes)
    func `what the gate refuses, Terraform refuses in words before anything is made`(
        _ mistake: StandardSections.Mistake
    ) async throws {
        let sections = try #require(try JSONSerialization.jsonObject(with: Data(mistake.json.utf8)) as? [String: Any])
        #expect(throws: InvalidConfiguration.self) {
            try Fixtures.configuration(try Self.text(["standard_configuration": sections]))
        }
        let root = try await Self.root
        try root.write(try Self.text(["case": sections]), to: "cases.json")
        let planned = try await root.terraform("plan")
        #expect(!planned.succeeded)
        // Terraform breaks lines where it likes.
        let words = planned.errorText.split { " \n│".contains($0) }.joined(separator: " ")
        #expect(words.contains(mistake.words), "\(planned.errorText)")
    }

    /// A root module that calls the module for every case of `cases.json`.
    private static var root: TerraformRoot {
        get async throws {
            let root = try await TerraformRoot("modules/every-case")
            try root.write(
                """
                module "standard" {
                  source               = "../ecs-deploy-runner-standard-configuration"
                  for_each             = jsondecode(file("${path.module}/cases.json"))
                  docker_image_builder = try(each.value.docker_image_builder, null)
                  ami_builder          = try(each.value.ami_builder, null)
                  terraform_planner    = try(each.value.terraform_planner, null)
                  terraform_applier    = try(each.value.terraform_applier, null)

                  docker_image_builder_hardcoded_args    = try(each.value.docker_image_builder_hardcoded_args, null)
                  docker_image_builder_hardcoded_options = try(each.value.docker_image_builder_hardcoded_options, null)
                }
                output "container_images" {
                  value = { for name, each in module.standard : name => each.container_images }
                }
                """,
                to: "main.tf"
            )
            try root.write("{}", to: "cases.json")
            let made = try await root.terraform("init")
            try #require(made.succeeded, "\(made.errorText)")
            return root
        }
    }

    /// The first place at which two documents are not the same, and what stands there in each.
    private static func difference(_ expected: Any?, _ found: Any?, at path: String) -> String? {
        if let expected = expected as? [String: Any], let found = found as? [String: Any] {
            return Set(expected.keys).union(found.keys).sorted().lazy.compactMap { key in
                difference(expected[key], found[key], at: "\(path).\(key)")
            }.first
        }
        let isSame = (expected as? NSObject) == (found as? NSObject)
        return isSame ? nil : "\(path): the gate has \(expected ?? "nothing"), Terraform \(found ?? "nothing")"
    }

    private static func containers(_ document: [String: Any]) throws -> NSDictionary {
        let json = try Fixtures.configuration(try text(document)).containersNode.json
        return try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? NSDictionary)
    }

    private static func text(_ value: Any) throws -> String {
        String(decoding: try JSONSerialization.data(withJSONObject: value), as: UTF8.self)
    }
}
