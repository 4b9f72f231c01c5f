//! What is small by itself and much together: files that are named again and again, and many that are judged as one.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::{expect, repository, said};

/// Each of these took minutes, or all memory, where what is named again was read again.
fn soon<T>(run: impl FnOnce() -> T) -> T {
    let begun = Instant::now();
    let out = run();
    assert!(begun.elapsed() < Duration::from_secs(120), "{:?}", begun.elapsed());
    out
}

fn template(resources: Value) -> String {
    json!({"AWSTemplateFormatVersion": "2010-09-09", "Resources": resources}).to_string()
}

fn labeled() -> Value {
    json!({"Type": "AWS::S3::Bucket", "Properties": {"Tags": [{"Key": "Purpose", "Value": "labeling-input"}]}})
}

#[test]
fn files_that_include_each_other_in_many_places() {
    let include = |file: usize| json!({"Fn::Transform": {"Name": "AWS::Include", "Parameters": {"Location": format!("f{file}.json")}}});
    let many = |file: usize| vec![include(file); 20];
    let mut files = vec![(
        "t.json".to_owned(),
        template(
            json!({"B": labeled(), "X": {"Type": "AWS::S3::Bucket", "Properties": {"A": many(1)}}}),
        ),
    )];
    files.extend((1..8).map(|at| (format!("f{at}.json"), json!({"A": many(at + 1)}).to_string())));
    files.push(("f8.json".to_owned(), "{\"Q\": 1}".to_owned()));
    let files: Vec<(&str, &str)> =
        files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let said = soon(|| said(repository(&files).path()));
    expect("includes", &said, "'B': the bucket has no CORS rules");
}

#[test]
fn a_large_template_that_many_stacks_nest() {
    let mut bucket = labeled();
    bucket["Properties"]["Large"] = json!(vec![0; 100_000]);
    let nested = json!({
        "Type": "AWS::CloudFormation::Stack",
        "Properties": {"TemplateURL": "x"},
        "Metadata": {"aws:asset:path": "child.json", "aws:asset:property": "TemplateURL"},
    });
    let stacks: serde_json::Map<String, Value> =
        (0..600).map(|at| (format!("N{at}"), nested.clone())).collect();
    let stack =
        json!({"type": "aws:cloudformation:stack", "properties": {"templateFile": "p.json"}});
    let manifest = json!({"version": "36.0.0", "artifacts": {"P": stack}}).to_string();
    let (parent, child) = (template(Value::Object(stacks)), template(json!({"B": bucket})));
    let files = [
        ("cdk.out/manifest.json", manifest.as_str()),
        ("cdk.out/p.json", &parent),
        ("cdk.out/child.json", &child),
    ];
    let said = soon(|| said(repository(&files).path()));
    assert_eq!(said.iter().filter(|line| line.starts_with("missing-cors")).count(), 600);
}

#[test]
fn many_stacks_of_one_template() {
    let stack =
        json!({"type": "aws:cloudformation:stack", "properties": {"templateFile": "t.json"}});
    let stacks: serde_json::Map<String, Value> =
        (0..4_000).map(|at| (format!("P{at}"), stack.clone())).collect();
    let buckets: serde_json::Map<String, Value> =
        (0..50).map(|at| (format!("B{at}"), labeled())).collect();
    let manifest = json!({"version": "36.0.0", "artifacts": stacks}).to_string();
    let template = template(Value::Object(buckets));
    let files = [("cdk.out/manifest.json", manifest.as_str()), ("cdk.out/t.json", &template)];
    let said = soon(|| said(repository(&files).path()));
    expect("stacks", &said, "more than the 4,000,000 steps that are taken here; neither this nor");
}

#[test]
fn roots_that_call_one_costly_module() {
    let module = "# labeling
        locals { a = [for x in range(300) : [for y in range(300) : x + y]] }
        resource \"aws_s3_bucket\" \"b\" { tags = { Purpose = \"labeling-${length(local.a)}\" } }";
    let root = "module \"m\" {\n source = \"../costly\"\n}\n";
    let roots: Vec<String> = (0..400).map(|at| format!("r{at}/main.tf")).collect();
    let mut files = vec![("costly/main.tf", module)];
    files.extend(roots.iter().map(|path| (path.as_str(), root)));
    let said = soon(|| said(repository(&files).path()));
    expect("roots", &said, "more than the 4,000,000 steps that are taken here; neither this nor");
    assert!(said.len() < 10, "{said:#?}");
}

#[test]
fn files_that_hold_too_much_together() {
    let zeros = "0,".repeat(1_500_000);
    let large = template(
        json!({"B": labeled(), "C": {"Type": "AWS::S3::Bucket", "Properties": {"L": ["zeros"]}}}),
    )
    .replace("\"zeros\"", zeros.trim_end_matches(','));
    let files = ["a.json", "b.json", "c.json"].map(|path| (path, large.as_str()));
    let said = said(repository(&files).path());
    let count = |words: &str| said.iter().filter(|line| line.contains(words)).count();
    assert_eq!(count("'B': the bucket has no CORS rules"), 2);
    assert_eq!(count("hold more than 4,000,000 values up to here; neither this one nor"), 1);
}

