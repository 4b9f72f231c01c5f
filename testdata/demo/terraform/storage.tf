# Photographs of shelves, from the shops.
module "shelves" {
  source = "./modules/images"
  name   = "shelves"
}

# Photographs of damaged parcels, uploaded by couriers from their own page.
resource "aws_s3_bucket" "parcels" {
  bucket = "acme-parcels"
}

resource "aws_s3_bucket_cors_configuration" "parcels" {
  bucket = aws_s3_bucket.parcels.id

  cors_rule {
    allowed_methods = ["GET", "PUT"]
    allowed_origins = ["https://couriers.example.com"]
    allowed_headers = ["*"]
  }
}

# Road signs: set up for labeling.
resource "aws_s3_bucket" "signs" {
  bucket = "acme-signs"
}

resource "aws_s3_bucket_cors_configuration" "signs" {
  bucket = aws_s3_bucket.signs.id

  cors_rule {
    allowed_methods = ["GET"]
    allowed_origins = ["*"]
    expose_headers  = ["Access-Control-Allow-Origin"]
  }
}

resource "aws_s3_bucket" "labels" {
  bucket = "acme-labels"
}
