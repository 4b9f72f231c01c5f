//! Files that end too soon, before any word of labeling: what is missing may be the very bucket.

use crate::{
    expect, repository, said,
    shell::{err, out, run},
};

#[test]
fn an_end_that_is_missing_is_told() {
    let cases = [
        ("main.tf", "resource \"aws_s3_bucket\" \"a\" {\n  tags = {\n    Purp", "never closed"),
        ("main.tf", "variable \"a\" {\n}\nresource \"aws_s3", "not closed"),
        ("main.tf", "resource \"aws_s3_bucket\" \"a\" {\n  versioning {\n  }\n", "never closed"),
        ("main.tf.json", "{\"resource\": {\"aws_s3_bucket\": {\"a\": {", "never closed"),
        ("t.json", "{\"Resources\": {\"A\": {\"Type\": \"AWS::S3::Buck", "not closed"),
        ("t.json", "{\"AWSTemplateFormatVersion\": \"2010-09-09\", \"Resour", "not closed"),
    ];
    for (path, text, words) in cases {
        expect(text, &said(repository(&[(path, text)]).path()), words);
    }
}

#[test]
fn whole_files_without_labeling_are_not_read() {
    for text in ["", "# {\n", "locals {\n  a = \"}\"\n}\n", "variable \"x\" {}\n// said {\n"] {
        assert_eq!(said(repository(&[("main.tf", text)]).path()), [""; 0], "{text}");
    }
    let package = "{\"name\": \"x\"";
    assert_eq!(said(repository(&[("package.json", package)]).path()), [""; 0]);
}

#[test]
fn nobody_fails_for_them_and_nothing_beside_them_is_judged() {
    let beside = |text: &str| {
        let folder = repository(&[("cut.tf", "locals {\n"), ("main.tf", text)]);
        let output = run(folder.path(), &["cut.tf", "main.tf", "--format", "short"]);
        let said = out(&output) + &err(&output);
        let problems: Vec<String> =
            said.lines().filter(|line| line.contains(".tf:")).map(str::to_owned).collect();
        (problems, output.status.code())
    };
    let told = "cut.tf:1:8: warning[syntax]: this `{` is never closed; what is missing behind it was not checked";
    let twice = "variable \"a\" {}\nvariable \"a\" {}\n";
    assert_eq!(beside(twice), (vec![told.to_owned()], Some(0)));
    let told = "cut.tf:1:8: error[syntax]: this `{` is never closed";
    let labeling = "variable \"a\" {\n  default = \"labeling\"\n}\n";
    assert_eq!(beside(labeling), (vec![told.to_owned()], Some(1)));
}
