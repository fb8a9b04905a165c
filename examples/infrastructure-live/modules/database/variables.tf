variable "name" {
  description = "What the database is called."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,30}$", var.name))
    error_message = "The name must be 2 to 31 lower-case letters, digits and dashes, and begin with a letter."
  }
}

variable "engine_version" {
  description = "The version of the database engine, MAJOR.MINOR."
  type        = string

  validation {
    condition     = can(regex("^[0-9]+\\.[0-9]+$", var.engine_version))
    error_message = "The version must be MAJOR.MINOR, such as 16.4."
  }
}

variable "storage_gib" {
  description = "The size of the storage in GiB."
  type        = number

  validation {
    condition     = var.storage_gib >= 20 && var.storage_gib <= 1024 && floor(var.storage_gib) == var.storage_gib
    error_message = "The storage must be a whole number of GiB between 20 and 1024."
  }
}

variable "replicated" {
  description = "Whether a second instance stands by in another zone."
  type        = bool
}

variable "subnets" {
  description = "The subnets that instances may stand in, by zone."
  type        = map(object({ id = string, cidr = string }))
}
