variable "flag" {
  type    = bool
  default = true
}

variable "env" {
  type    = string
  default = "dev"
}

variable "objects" {
  type = list(object({
    name = string
    size = optional(number, 1)
  }))
  default = [{ name = "a" }, { name = "b", size = "2" }]
}

variable "maps" {
  type    = map(map(string))
  default = { x = { y = 1 } }
}

locals {
  grouped   = { for one in var.objects : (one.size > 1 ? "big" : "small") => one.name... }
  sized     = [for index, one in var.objects : "${index}:${one.name}" if one.size >= 1]
  chosen    = var.flag ? { a = 1, b = "x" } : { a = 2, b = "y" }
  settings  = lookup({ dev = { cors = ["*"] }, prod = { cors = ["https://prod"] } }, var.env, { cors = [] })
  nested    = { for outer, inner in var.maps : outer => { for key, value in inner : upper(key) => tonumber(value) } }
  policies  = jsonencode({ Statement = [for one in var.objects : { Resource = "arn:aws:s3:::${one.name}/*", Size = one.size }] })
  list      = var.flag ? ["GET"] : []
  all       = concat([for one in var.objects : one.name], [var.env], local.list)
  merged    = merge({ a = 1 }, var.flag ? { b = 2 } : {}, null)
  formatted = formatlist("%s-%d", var.objects[*].name, var.objects[*].size)
}
