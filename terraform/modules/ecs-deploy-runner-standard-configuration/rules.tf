# What the inputs decide about each script: `patterns` beside those of the table, `hardcoded` options, options that are
# `withheld` from callers because the configuration gives them, and rules for `nested` argument lists.

locals {
  hardcoded_repository = {
    for name, repository in local.single_repository : name => {
      for option, value in { repo = repository } : option => [value] if value != null
    }
  }
  hardcoded_git_url = {
    for option, value in { git-url = local.single_repository.terraform-applier } : option => [value] if value != null
  }

  apply_refs     = distinct(try([for each in var.terraform_applier.allowed_apply_git_refs : tostring(each)], []))
  variable_names = distinct(try([for each in var.terraform_applier.allowed_update_variable_names : tostring(each)], []))
  machine_user = {
    for option, value in {
      git-user-name  = try(var.terraform_applier.machine_user_git_info.name, null)
      git-user-email = try(var.terraform_applier.machine_user_git_info.email, null)
    } : option => [value] if value != null
  }

  rules = {
    docker-image-builder = {
      build-docker-image = {
        patterns = { repo = local.repositories.docker-image-builder }
        hardcoded = merge(
          {
            for option, values in coalesce(var.docker_image_builder_hardcoded_options, {}) :
            trimprefix(trimprefix(option, "-"), "-") => values
          },
          local.hardcoded_repository.docker-image-builder,
        )
        arguments  = coalesce(var.docker_image_builder_hardcoded_args, ["--idempotent"])
        withheld   = []
        nested     = {}
        on_abandon = "cancel"
      }
    }
    ami-builder = {
      build-packer-artifact = {
        patterns = {
          packer-template-path = "git::(?:${local.repositories.ami-builder})//${local.relative_path}(?:\\?ref=${local.ref})?"
        }
        hardcoded  = merge({ idempotent = ["true"] }, local.access_options)
        arguments  = []
        withheld   = []
        nested     = {}
        on_abandon = "cancel"
      }
    }
    terraform-planner = {
      infrastructure-deploy-script = {
        patterns   = { repo = local.repositories.terraform-planner, command = local.planner_commands }
        hardcoded  = local.hardcoded_repository.terraform-planner
        arguments  = []
        withheld   = []
        nested     = { command-args = local.command_args.terraform-planner }
        on_abandon = "cancel"
      }
    }
    terraform-applier = {
      infrastructure-deploy-script = {
        patterns = { repo = local.repositories.terraform-applier, command = local.applier_commands }
        hardcoded = merge(
          local.hardcoded_repository.terraform-applier,
          { for option, refs in { allowed-apply-refs = local.apply_refs } : option => refs if length(refs) > 0 },
        )
        arguments  = []
        withheld   = []
        nested     = { command-args = local.command_args.terraform-applier }
        on_abandon = "finish"
      }
      terraform-update-variable = {
        patterns = {
          git-url = local.repositories.terraform-applier
          # The names hold letters, digits, dashes and underscores, none of which is special in a pattern.
          name = length(local.variable_names) == 0 ? local.nothing : join("|", local.variable_names)
        }
        hardcoded  = merge(local.hardcoded_git_url, local.machine_user)
        arguments  = []
        withheld   = keys(local.machine_user)
        nested     = {}
        on_abandon = "finish"
      }
    }
  }
}
