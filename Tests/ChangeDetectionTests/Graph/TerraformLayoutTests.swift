import Git
import Testing

@testable import ChangeDetection

/// What each file of a plain Terraform layout affects: `environments` with a backend each, and `modules`.
@Suite struct TerraformLayoutTests {
    private static func environment(_ name: String) -> [String: String] {
        [
            "environments/\(name)/network/main.tf": """
            terraform {
              backend "s3" {
                bucket = "states"
                key    = "\(name)/network.tfstate"
                region = "eu-west-1"
              }
            }
            module "network" {
              source = "../../../modules/network"
            }
            """,
            "environments/\(name)/network/terraform.tfvars": "zones = []\n",
            "environments/\(name)/web/main.tf": """
            terraform {
              backend "s3" {
                bucket = "states"
                key    = "\(name)/web.tfstate"
              }
            }
            data "terraform_remote_state" "network" {
              backend = "s3"
              config = {
                bucket = "states"
                key    = "\(name)/network.tfstate"
                region = "eu-west-1"
              }
            }
            module "web" {
              source    = "../../../modules/web"
              user_data = templatefile("${path.module}/../../shared/user-data.sh", {})
            }
            """,
        ]
    }

    private let tree = TestTree(
        environment("dev").merging(environment("prod")) { $1 }.merging([
            "environments/shared/user-data.sh": "#!/bin/sh\n",
            "modules/network/main.tf": "module \"subnets\" {\n  source = \"./subnets\"\n}\n",
            "modules/network/subnets/main.tf": "",
            "modules/web/main.tf": "locals {\n  policy = file(\"${path.module}/policy.json\")\n}\n",
            "modules/web/policy.json": "{}",
            "modules/unused/main.tf": "",
        ]) { $1 }
    )

