variable "image_version" {
  description = "The version of the image that the servers run."
  type        = string
}

variable "servers" {
  description = "How many servers there are."
  type        = number
}
