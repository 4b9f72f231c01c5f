//! Templates and trees of YAML and JSON that would take all the time or all the memory there is.

use crate::{expect, repository, said};

const BUCKET: &str = "Resources:
  Victim:
    Type: AWS::S3::Bucket
    Properties:
      Tags: [{ Key: Purpose, Value: labeling-input }]
";

fn template(more: &str) -> Vec<String> {
    said(repository(&[("t.yaml", &format!("{BUCKET}{more}"))]).path())
}

#[test]
fn trees_that_are_too_deep_or_too_large_are_told() {
    let deep = "lists and maps nest more than 128 levels deep here";
    let aliases = "the aliases up to here stand for more than 1,000,000 values";
    let mut bomb = "  a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
    let mut merges = "  m0: &m0 {a: x, b: x, c: x, d: x}\n".to_owned();
    for at in 1..12 {
        let before = at - 1;
        let ten = |name: &str| vec![format!("*{name}{before}"); 10].join(", ");
        bomb.push_str(&format!("  a{at}: &a{at} [{}]\n", ten("a")));
        merges.push_str(&format!("  m{at}: &m{at}\n    <<: [{}]\n    z{at}: x\n", ten("m")));
    }
    let cases = [
        (format!("      X: {}{}\n", "[".repeat(50_000), "]".repeat(50_000)), deep),
        (format!("      X: {}1{}\n", "{a: ".repeat(50_000), "}".repeat(50_000)), deep),
        (format!("Metadata:\n  {}a\n", "- ".repeat(20_000)), deep),
        (format!("Metadata:\n  {}a\n", "? ".repeat(20_000)), deep),
        (format!("Metadata:\n{bomb}"), aliases),
        (format!("Metadata:\n{merges}"), aliases),
        ("Metadata: &a\n  x: *a\n".to_owned(), "stands inside the value that it refers to"),
        (format!("Metadata: \"{}", "x\n ".repeat(20_000)), "never closed"),
        ("\t\tBucketName: x\n".to_owned(), "a tab cannot indent"),
        ("      BucketName: \"a\0b\"\n".to_owned(), "syntax: "),
    ];
    for (more, words) in cases {
        let start: String = more.chars().take(80).collect();
        expect(&start, &template(&more), words);
    }
}

#[test]
fn texts_and_numbers_that_are_too_long_are_not_made() {
    let sub = |inner: &str| format!("!Sub ['{}', {{A: {inner}}}]", "${A}".repeat(500));
    let cases = [
        format!("      BucketName: {}\n", sub(&sub(&sub(&"x".repeat(500))))),
        format!("      BucketName: !Join ['{}', [{}a]]\n", "-".repeat(5_000), "a, ".repeat(5_000)),
        format!("      BucketName: !Select [0, !Split ['a', '{}']]\n", "a".repeat(50_000)),
        "      X: 1e999999999\n      Y: !Select [99999999999999999999, []]\n".to_owned(),
        format!("      X: {}\n", "9".repeat(50_000)),
    ];
    for more in cases {
        let start: String = more.chars().take(80).collect();
        expect(&start, &template(&more), "'Victim': the bucket has no CORS rules");
    }
}

#[test]
fn loops_and_conditions_past_a_bound_are_told_of() {
    let items: Vec<String> = (0..100).map(|at| format!("x{at}")).collect();
    let items = items.join(", ");
    let mut inner = "'B${A}${B}${C}${D}${E}': {Type: AWS::S3::Bucket}".to_owned();
    for name in ["E", "D", "C", "B", "A"] {
        inner = format!("'Fn::ForEach::L{name}': [{name}, [{items}], {{{inner}}}]");
    }
    let said_of = template(&format!("  {inner}\nTransform: AWS::LanguageExtensions\n"));
    expect("loops", &said_of, "the loops of this template make more than 200,000 values");
    expect("loops", &said_of, "'Victim'");

    let conditions: String =
        (0..60).map(|at| format!("  C{at}: !Equals [!Ref P{at}, x]\n")).collect();
    let parameters: String = (0..60).map(|at| format!("  P{at}: {{Type: String}}\n")).collect();
    let open = "{CorsRules: [{AllowedMethods: [GET], AllowedOrigins: ['*']}]}";
    let branches: String = (0..60).map(|at| format!("{{'Fn::If': [C{at}, {open}, ")).collect();
    let cors = format!("{branches}!Ref AWS::NoValue{}", "]}".repeat(60));
    let text = format!(
        "      CorsConfiguration: {cors}\nParameters:\n{parameters}Conditions:\n{conditions}"
    );
    expect("conditions", &template(&text), "more conditions than cors-lint can tell apart");
}

