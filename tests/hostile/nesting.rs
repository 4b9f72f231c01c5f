//! What leads back to itself, and what nests without end.

use crate::{expect, repository, said};

const BUCKET: &str =
    "resource \"aws_s3_bucket\" \"victim\" {\n  tags = { Purpose = \"labeling-input\" }\n}\n";
const TEMPLATE: &str = "Resources:
  Victim:
    Type: AWS::S3::Bucket
    Properties:
      Tags: [{ Key: Purpose, Value: labeling-input }]
";

fn call(name: &str, source: &str) -> String {
    format!("module \"{name}\" {{\n  source = \"{source}\"\n}}\n")
}

#[test]
fn modules_that_nothing_else_calls_are_judged_though_they_call_each_other() {
    let cases = [
        vec![("main.tf", BUCKET.to_owned() + &call("a", "./"))],
        vec![
            ("main.tf", BUCKET.to_owned() + &call("m", "./m") + &call("up", "../../../..")),
            ("m/main.tf", call("up", "../")),
        ],
        vec![
            ("a/main.tf", call("b", "../b")),
            ("b/main.tf", BUCKET.to_owned() + &call("a", "../a")),
        ],
    ];
    for files in cases {
        let files: Vec<(&str, &str)> =
            files.iter().map(|(path, text)| (*path, text.as_str())).collect();
        let said = said(repository(&files).path());
        expect(files[0].1, &said, "aws_s3_bucket.victim': the bucket has no CORS rules");
        expect(files[0].1, &said, "a module that calls itself cannot be evaluated");
    }
}

#[test]
fn a_template_that_nests_itself_is_judged_once() {
    let stack =
        "  Again:\n    Type: AWS::CloudFormation::Stack\n    Properties:\n      TemplateURL: ";
    let own = format!("{TEMPLATE}{stack}./t.yaml\n");
    let said_of = said(repository(&[("t.yaml", &own)]).path());
    assert_eq!(said_of.len(), 2, "{said_of:#?}");
    expect("own", &said_of, "a template that nests itself without end cannot be deployed");
    let (a, b) = (format!("{TEMPLATE}{stack}./b.yaml\n"), format!("{TEMPLATE}{stack}./a.yaml\n"));
    let said_of = said(repository(&[("a.yaml", &a), ("b.yaml", &b)]).path());
    expect("two", &said_of, "nests itself without end");
    assert_eq!(said_of.len(), 3, "{said_of:#?}");
}

#[test]
fn a_template_that_nests_itself_with_an_end_is_none_that_cannot_be_deployed() {
    let more =
        "Parameters: {Leaf: {Type: String}}\nConditions: {More: !Equals [!Ref Leaf, 'false']}\n";
    let stack = |condition: &str, leaf: bool| {
        format!(
            "  Next:\n    Type: AWS::CloudFormation::Stack\n{condition}    Properties:\n      TemplateURL: ./mid.yaml\n      Parameters: {{Leaf: '{leaf}'}}\n"
        )
    };
    let main = format!("Resources:\n{}", stack("", false));
    let mid = format!("{more}{TEMPLATE}{}", stack("    Condition: More\n", true));
    let said = said(repository(&[("main.yaml", &main), ("mid.yaml", &mid)]).path());
    assert!(said.iter().all(|line| line.starts_with("missing-cors")), "{said:#?}");
    assert!(!said.is_empty());
}

#[test]
fn stacks_past_a_bound_are_told_of() {
    let name = |at: usize| format!("t{at:02}.yaml");
    let nested = |at: usize, count: usize| {
        let one = |id: usize| {
            let url = name(at + 1);
            format!(
                "  S{id}:\n    Type: AWS::CloudFormation::Stack\n    Properties:\n      TemplateURL: ./{url}\n"
            )
        };
        format!("{TEMPLATE}{}", (0..count).map(one).collect::<String>())
    };
    for (depth, count, words) in
        [(19, 1, "nested more than 16 deep"), (12, 2, "nested stacks past the 1,000th")]
    {
        let files: Vec<(String, String)> =
            (0..depth).map(|at| (name(at), nested(at, count))).collect();
        let files: Vec<(&str, &str)> =
            files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
        expect(words, &said(repository(&files).path()), words);
    }
}

#[test]
fn files_of_values_that_nest_too_deep_are_told() {
    let deep = "[".repeat(50_000);
    let values = format!("a = {deep}\n");
    let folder = repository(&[("main.tf", BUCKET), ("terraform.tfvars", &values)]);
    expect("tfvars", &said(folder.path()), "syntax: ");
    let folder = repository(&[("t.yaml", TEMPLATE), ("samconfig.toml", &values)]);
    expect(
        "samconfig",
        &said(folder.path()),
        "syntax: tables and lists nest deeper than is read here",
    );
}

#[test]
fn folders_in_folders() {
    let path = format!("{}main.tf", "d/".repeat(500));
    expect("deep", &said(repository(&[(&path, BUCKET)]).path()), "aws_s3_bucket.victim");
}
