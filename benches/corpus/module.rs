//! A Terraform root with a local module.

use std::{io, path::Path};

use super::Written;

/// Files in a root, its child included.
const FILES: usize = 20;

pub fn write(folder: &Path, at: usize, labeling: bool, written: &mut Written) -> io::Result<()> {
    for (name, text) in files(at, labeling) {
        written.add(folder, &name, &text)?;
    }
    written.add(&folder.join("modules/store"), "main.tf", STORE)?;
    written.wrong += usize::from(labeling && is_wrong(at));
    Ok(())
}

/// Every second module has a bucket that workers cannot load images from.
fn is_wrong(at: usize) -> bool {
    matches!(at % 4, 1 | 2)
}

pub fn files(at: usize, labeling: bool) -> Vec<(String, String)> {
    let mut out = vec![
        ("variables.tf".to_owned(), VARIABLES.to_owned()),
        ("locals.tf".to_owned(), format!("locals {{\n  name = \"acme-{at:05}-${{var.env}}\"\n  tags = {{ Team = \"team-{at}\", Env = var.env }}\n}}\n")),
        ("buckets.tf".to_owned(), format!("{BUCKETS}{}", cors(at))),
        ("store.tf".to_owned(), "module \"archive\" {\n  source = \"./modules/store\"\n  name   = \"${local.name}-archive\"\n}\n".to_owned()),
    ];
    if labeling {
        out.push(("labeling.tf".to_owned(), LABELING.to_owned()));
    }
    for file in out.len()..FILES - 1 {
        out.push((format!("service_{file:02}.tf"), service(at, file)));
    }
    out
}

fn cors(at: usize) -> String {
    let rule = |methods: &str| {
        format!(
            "  cors_rule {{\n    allowed_methods = {methods}\n    allowed_origins = [\"*\"]\n    expose_headers  = [\"Access-Control-Allow-Origin\"]\n  }}\n"
        )
    };
    let rules = match at % 4 {
        0 => rule("[\"GET\", \"HEAD\"]"),
        1 => return String::new(),
        2 => rule("[\"PUT\"]"),
        _ => "  dynamic \"cors_rule\" {\n    for_each = var.methods\n    content {\n      allowed_methods = [cors_rule.value]\n      allowed_origins = [\"*\"]\n    }\n  }\n".to_owned(),
    };
    format!(
        "\nresource \"aws_s3_bucket_cors_configuration\" \"images\" {{\n  bucket = aws_s3_bucket.images.id\n\n{rules}}}\n"
    )
}

fn service(at: usize, file: usize) -> String {
    let name = format!("service_{at}_{file}");
    format!(
        r#"resource "aws_iam_role" "{name}" {{
  name = "${{local.name}}-{file}"
  assume_role_policy = jsonencode({{
    Version   = "2012-10-17"
    Statement = [{{ Effect = "Allow", Action = "sts:AssumeRole", Principal = {{ Service = "lambda.amazonaws.com" }} }}]
  }})
}}

resource "aws_iam_role_policy" "{name}" {{
  role   = aws_iam_role.{name}.id
  policy = <<-EOT
    {{
      "Version": "2012-10-17",
      "Statement": [
        {{"Effect": "Allow", "Action": ["s3:GetObject"], "Resource": "${{aws_s3_bucket.logs.arn}}/*"}}
      ]
    }}
  EOT
}}

# runs on a schedule
resource "aws_lambda_function" "{name}" {{
  function_name = "${{local.name}}-{file}"
  role          = aws_iam_role.{name}.arn
  handler       = "index.handler"
  runtime       = "python3.13"
  filename      = "${{path.module}}/build/{name}.zip"
  memory_size   = var.env == "prod" ? 1024 : 256

  environment {{
    variables = {{
      ENV   = var.env
      TABLE = aws_dynamodb_table.{name}.name
      TAGS  = join(",", [for key, tag in local.tags : "${{key}}=${{tag}}" if tag != ""])
    }}
  }}
}}

resource "aws_dynamodb_table" "{name}" {{
  name         = "${{local.name}}-{file}"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"

  attribute {{
    name = "id"
    type = "S"
  }}

  tags = merge(local.tags, {{ Component = "{name}" }})
}}
"#
    )
}

const VARIABLES: &str = r#"variable "env" {
  type    = string
  default = "prod"
}

variable "methods" {
  type    = list(string)
  default = ["GET", "HEAD"]
}
"#;

const BUCKETS: &str = r#"resource "aws_s3_bucket" "images" {
  bucket = "${local.name}-images"
  tags   = local.tags
}

resource "aws_s3_bucket" "logs" {
  bucket = "${local.name}-logs"
}
"#;

const LABELING: &str = r#"locals {
  manifest = "s3://${aws_s3_bucket.images.bucket}/manifests/input.jsonl"
}

resource "aws_sagemaker_labeling_job" "boxes" {
  labeling_job_name = "${local.name}-boxes"
  role_arn          = "arn:aws:iam::123456789012:role/labeling"

  input_config {
    data_source {
      s3_data_source {
        manifest_s3_uri = local.manifest
      }
    }
  }

  output_config {
    s3_output_path = "s3://${aws_s3_bucket.logs.bucket}/labels/"
  }
}
"#;

const STORE: &str = r#"variable "name" {
  type = string
}

resource "aws_s3_bucket" "this" {
  bucket = var.name
}

output "arn" {
  value = aws_s3_bucket.this.arn
}
"#;
