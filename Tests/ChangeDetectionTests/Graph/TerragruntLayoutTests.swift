import Git
import Testing

@testable import ChangeDetection

/// What each file of Terragrunt's documented layout affects.
@Suite struct TerragruntLayoutTests {
    private let tree = TerragruntLayout.tree

    private static let qa = ["non-prod/us-east-1/qa/mysql", "non-prod/us-east-1/qa/webserver-cluster"]
    private static let stage = ["non-prod/us-east-1/stage/mysql", "non-prod/us-east-1/stage/webserver-cluster"]
    private static let prod = ["prod/us-east-1/prod/mysql", "prod/us-east-1/prod/webserver-cluster"]

    @Test func `every folder with a terragrunt.hcl is a module, and dependencies come from the common files`() {
        #expect(
            tree.edges == [
                "non-prod/us-east-1/qa/mysql",
                "non-prod/us-east-1/qa/webserver-cluster → non-prod/us-east-1/qa/mysql",
                "non-prod/us-east-1/stage/mysql",
                "non-prod/us-east-1/stage/webserver-cluster → non-prod/us-east-1/stage/mysql",
                "prod/us-east-1/prod/mysql",
                "prod/us-east-1/prod/webserver-cluster → prod/us-east-1/prod/mysql",
            ]
        )
    }

    static let cases: [(String, [String])] = [
        ("root.hcl", qa + stage + prod),
        ("tags.yml", qa + stage + prod),
        ("_envcommon/mysql.hcl", [qa[0], stage[0], prod[0]]),
        ("_envcommon/webserver-cluster.hcl", [qa[1], stage[1], prod[1]]),
        ("non-prod/account.hcl", qa + stage),
        ("prod/us-east-1/region.hcl", prod),
        ("non-prod/us-east-1/qa/env.hcl", qa),
        ("non-prod/us-east-1/qa/mysql/terragrunt.hcl", [qa[0]]),
        ("non-prod/us-east-1/qa/mysql/policy.json", [qa[0]]),
        ("README.md", []),
    ]

    @Test(arguments: cases) func `a file affects the modules that read it`(path: String, modules: [String]) throws {
        #expect(try tree.affected(by: path) == modules)
    }

    @Test func `a file that would be found in the place of another affects whoever looks for it`() throws {
        let moved = tree.with([
            "non-prod/us-east-1/qa/mysql/region.hcl": nil, "non-prod/us-east-1/qa/account.hcl": "locals {}",
        ])
        #expect(try moved.changeSet(from: tree).jobs.map(\.folder.text) == Self.qa)
        // And when it is taken away again, though nothing of it is left to be read.
        #expect(try tree.changeSet(from: moved).jobs.map(\.folder.text) == Self.qa)
    }

    @Test func `every module's state has a key of its own, computed from where it is`() throws {
        let states = tree.graph.modules.values.compactMap { $0.state?.description }
        #expect(Set(states).count == 6)
        #expect(states.contains("s3 states-prod-us-east-1 prod/us-east-1/prod/mysql/terraform.tfstate"))
    }

    @Test func `a local state with a relative path is each module's own`() {
        let local = TestTree([
            "root.hcl": """
            remote_state {
              backend = "local"
              config  = { path = "terraform.tfstate" }
            }
            """,
            "dev/vpc/terragrunt.hcl": "include {\n  path = find_in_parent_folders(\"root.hcl\")\n}\n",
            "dev/app/terragrunt.hcl": "include {\n  path = find_in_parent_folders(\"root.hcl\")\n}\n",
        ])
        let states = local.graph.modules.values.compactMap { $0.state?.shown }
        #expect(states.sorted() == ["local /dev/app/terraform.tfstate", "local /dev/vpc/terraform.tfstate"])
    }

    @Test func `an old root file that is called terragrunt.hcl is no module where others include it`() throws {
        let old = TestTree([
            "terragrunt.hcl": "remote_state {\n  backend = \"s3\"\n}\n",
            "dev/vpc/terragrunt.hcl": "include {\n  path = find_in_parent_folders()\n}\n",
            "dev/app/terragrunt.hcl": """
            include {
              path = find_in_parent_folders()
            }
            dependencies {
              paths = ["../vpc"]
            }
            """,
        ])
        #expect(old.edges == ["dev/app → dev/vpc", "dev/vpc"])
        #expect(try old.affected(by: "terragrunt.hcl") == ["dev/app", "dev/vpc"])
    }

    @Test func `a local source takes along what it calls itself`() throws {
        let local = TestTree([
            "modules/vpc/main.tf": "module \"subnets\" {\n  source = \"../subnets\"\n}\n",
            "modules/subnets/main.tf": "resource \"null_resource\" \"a\" {}\n",
            "modules/subnets/files/a.json": "{}",
            "modules/other/main.tf": "",
            "dev/vpc/terragrunt.hcl": "terraform {\n  source = \"../../modules//vpc\"\n}\n",
        ])
        #expect(local.edges == ["dev/vpc"])
        for file in ["modules/vpc/main.tf", "modules/subnets/main.tf", "modules/subnets/files/a.json"] {
            #expect(try local.affected(by: file) == ["dev/vpc"], "\(file)")
        }
        #expect(try local.affected(by: "modules/other/main.tf") == [])
    }

    static let expressions: [(String, String)] = [
        ("read_terragrunt_config(\"../common.hcl\")", "dev/common.hcl"),
        ("read_terragrunt_config(\"${get_terragrunt_dir()}/../common.hcl\")", "dev/common.hcl"),
        ("yamldecode(file(find_in_parent_folders(\"data.yml\", \"none.yml\")))", "data.yml"),
        ("yamldecode(file(\"${get_parent_terragrunt_dir()}/${local.name}.yml\"))", "dev/vpc/data.yml"),
        ("jsondecode(file(\"${get_repo_root()}/accounts.json\"))", "accounts.json"),
        ("sops_decrypt_file(\"secrets.yaml\")", "dev/vpc/secrets.yaml"),
        ("yamldecode(sops_decrypt_file(\"${get_path_to_repo_root()}/secrets.yaml\"))", "secrets.yaml"),
        ("file(format(\"%s/%s.yml\", get_repo_root(), local.name))", "data.yml"),
        ("file(join(\"/\", [get_repo_root(), \"x\", \"${local.name}.yml\"]))", "x/data.yml"),
        ("file(\"${get_repo_root()}/data/${get_env(\"ENV\")}.yml\")", "data/prod.yml"),
        ("file(\"${get_repo_root()}/data-${get_env(\"ENV\")}.yml\")", "data-prod.yml"),
        ("read_tfvars_file(\"../common.tfvars\")", "dev/common.tfvars"),
        ("file(local.files.settings)", "settings/x.yml"),
    ]

    @Test(arguments: expressions) func `paths are computed from what the files say`(text: String, path: String) throws {
        var files = [
            "dev/vpc/terragrunt.hcl": """
            locals {
              name  = "data"
              files = { settings = "${get_repo_root()}/settings/x.yml" }
              value = \(text)
            }
            """,
            "dev/common.hcl": "", "data.yml": "", "accounts.json": "{}", "secrets.yaml": "",
        ]
        files[path] = files[path] ?? ""
        let tree = TestTree(files)
        #expect(try tree.affected(by: path) == ["dev/vpc"])
        #expect(try tree.affected(by: "unrelated.txt") == [])
    }

    @Test func `variable files of extra_arguments are read, there or not`() throws {
        let tree = TestTree([
            "dev/vpc/terragrunt.hcl": """
            terraform {
              extra_arguments "common" {
                commands           = ["plan", "apply"]
                required_var_files = ["${get_repo_root()}/common.tfvars"]
                optional_var_files = ["../region.tfvars"]
              }
            }
            """
        ])
        #expect(try tree.affected(by: "common.tfvars") == ["dev/vpc"])
        #expect(try tree.affected(by: "dev/region.tfvars") == ["dev/vpc"])
    }
}
