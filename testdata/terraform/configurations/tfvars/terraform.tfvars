plain     = "tfvars"
json      = "tfvars"
auto      = "tfvars"
auto_json = "tfvars"
whole     = { a = "1", b = "2" }
typed     = { a = 1, z = "dropped" }
set       = ["b", "a", "b"]
numbers   = ["1", 2]
filled    = null
empty     = null
any       = [1, "a", true]
tuple     = [1, "2"]