    @Test func `what has a backend is a module, and a state that is read is a dependency`() {
        #expect(
            tree.edges == [
                "environments/dev/network", "environments/dev/web → environments/dev/network",
                "environments/prod/network", "environments/prod/web → environments/prod/network",
            ]
        )
    }

    @Test(
        arguments: [
            "backend \"remote\" {\n    organization = \"o\"\n    workspaces {\n      name = \"network\"\n    }\n  }",
            "cloud {\n    organization = \"o\"\n    workspaces {\n      name = \"network\"\n    }\n  }",
        ]
    ) func `a state in a workspace of HCP Terraform is a dependency, too`(home: String) {
        let tree = TestTree([
            "network/main.tf": "terraform {\n  \(home)\n}\n",
            "web/main.tf": """
            data "terraform_remote_state" "network" {
              backend = "remote"
              config = {
                organization = "o"
                workspaces   = { name = "network" }
              }
            }
            """,
        ])
        #expect(tree.edges == ["network", "web → network"])
    }

    static let cases: [(String, [String])] = [
        ("modules/network/main.tf", ["environments/dev/network", "environments/prod/network"]),
        ("modules/network/subnets/main.tf", ["environments/dev/network", "environments/prod/network"]),
        ("modules/network/README.md", ["environments/dev/network", "environments/prod/network"]),
        ("modules/web/policy.json", ["environments/dev/web", "environments/prod/web"]),
        ("modules/unused/main.tf", []),
        ("environments/shared/user-data.sh", ["environments/dev/web", "environments/prod/web"]),
        ("environments/dev/network/terraform.tfvars", ["environments/dev/network"]),
        ("environments/dev/network/new.auto.tfvars", ["environments/dev/network"]),
        ("environments/dev/web/templates/a.tpl", ["environments/dev/web"]),
        ("environments/dev/notes.md", []),
    ]

    @Test(arguments: cases) func `a file affects the modules that read it`(path: String, modules: [String]) throws {
        #expect(try tree.affected(by: path) == modules)
    }

    @Test func `a folder without a backend is a module where nobody calls it and it is in no modules folder`() {
        let tree = TestTree([
            "app/main.tf": "module \"x\" {\n  source = \"./x\"\n}\n", "app/x/main.tf": "", "modules/y/main.tf": "",
        ])
        #expect(tree.edges == ["app"])
        let accounts: Set<String> = ["dev"]
        #expect(ModuleGraph(tree.snapshot, accounts: accounts).modules.isEmpty)
        let inAccount = TestTree(["dev/app/main.tf": "", "examples/app/main.tf": ""])
        #expect(ModuleGraph(inAccount.snapshot, accounts: accounts).modules.keys.map(\.text) == ["dev/app"])
    }

    @Test func `a folder of another module below a module is not part of it`() throws {
        let backend = "terraform {\n  backend \"s3\" {\n    bucket = \"b\"\n    key = \"%\"\n  }\n}\n"
        let tree = TestTree([
            "app/main.tf": backend.replacing("%", with: "a"), "app/sub/main.tf": backend.replacing("%", with: "b"),
            "app/files/x.txt": "",
        ])
        #expect(try tree.affected(by: "app/sub/main.tf") == ["app/sub"])
        #expect(try tree.affected(by: "app/sub/x/y.txt") == ["app/sub"])
        #expect(try tree.affected(by: "app/files/x.txt") == ["app"])
    }

    static let places: [(String, String)] = [
        ("file(\"${path.module}/a.txt\")", "modules/m/a.txt"),
        ("file(\"${path.root}/a.txt\")", "app/a.txt"),
        ("file(\"a.txt\")", "app/a.txt"),
        ("file(\"../shared/${local.name}.txt\")", "shared/x.txt"),
        ("fileset(\"${path.module}/../../policies\", \"*.json\")", "policies/a.json"),
        ("templatefile(\"${path.module}/../t/${var.a}.tpl\", {})", "modules/t/any.tpl"),
        ("filesha256(abspath(\"${path.module}/../../x.zip\"))", "x.zip"),
        ("\"${path.module}/../../lambda\"", "lambda/src/main.py"),
    ]

    @Test(arguments: places) func `places are computed in the folder where they are written`(
        text: String,
        path: String
    ) throws {
        let tree = TestTree([
            "app/main.tf": "module \"m\" {\n  source = \"../modules/m\"\n}\n",
            "modules/m/main.tf": "locals {\n  name = \"x\"\n  value = \(text)\n}\n",
            path: "",
        ])
        #expect(try tree.affected(by: path) == ["app"])
    }

    @Test func `of many files those count that begin as far as a path is known`() throws {
        let tree = TestTree([
            "app/main.tf": "locals {\n  text = file(\"../data/b-${var.name}.txt\")\n}\n",
            "data/a.txt": "", "data/b-.txt": "", "data/b-1.txt": "", "data/b.txt": "", "data/c.txt": "",
        ])
        let changes = ["a", "b-", "b-1", "b", "c"].map { FileChange(GitPath("data/\($0).txt"), .modified) }
        let set = try tree.changeSet(changes)
        #expect(set.jobs.first?.reasons.map(\.text) == ["data/b-.txt", "data/b-1.txt"])
        #expect(set.unrelated.map(\.text) == ["data/a.txt", "data/b.txt", "data/c.txt"])
    }

    @Test(.timeLimit(.minutes(30))) func `values that multiply are no longer than a path`() throws {
        let locals = (1...8).map { number in
            "  a\(number) = \"\(String(repeating: "${local.a\(number - 1)}", count: 50))\"\n"
        }
        let text = "locals {\n  a0 = \"x\"\n\(locals.joined())  text = file(\"../data/${local.a8}\")\n}\n"
        let tree = TestTree(["app/main.tf": text, "data/x": ""])
        #expect(try tree.affected(by: "app/main.tf") == ["app"])
        #expect(try tree.affected(by: "data/x") == [])
    }

    @Test func `what lies behind a symbolic link is read`() throws {
        let tree = TestTree(["app/main.tf": "", "shared/common.tf": "", "shared/files/a.txt": ""])
            .linking("app/common.tf", to: "../shared/common.tf").linking("app/files", to: "../shared/files")
        #expect(try tree.affected(by: "shared/common.tf").contains("app"))
        #expect(try tree.affected(by: "shared/files/a.txt").contains("app"))
        #expect(try tree.affected(by: "app/common.tf") == ["app"])
    }

    @Test(arguments: [
        "module \"m\" {\n  source = \"../sub/vpc\"\n}\n", "locals {\n  policy = file(\"../sub/policy.json\")\n}\n",
        "locals {\n  policy = file(\"../sub/${var.name}.json\")\n}\n", "module \"m\" {\n  source = \"../sub\"\n}\n",
    ]) func `what lies in a submodule changes with it`(text: String) throws {
        let tree = TestTree(["app/main.tf": text, "other/main.tf": ""])
        let set = try tree.changeSet([FileChange(GitPath("sub"), .modified, isSubmodule: true)])
        #expect(set.jobs.map(\.folder.text) == ["app"])
        #expect(set.unrelated.isEmpty)
    }

    @Test(
        arguments: [
            ("local", "path = \"/state/a\"", "local /state/a"),
            ("gcs", "bucket = \"b\"\nprefix = \"p\"", "gcs b p"),
            ("azurerm", "storage_account_name = \"s\"\ncontainer_name = \"c\"\nkey = \"k\"", "azurerm s c k"),
            ("s3", "key = \"only\"", nil),
            ("s3", "bucket = \"b\"\nkey = \"k\"", "s3 b k"),
            ("s3", "bucket = \"b\"\nkey = \"k\"\nendpoints = { s3 = \"e\" }", "s3 b k endpoints.s3=e"),
            ("consul", "path = \"p\"\naddress = \"a\"", "consul p address=a"),
            (
                "kubernetes", "secret_suffix = \"s\"\nnamespace = \"n\"\nconfig_context = \"c\"",
                "kubernetes s n config_context=c"
            ),
            ("kubernetes", "secret_suffix = \"s\"\nnamespace = \"n\"\nhost = var.host", nil),
        ] as [(String, String, String?)]
    ) func `a state is known when everything is that tells states apart`(
        backend: String,
        settings: String,
        state: String?
    ) throws {
        let tree = TestTree(["app/main.tf": "terraform {\n  backend \"\(backend)\" {\n\(settings)\n  }\n}\n"])
        #expect(tree.graph.modules.values.first?.state?.description == state)
    }
}
