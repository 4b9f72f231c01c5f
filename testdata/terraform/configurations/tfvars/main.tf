variable "none" {
  default = "default"
}
variable "plain" {
  default = "default"
}
variable "json" {
  default = "default"
}
variable "auto" {
  default = "default"
}
variable "auto_json" {
  default = "default"
}
variable "name" {
  type    = string
  default = "default"
}
variable "whole" {
  type = map(string)
}
variable "typed" {
  type = object({
    a = string
    b = optional(number, 7)
    c = optional(list(string))
    d = optional(object({ e = optional(bool, true) }), {})
  })
}
variable "set" {
  type = set(string)
}
variable "numbers" {
  type = list(number)
}
variable "filled" {
  type     = string
  default  = "filled"
  nullable = false
}
variable "empty" {
  type    = string
  default = "filled"
}
variable "any" {
  type = any
}
variable "tuple" {
  type = tuple([string, number])
}
