/// A repository as Terragrunt's documentation lays one out: `root.hcl`, `_envcommon`, and one file each that says which
/// account, which region and which environment a folder belongs to.
enum TerragruntLayout {
    static let tree = TestTree(
        shared.merging(environment("non-prod", "us-east-1", "qa")) { $1 }
            .merging(environment("non-prod", "us-east-1", "stage")) { $1 }
            .merging(environment("prod", "us-east-1", "prod")) { $1 }
    )

    private static let shared = [
        "root.hcl": """
        locals {
          account_vars = read_terragrunt_config(find_in_parent_folders("account.hcl"))
          region_vars  = read_terragrunt_config(find_in_parent_folders("region.hcl"))
          account_name = local.account_vars.locals.account_name
          aws_region   = local.region_vars.locals.aws_region
          tags         = yamldecode(file("${get_repo_root()}/tags.yml"))
        }
        generate "provider" {
          path      = "provider.tf"
          if_exists = "overwrite_terragrunt"
          contents  = <<EOF
        provider "aws" {
          region = "${local.aws_region}"
        }
        EOF
        }
        remote_state {
          backend = "s3"
          config = {
            encrypt = true
            bucket  = "states-${local.account_name}-${local.aws_region}"
            key     = "${path_relative_to_include()}/terraform.tfstate"
            region  = local.aws_region
          }
        }
        inputs = merge(local.account_vars.locals, local.region_vars.locals)
        """,
        "tags.yml": "team: platform\n",
        "README.md": "# Live\n",
        "_envcommon/mysql.hcl": """
        locals {
          environment_vars = read_terragrunt_config(find_in_parent_folders("env.hcl"))
          env              = local.environment_vars.locals.environment
          base_source_url  = "git::https://example.com/catalog.git//modules/mysql"
        }
        inputs = {
          name = "mysql_${local.env}"
        }
        """,
        "_envcommon/webserver-cluster.hcl": """
        locals {
          environment_vars = read_terragrunt_config(find_in_parent_folders("env.hcl"))
          base_source_url  = "git::https://example.com/catalog.git//modules/asg-alb-service"
        }
        dependency "mysql" {
          config_path = "../mysql"
        }
        inputs = {
          db_url = dependency.mysql.outputs.endpoint
        }
        """,
        "non-prod/account.hcl": "locals {\n  account_name = \"non-prod\"\n}\n",
        "prod/account.hcl": "locals {\n  account_name = \"prod\"\n}\n",
        "non-prod/us-east-1/region.hcl": "locals {\n  aws_region = \"us-east-1\"\n}\n",
        "prod/us-east-1/region.hcl": "locals {\n  aws_region = \"us-east-1\"\n}\n",
    ]

    private static func environment(_ account: String, _ region: String, _ name: String) -> [String: String] {
        let folder = "\(account)/\(region)/\(name)"
        return [
            "\(folder)/env.hcl": "locals {\n  environment = \"\(name)\"\n}\n",
            "\(folder)/mysql/terragrunt.hcl": module("mysql"),
            "\(folder)/webserver-cluster/terragrunt.hcl": module("webserver-cluster"),
        ]
    }

    private static func module(_ name: String) -> String {
        """
        include "root" {
          path = find_in_parent_folders("root.hcl")
        }
        include "envcommon" {
          path   = "${dirname(find_in_parent_folders("root.hcl"))}/_envcommon/\(name).hcl"
          expose = true
        }
        terraform {
          source = "${include.envcommon.locals.base_source_url}?ref=v0.8.0"
        }
        """
    }
}
