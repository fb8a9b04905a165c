terraform {
  # The language of 1.5, which OpenTofu reads as well. No provider: the module only computes.
  required_version = ">= 1.5.0"
}
