# The values that options may take: the patterns of Sources/Gatekeeper/Standard/StandardPatterns.swift, which says why
# each is as it is. A test compares what the two make of the same inputs.

locals {
  # A path below where it starts: relative, no `..`, no dash or tilde at its beginning.
  path_template = "(?:\\./)?\\.?[CHARACTERS][CHARACTERS.~-]*(?:/\\.?[CHARACTERS~-][CHARACTERS.~-]*)*/?"
  relative_path = replace(local.path_template, "CHARACTERS", "A-Za-z0-9_@%+=,")
  compared_path = "(?:\\.\\./)*${local.relative_path}"
  directory     = "(?:\\./?|${local.relative_path})?"

  # A branch, a tag or a commit by name; none of the characters with which git computes another commit.
  ref_byte = "[\\w#%+=@,!-]"
  ref_tail = "(?:\\.?${local.ref_byte})*"
  ref      = "@?\\w${local.ref_tail}(?:/${local.ref_byte}${local.ref_tail})*"
  sha      = "[0-9a-fA-F]{40}|[0-9a-fA-F]{64}"

  boolean              = "true|false"
  binary               = "terraform|terragrunt"
  log_level            = "trace|debug|info|warn|error"
  terragrunt_log_level = "trace|debug|info|warn|warning|error|fatal|panic"
  planner_commands     = "plan|plan-all|validate|validate-all"
  applier_commands     = "plan|apply|validate|destroy|refresh|plan-all|apply-all|validate-all|destroy-all"

  # A file with settings of a backend, or one setting that says where in the backend the state lies.
  backend_file     = replace(local.path_template, "CHARACTERS", "A-Za-z0-9_@%+,")
  backend_settings = "bucket|key|prefix|region|encrypt|dynamodb_table|use_lockfile|kms_key_id|workspace_key_prefix"
  backend_config   = "${local.backend_file}|(?:${local.backend_settings})=[\\w./:@+=-]+|path=${local.relative_path}"

  name               = "[A-Za-z0-9_][A-Za-z0-9._-]*"
  role_arn           = "arn:aws[a-z-]*:iam::[0-9]{12}:role/[A-Za-z0-9_+=,.@/-]+"
  build_argument     = "[A-Za-z_][A-Za-z0-9_]*(?:=.*)?"
  environment_secret = "[A-Za-z0-9_][A-Za-z0-9._-]*=[A-Za-z_][A-Za-z0-9_]*"
  packer_variable    = "[A-Za-z_][A-Za-z0-9_-]*=.*"

  # A name of an image in a registry, with its tag or without.
  host_label      = "[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"
  image_name      = "[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*"
  image_host      = "${local.host_label}(?:\\.${local.host_label})*(?::[0-9]{1,5})?/"
  image_reference = "(?:${local.image_host})?${local.image_name}(?:/${local.image_name})*(?::[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?"

  # A literal of HCL: string, number, boolean, null, or a list of those; no calls and no interpolation.
  text    = "\"(?:[^\"\\\\$%]|\\\\[\"\\\\nrt]|[$%][^\"\\\\{$%])*[$%]?\""
  scalar  = "${local.text}|-?[0-9]+(?:\\.[0-9]+)?|true|false|null"
  literal = "${local.scalar}|\\[(?:(?:${local.scalar})(?:, ?(?:${local.scalar}))*)?\\]"

  # What an allow-list without an entry matches.
  nothing = "[^\\s\\S]"

  # Parts of patterns, to be looked for in them: what Terraform takes and the gate does not.
  double_backslash = "/\\\\\\\\/"
  any_escape       = "/\\\\./"
  any_class        = "/\\[\\^?\\]?[^\\]]*\\]/"
  refused_escape   = "\\\\(?:[bBCEPQp0-9]|x\\{)"
  refused_class    = "\\[[^\\]]*(?:&&|\\[:\\^?[a-z]+:\\])"
  refused_group    = "\\(\\?[^:<P]|\\{,"
}
