# The repositories of each container: what is listed, taken literally, and patterns, merged into one alternation.

locals {
  listed_repositories = {
    docker-image-builder = try(var.docker_image_builder.allowed_repos, null)
    ami-builder          = try(var.ami_builder.allowed_repos, null)
    terraform-planner    = try(var.terraform_planner.infrastructure_live_repositories, null)
    terraform-applier    = try(var.terraform_applier.infrastructure_live_repositories, null)
  }
  repository_patterns = {
    docker-image-builder = try(var.docker_image_builder.allowed_repos_regex, null)
    ami-builder          = try(var.ami_builder.allowed_repos_regex, null)
    terraform-planner    = try(var.terraform_planner.infrastructure_live_repositories_regex, null)
    terraform-applier    = try(var.terraform_applier.infrastructure_live_repositories_regex, null)
  }

  literals = { for name, listed in local.listed_repositories : name => distinct(try([for each in listed : tostring(each)], [])) }
  patterns = { for name, sources in local.repository_patterns : name => try([for each in sources : tostring(each)], []) }
  escaped = {
    for name, listed in local.literals : name => [
      for each in listed : replace(each, "/([\\\\.+*?()|\\[\\]{}^$])/", "\\$1")
    ]
  }

  # Literals alone are joined bare, so that a refusal shows them as they were listed.
  repositories = {
    for name, listed in local.escaped : name =>
    length(listed) == 0 && length(local.patterns[name]) == 1 ? local.patterns[name][0] :
    length(listed) > 0 && length(local.patterns[name]) == 0 ? join("|", listed) :
    length(listed) == 0 ? (length(local.patterns[name]) == 0 ? local.nothing : join("|", formatlist("(?:%s)", local.patterns[name]))) :
    join("|", formatlist("(?:%s)", concat(listed, local.patterns[name])))
  }

  # A single repository is passed always, so that callers need not name it.
  single_repository = {
    for name, listed in local.literals : name =>
    length(listed) == 1 && length(local.patterns[name]) == 0 ? listed[0] : null
  }
}