#[test]
fn keys_that_stand_twice_and_halves_of_characters_are_told() {
    let tags = "\"Tags\": [{\"Key\": \"Purpose\", \"Value\": \"labeling-input\"}]";
    let twice = format!(
        "{{\"Resources\": {{\"V\": {{\"Type\": \"AWS::S3::Bucket\", \"Properties\": {{{tags}, {tags}}}}}}}}}"
    );
    let said_of = said(repository(&[("t.json", &twice)]).path());
    expect("twice", &said_of, "stands twice in this map");
    expect("twice", &said_of, "'V': the bucket has no CORS rules");
    let half = twice.replace("\"V\"", "\"V\\ud800\"");
    expect("half", &said(repository(&[("t.json", &half)]).path()), "half a surrogate pair");
}

#[test]
fn an_assembly_that_leads_out_of_the_tree_is_told() {
    let stack = |file: &str| {
        format!(
            "{{\"artifacts\": {{\"s\": {{\"type\": \"aws:cloudformation:stack\", \"properties\": {{\"templateFile\": \"{file}\"}}}}}}}}"
        )
    };
    let template =
        "{\"Resources\": {\"V\": {\"Type\": \"AWS::S3::Bucket\", \"Purpose\": \"labeling\"}}}";
    for (file, words) in
        [("../../../etc/passwd", "lies outside the tree"), ("gone.template.json", "does not exist")]
    {
        let manifest = stack(file);
        let files =
            [("cdk.out/manifest.json", manifest.as_str()), ("cdk.out/t.template.json", template)];
        expect(file, &said(repository(&files).path()), words);
    }
}

#[test]
fn a_template_that_stands_for_too_much_is_told() {
    let mut texts = format!("Mappings: {{M: {{A: {{B: {}}}}}}}\n", "x".repeat(100_000));
    let mut lists = format!(
        "Parameters: {{L: {{Type: CommaDelimitedList, Default: '{}'}}}}\n",
        vec!["x"; 9_000].join(",")
    );
    texts.push_str(BUCKET);
    lists.push_str(BUCKET);
    let map = vec!["!FindInMap [M, A, B]"; 40].join(", ");
    for at in 0..120 {
        let role = |resource: &str| {
            format!(
                "  R{at}: {{Type: 'AWS::IAM::Role', Properties: {{Path: sagemaker, ManagedPolicyArns: {resource}}}}}\n"
            )
        };
        texts.push_str(&role(&format!("[!Join ['', [{map}]]]")));
        lists.push_str(&role("!Ref L"));
    }
    for text in [texts, lists] {
        let said = said(repository(&[("t.yaml", &text)]).path());
        expect("joined", &said, "more than the 1,000,000 steps");
        expect("joined", &said, "'Victim': the bucket has no CORS rules");
    }
}

#[test]
fn long_lists_of_templates_are_not_made() {
    let long = "a,".repeat(20_000);
    let list = format!("Parameters: {{L: {{Type: CommaDelimitedList, Default: '{long}'}}}}\n");
    let origins = |value: &str| {
        format!(
            "      CorsConfiguration: {{CorsRules: [{{AllowedMethods: [GET], AllowedOrigins: {value}}}]}}\n"
        )
    };
    let words = "a list of more than 10,000 elements";
    expect("list", &template(&format!("{}{list}", origins("!Ref L"))), words);
    let split = origins(&format!("!Split [',', '{long}']"));
    expect("split", &template(&split), words);
}

#[test]
fn files_of_too_many_values_are_told() {
    let json = |more: &str| {
        format!(
            "{{\"AWSTemplateFormatVersion\": \"2010-09-09\", \"Description\": \"labeling AWS::\", \"Resources\": {{\"A\": [{more}0]}}}}"
        )
    };
    let native = format!("# labeling\nlocals {{\n  a = [{}0]\n}}\n", "0,".repeat(1_100_000));
    let terraform =
        format!("{{\"//\": \"labeling\", \"locals\": {{\"a\": [{}0]}}}}", "0,".repeat(600_000));
    let cases = [
        ("t.json", json(&"0,".repeat(2_600_000)), "more than 2,500,000 values up to here"),
        ("main.tf", native, "more than 1,000,000 words and brackets up to here"),
        ("main.tf.json", terraform, "more than 500,000 values, more than is read of Terraform"),
    ];
    for (path, text, words) in cases {
        expect(path, &said(repository(&[(path, &text)]).path()), words);
    }
}
