variable "name" {
  description = "What the network is called."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,30}$", var.name))
    error_message = "The name must be 2 to 31 lower-case letters, digits and dashes, and begin with a letter."
  }
}

variable "cidr" {
  description = "The network's addresses, /16 to /24."
  type        = string

  validation {
    condition     = try(cidrhost(var.cidr, 0) == split("/", var.cidr)[0], false)
    error_message = "The addresses must be an IPv4 prefix whose host bits are zero, such as 10.0.0.0/16."
  }

  validation {
    condition     = try(tonumber(split("/", var.cidr)[1]) >= 16 && tonumber(split("/", var.cidr)[1]) <= 24, false)
    error_message = "The prefix must be between /16 and /24: it is cut into 16 subnets."
  }
}

variable "zones" {
  description = "The availability zones that get a public and a private subnet each. Add new ones at the end."
  type        = list(string)

  validation {
    condition     = length(var.zones) >= 1 && length(var.zones) <= 8
    error_message = "There must be 1 to 8 zones."
  }

  validation {
    condition     = length(distinct(var.zones)) == length(var.zones)
    error_message = "A zone must not be listed twice."
  }
}
