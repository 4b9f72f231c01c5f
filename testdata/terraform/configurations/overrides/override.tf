module "called" {
  other = "last"
}
