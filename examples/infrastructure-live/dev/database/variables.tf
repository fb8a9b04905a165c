variable "engine_version" {
  description = "The version of the database engine."
  type        = string
}

variable "storage_gib" {
  description = "The size of the storage in GiB."
  type        = number
}

variable "replicated" {
  description = "Whether a second instance stands by in another zone."
  type        = bool
}