#[test]
fn a_long_manifest_that_many_jobs_name() {
    let lines: String = (0..9_000)
        .map(|at| format!("{{\"source-ref\": \"s3://in-{}/a.jpg\"}}\n", at % 10))
        .collect();
    let job = json!({
        "Type": "Task",
        "End": true,
        "Resource": "arn:aws:states:::sagemaker:createLabelingJob.sync",
        "Parameters": {"InputConfig": {"DataSource": {"S3DataSource": {"ManifestS3Uri": "s3://m/list.jsonl"}}}},
    });
    let machine = json!({
        "Type": "AWS::StepFunctions::StateMachine",
        "Properties": {"RoleArn": "x", "Definition": {"StartAt": "L", "States": {"L": job}}},
    });
    let machines: serde_json::Map<String, Value> =
        (0..1_000).map(|at| (format!("M{at}"), machine.clone())).collect();
    let template = template(Value::Object(machines));
    let said = soon(|| said(repository(&[("list.jsonl", &lines), ("t.json", &template)]).path()));
    assert_eq!(said.iter().filter(|line| line.contains("'in-")).count(), 10, "{said:#?}");
}

#[test]
fn a_long_definition_that_many_machines_share() {
    let state = |at: usize| {
        json!({
            "Type": "Task",
            "Next": format!("L{}", at + 1),
            "Resource": "arn:aws:states:::sagemaker:createLabelingJob.sync",
            "Parameters": {"InputConfig": {"DataSource": {"S3DataSource": {"ManifestS3Uri": format!("s3://in{at}/x")}}}},
        })
    };
    let states: serde_json::Map<String, Value> =
        (0..500).map(|at| (format!("L{at}"), state(at))).collect();
    let definition = json!({"StartAt": "L0", "States": states}).to_string();
    let machines = "# labeling
        resource \"aws_sfn_state_machine\" \"m\" {
          count = 1000
          definition = file(\"${path.module}/definition.json\")
        }";
    let said =
        soon(|| said(repository(&[("m.tf", machines), ("definition.json", &definition)]).path()));
    assert_eq!(said.iter().filter(|line| line.starts_with("external-bucket")).count(), 500);
}

#[test]
fn a_file_that_many_machines_are_defined_in() {
    let machine =
        json!({"Type": "AWS::Serverless::StateMachine", "Properties": {"DefinitionUri": "d.json"}});
    let mut resources: serde_json::Map<String, Value> =
        (0..1_000).map(|at| (format!("M{at}"), machine.clone())).collect();
    resources.insert("B".to_owned(), labeled());
    let (template, definition) =
        (template(Value::Object(resources)), format!("{{ labeling {} }}", "x ".repeat(250_000)));
    let files = [("t.json", template.as_str()), ("d.json", definition.as_str())];
    let said = soon(|| said(repository(&files).path()));
    expect("machines", &said, "'B': the bucket has no CORS rules");
    expect("machines", &said, "evaluating this template takes more than the 1,000,000 steps");
    assert!(said.iter().all(|line| !line.contains("is not here")), "{said:?}");
}

#[test]
fn every_role_may_read_every_bucket_of_a_pattern() {
    let roles = (0..3).map(|at| {
        format!(
            "resource \"aws_s3_bucket\" \"b{at}\" {{
               count = 1000
               bucket = \"in-{at}-${{count.index}}\"
             }}
             resource \"aws_iam_role\" \"r{at}\" {{
               count = 1000
               assume_role_policy = jsonencode({{Statement = [{{Effect = \"Allow\", Principal = {{Service = \"sagemaker.amazonaws.com\"}}, Action = \"sts:AssumeRole\"}}]}})
               inline_policy {{
                 policy = jsonencode({{Statement = [{{Effect = \"Allow\", Action = [\"s3:GetObject\", \"sagemaker:CreateLabelingJob\"], Resource = \"arn:aws:s3:::in-*\"}}]}})
               }}
             }}\n"
        )
    });
    let text = format!("# labeling\n{}", roles.collect::<String>());
    let said = soon(|| said(repository(&[("m.tf", &text)]).path()));
    assert_eq!(said.iter().filter(|line| line.starts_with("missing-cors")).count(), 3_000);
}

#[test]
fn many_rules_and_many_buckets_of_names_that_are_known_in_part() {
    let both = (0..3).map(|at| {
        format!(
            "resource \"aws_s3_bucket\" \"b{at}\" {{
               count = 1000
               bucket = \"${{var.n}}-${{count.index}}\"
               tags = {{ Purpose = \"labeling-input\" }}
             }}
             resource \"aws_s3_bucket_cors_configuration\" \"c{at}\" {{
               count = 1000
               bucket = \"${{var.n}}-x\"
             }}\n"
        )
    });
    let text = format!("# labeling\nvariable \"n\" {{}}\n{}", both.collect::<String>());
    let said = soon(|| said(repository(&[("m.tf", &text)]).path()));
    assert_eq!(said.iter().filter(|line| line.starts_with("missing-cors")).count(), 3_000);
}

#[test]
fn conditions_that_are_made_of_each_other() {
    let named = |at: usize| json!({"Condition": format!("C{at}")});
    let mut conditions = serde_json::Map::new();
    conditions.insert("C0".to_owned(), json!({"Fn::Equals": [{"Ref": "P"}, "x"]}));
    for at in 1..60 {
        let both = json!({"Fn::And": [named(at - 1), named(at - 1)]});
        let any = json!({"Fn::Or": [{"Fn::Not": [named(at - 1)]}, both, named(at - 1)]});
        conditions.insert(format!("C{at}"), any);
    }
    let mut bucket = labeled();
    bucket["Condition"] = json!("C59");
    let template = json!({
        "AWSTemplateFormatVersion": "2010-09-09",
        "Parameters": {"P": {"Type": "String"}},
        "Conditions": conditions,
        "Resources": {"B": bucket},
    });
    let said = soon(|| said(repository(&[("t.json", &template.to_string())]).path()));
    expect("conditions", &said, "'B'");
}
