//! The word for how a bucket's CORS rules stand is that of the finding about it.

#![cfg(test)]

#[path = "common/shell.rs"]
mod shell;
#[path = "common/written.rs"]
mod written;

use std::collections::BTreeMap;

use serde_json::{Value, json};
use shell::{err, out, run};

const SOUND: &str = r#"{"AllowedMethods": ["GET"], "AllowedOrigins": ["*"]}"#;

fn bucket(rules: &str) -> Value {
    let rules: Value = serde_json::from_str(rules).unwrap();
    json!({"Type": "AWS::S3::Bucket", "Properties": {
        "Tags": [{"Key": "Purpose", "Value": "labeling-input"}],
        "CorsConfiguration": {"CorsRules": rules},
    }})
}

fn words(files: &[(&str, &str)]) -> BTreeMap<String, String> {
    let folder = written::repository(files);
    let output = run(folder.path(), &["--format", "json", "--exit-zero"]);
    let report: Value =
        serde_json::from_str(&out(&output)).unwrap_or_else(|_| panic!("{}", err(&output)));
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let buckets = report["buckets"].as_array().unwrap();
    buckets.iter().map(|one| (text(&one["address"]), text(&one["cors"]))).collect()
}

#[test]
fn rules_that_are_refused_are_not_ok() {
    let template = json!({"Resources": {
        "Sound": bucket(&format!("[{SOUND}]")),
        "Method": bucket(&format!(r#"[{SOUND}, {{"AllowedMethods": ["get"], "AllowedOrigins": ["*"]}}]"#)),
        "Stars": bucket(&format!(r#"[{SOUND}, {{"AllowedMethods": ["PUT"], "AllowedOrigins": ["*.*"]}}]"#)),
        "Exposed": bucket(r#"[{"AllowedMethods": ["GET"], "AllowedOrigins": ["*"], "ExposedHeaders": ["x-*"]}]"#),
        "Key": bucket(r#"[{"AllowedMethods": ["GET"], "AllowedOrigins": ["*"], "ExposeHeaders": ["ETag"]}]"#),
        "Empty": bucket(&format!(r#"[{SOUND}, {{"AllowedMethods": [], "AllowedOrigins": ["*"]}}]"#)),
        "Many": bucket(&format!("[{}]", [SOUND; 101].join(", "))),
        "Hundred": bucket(&format!("[{}]", [SOUND; 100].join(", "))),
    }});
    let words = words(&[("template.json", &template.to_string())]);
    for (address, word) in &words {
        let is_sound = ["Sound", "Hundred"].contains(&address.as_str());
        assert_eq!(word, if is_sound { "ok" } else { "rejected" }, "{address}");
    }
    assert_eq!(words.len(), 8);
}

#[test]
fn rules_for_images_are_narrow_where_frames_are_shown() {
    let cors = |name: &str, methods: &str| {
        format!(
            "resource \"aws_s3_bucket\" \"{name}\" {{}}\nresource \"aws_s3_bucket_cors_configuration\" \"{name}\" {{
  bucket = aws_s3_bucket.{name}.id
  cors_rule {{
    allowed_methods = [{methods}]
    allowed_origins = [\"*\"]
    allowed_headers = [\"*\"]
  }}
}}
resource \"aws_sagemaker_labeling_job\" \"{name}\" {{
  human_task_config {{
    pre_human_task_lambda_arn = \"arn:aws:lambda:us-east-1:432418664414:function:PRE-VideoObjectDetection\"
  }}
  input_config {{
    data_source {{
      s3_data_source {{
        manifest_s3_uri = \"s3://${{aws_s3_bucket.{name}.id}}/frames.manifest\"
      }}
    }}
  }}
}}
"
        )
    };
    let all = [
        cors("images", "\"GET\""),
        cors("frames", "\"GET\", \"HEAD\", \"PUT\""),
        cors("puts", "\"PUT\""),
        cors("unsaid", "\"GET\", \"HEAD\", \"PUT\"").replace("[\"*\"]\n  }", "var.headers\n  }"),
        "variable \"headers\" {}\n".to_owned(),
    ];
    let words = words(&[("main.tf", &all.concat())]);
    let expected =
        [("frames", "ok"), ("images", "narrow"), ("puts", "no-get"), ("unsaid", "unknown")];
    let expected = expected.map(|(name, word)| (format!("aws_s3_bucket.{name}"), word.to_owned()));
    assert_eq!(words, BTreeMap::from(expected));
}
