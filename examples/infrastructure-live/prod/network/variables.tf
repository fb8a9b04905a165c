variable "cidr" {
  description = "The account's addresses."
  type        = string
}

variable "zones" {
  description = "The availability zones in use."
  type        = list(string)
}
