variable "name" {
  description = "What the service is called."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,30}$", var.name))
    error_message = "The name must be 2 to 31 lower-case letters, digits and dashes, and begin with a letter."
  }
}

variable "image_version" {
  description = "The version of the image that the servers run, MAJOR.MINOR.PATCH."
  type        = string

  validation {
    condition     = can(regex("^[0-9]+\\.[0-9]+\\.[0-9]+$", var.image_version))
    error_message = "The version must be MAJOR.MINOR.PATCH, such as 1.4.2."
  }
}

variable "servers" {
  description = "How many servers there are, spread over the zones."
  type        = number

  validation {
    condition     = var.servers >= 1 && var.servers <= 20 && floor(var.servers) == var.servers
    error_message = "There must be 1 to 20 servers."
  }
}

variable "subnets" {
  description = "The subnets that servers stand in, by zone."
  type        = map(object({ id = string, cidr = string }))

  validation {
    condition     = length(var.subnets) > 0
    error_message = "Servers need at least one subnet."
  }
}

variable "database_endpoint" {
  description = "Where the service finds its database, HOST:PORT."
  type        = string

  validation {
    condition     = can(regex("^[a-z0-9.-]+:[0-9]+$", var.database_endpoint))
    error_message = "The endpoint must be HOST:PORT."
  }
}
