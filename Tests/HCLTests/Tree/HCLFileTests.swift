import HCL
import Testing

/// Files as people write them.
@Suite struct HCLFileTests {
    private let terragrunt = #"""
        # The network of dev.
        include "root" {
          path   = find_in_parent_folders("root.hcl")
          expose = true
        }

        locals {
          env = read_terragrunt_config(find_in_parent_folders("env.hcl")) // above
        }

        dependency "vpc" { config_path = "${get_terragrunt_dir()}/../vpc" }

        terraform {
          source = "git::https://example.com/modules.git//app?ref=${local.env.locals.version}"
          extra_arguments "vars" {
            commands = get_terraform_commands_that_need_vars()
          }
        }

        inputs = {
          image_version = "v1.2.3" /* pinned */
          vpc_id        = dependency.vpc.outputs.id
          "quoted-key"  : [1, -2.5e3, true, null,]
          script        = <<-EOT
            line one
              ${local.env.locals.name} two
            EOT
        }
        """#

    private func parsed(_ text: String) throws -> HCLFile {
        try HCLFile(parsing: Array(text.utf8), name: "x.hcl")
    }

    @Test func `blocks have their types, labels, bodies and places`() throws {
        let body = try parsed(terragrunt).body
        #expect(body.blocks.map(\.type) == ["include", "locals", "dependency", "terraform"])
        #expect(body.blocks.map(\.labels) == [["root"], [], ["vpc"], []])
        #expect(body.blocks.map(\.position.description) == ["2:1", "7:1", "11:1", "13:1"])
        let inner = try #require(body.blocks("terraform").first?.body)
        #expect(inner.attributes.map(\.name) == ["source"])
        #expect(inner.blocks.map(\.labels) == [["vars"]])
        #expect(body.attribute("inputs")?.position == HCLPosition(line: 20, column: 1))
    }

    @Test func `calls inside calls are found by walking`() throws {
        var calls: [String] = []
        try parsed(terragrunt).body.walk { if case .call(let call) = $0.kind { calls.append(call.name) } }
        #expect(
            calls.sorted() == [
                "find_in_parent_folders", "find_in_parent_folders", "get_terraform_commands_that_need_vars",
                "get_terragrunt_dir", "read_terragrunt_config",
            ]
        )
    }

    @Test func `a template has its parts, and an expression its bytes`() throws {
        let file = try parsed(terragrunt)
        let path = try #require(file.body.blocks("dependency").first?.body.attribute("config_path")?.expression)
        guard case .template(let parts) = path.kind, case .interpolation(let call) = parts[0],
            case .literal(let rest) = parts[1]
        else {
            Issue.record("\(path)")
            return
        }
        #expect(file.text(call.range) == "get_terragrunt_dir()")
        #expect(rest == "/../vpc")
        #expect(file.text(path.range) == #""${get_terragrunt_dir()}/../vpc""#)
    }

    @Test func `comments are kept with their places`() throws {
        let file = try parsed(terragrunt)
        #expect(file.comments.map(file.text) == ["# The network of dev.", "// above", "/* pinned */"])
    }

    @Test func `a byte order mark and carriage returns are no content`() throws {
        let file = try parsed("\u{FEFF}a = 1\r\nb {\r\n  c = <<X\r\n t\r\nX\r\n}\r\n")
        #expect(file.body.attributes.map(\.name) == ["a"])
        #expect(file.body.blocks.first?.body.attribute("c")?.expression.string == " t\r\n")
    }
}
