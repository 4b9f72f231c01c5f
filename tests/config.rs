//! What a configuration changes: levels, what is looked at, what is declared, what is ignored, what is known already.

#![cfg(test)]

#[path = "common/shell.rs"]
mod shell;
#[path = "common/written.rs"]
mod written;

use std::{fs, path::Path};

use shell::{command, err, out, run};
use tempfile::TempDir;
use written::repository;

/// A bucket that is tagged as labeling input and has no CORS rules.
fn bucket(name: &str) -> String {
    format!(
        "resource \"aws_s3_bucket\" \"{name}\" {{\n  bucket = \"acme-{name}\"\n  tags   = {{ Purpose = \"labeling-input\" }}\n}}\n"
    )
}

/// One line a finding, without the sentences.
fn told(folder: &Path, arguments: &[&str]) -> Vec<String> {
    let output = run(folder, &[&["--format", "short"], arguments].concat());
    assert_ne!(output.status.code(), Some(2), "{}", err(&output));
    let lines = out(&output);
    let heads = lines.lines().map(|line| line.split("]: ").next().unwrap_or(line).to_owned() + "]");
    heads.collect()
}

fn with(config: &str, files: &[(&str, &str)]) -> TempDir {
    repository(&[files, &[(".cors-lint.yaml", config)]].concat())
}

#[test]
fn levels_are_set_and_rules_are_switched_off() {
    let main = bucket("a");
    let files = [("main.tf", main.as_str())];
    let of = |config: &str| told(with(config, &files).path(), &[]);
    assert_eq!(of(""), ["main.tf:1:1: error[missing-cors]"]);
    assert_eq!(of("rules: {missing-cors: warning}"), ["main.tf:1:1: warning[missing-cors]"]);
    assert_eq!(of("rules: {missing-cors: note}"), ["main.tf:1:1: note[missing-cors]"]);
    assert!(of("rules: {missing-cors: off}").is_empty());
    let sarif =
        out(&run(with("rules: {missing-cors: note}", &files).path(), &["--format", "sarif"]));
    assert!(sarif.contains("\"level\": \"note\""), "{sarif}");
}

#[test]
fn hints_are_notes_whatever_the_level_of_the_rule() {
    let main = "# images for the labeling team\nresource \"aws_s3_bucket\" \"a\" {}\n";
    let files = [("main.tf", main)];
    assert!(told(with("", &files).path(), &[]).is_empty());
    let note = ["main.tf:2:1: note[missing-cors]"];
    assert_eq!(told(with("", &files).path(), &["--hints"]), note);
    assert_eq!(told(with("hints: true\nrules: {missing-cors: error}", &files).path(), &[]), note);
    let inventory = run(with("", &files).path(), &["buckets", "--hints", "--format", "json"]);
    assert!(out(&inventory).contains("\"confidence\": \"hint\""), "{}", out(&inventory));
}

#[test]
fn the_evidence_still_bounds_the_level() {
    let text = "Resources:\n  Job:\n    Type: AWS::StepFunctions::StateMachine\n    Properties:\n      Definition:\n        StartAt: A\n        States:\n          A:\n            Type: Task\n            Resource: arn:aws:states:::aws-sdk:sagemaker:createLabelingJob\n            Parameters:\n              InputConfig: {DataSource: {S3DataSource: {ManifestS3Uri: s3://acme-elsewhere/a.manifest}}}\n            End: true\n";
    let quiet = with("", &[("a.yaml", text)]);
    let loud = with("rules: {external-bucket: error}", &[("a.yaml", text)]);
    let (quiet, loud) = (told(quiet.path(), &[]), told(loud.path(), &[]));
    assert_eq!(quiet.len(), 1);
    assert!(quiet[0].ends_with("note[external-bucket]"), "{quiet:?}");
    assert!(loud[0].ends_with("error[external-bucket]"), "{loud:?}");
}

#[test]
fn excluded_paths_are_looked_at_only_when_asked_for() {
    let (a, b) = (bucket("a"), bucket("b"));
    let files = [("infra/main.tf", a.as_str()), ("infra/old/x/main.tf", b.as_str())];
    let folder =
        repository(&[&files[..], &[("infra/.cors-lint.yaml", "exclude: [old]\n")]].concat());
    assert_eq!(told(folder.path(), &["infra"]), ["infra/main.tf:1:1: error[missing-cors]"]);
    assert_eq!(
        told(folder.path(), &["infra/old"]),
        ["infra/old/x/main.tf:1:1: error[missing-cors]"]
    );
    assert_eq!(told(folder.path(), &["infra", "--no-config"]).len(), 2);
    let all = told(folder.path(), &[]);
    assert_eq!(all.len(), 3, "the configuration below is not above: {all:?}");
    assert_eq!(all[2], "warning[config-not-read]");
    assert_eq!(told(&folder.path().join("infra"), &[]).len(), 1);
}

#[test]
fn the_nearest_configuration_up_to_the_repository_counts() {
    let a = bucket("a");
    let outer = repository(&[
        (".cors-lint.yaml", "rules: {missing-cors: off}\n"),
        ("inner/.git/HEAD", ""),
        ("inner/a/b/main.tf", &a),
        ("main.tf", &a),
    ]);
    assert!(told(outer.path(), &["main.tf"]).is_empty());
    let inner = outer.path().join("inner");
    assert_eq!(told(&inner, &["a/b"]), ["a/b/main.tf:1:1: error[missing-cors]"]);
    let given = told(&inner, &["a/b", "--config", "../.cors-lint.yaml"]);
    assert!(given.is_empty(), "{given:?}");
}

#[test]
fn buckets_are_declared_by_address_name_tag_and_path() {
    let plain = "resource \"aws_s3_bucket\" \"a\" {\n  bucket = \"acme-photos-${var.env}\"\n  tags = { Team = \"vision\" }\n}\nvariable \"env\" {}\n";
    let files = [("infra/main.tf", plain)];
    let of = |entry: &str| {
        let config = format!("buckets: [{{{entry}}}]\n");
        told(with(&config, &files).path(), &[])
    };
    let bad = ["infra/main.tf:1:1: error[missing-cors]"];
    assert_eq!(of("address: aws_s3_bucket.a, labeling: input"), bad);
    assert_eq!(of("name: acme-photos-*, labeling: input"), bad);
    assert_eq!(of("tag: {Team: v*}, labeling: input"), bad);
    assert_eq!(of("path: infra, tag: {Team: vision}, labeling: input"), bad);
    assert!(of("address: aws_s3_bucket.a, labeling: output").is_empty());
    let idle = [".cors-lint.yaml:1:11: warning[unused-declaration]"];
    for entry in [
        "path: other, labeling: input",
        "tag: {Team: x}, labeling: input",
        "name: acme, labeling: input",
    ] {
        let told = of(entry);
        assert_eq!(told.len(), 1, "{told:?}");
        assert!(told[0].ends_with("warning[unused-declaration]"), "{told:?} {idle:?}");
    }
}

#[test]
fn a_declaration_has_the_last_word() {
    let a = bucket("a");
    let files = [("main.tf", a.as_str())];
    let neither = with("buckets: [{address: aws_s3_bucket.a, labeling: neither}]", &files);
    assert!(told(neither.path(), &[]).is_empty());
    assert!(err(&run(neither.path(), &[])).starts_with("no labeling buckets found in 1 file"));
    let output = with("buckets: [{name: acme-*, labeling: output}]", &files);
    assert!(told(output.path(), &[]).is_empty());
    assert!(out(&run(output.path(), &["buckets"])).contains("output  unknown  certain"));
}

#[test]
fn tags_are_extended_or_replaced() {
    let a = bucket("a").replace("Purpose", "DataClass").replace("labeling-input", "raw images");
    let b = bucket("b");
    let files = [("a/main.tf", a.as_str()), ("b/main.tf", b.as_str())];
    let of = |config: &str| told(with(config, &files).path(), &[]);
    let (first, second) =
        ("a/main.tf:1:1: error[missing-cors]", "b/main.tf:1:1: error[missing-cors]");
    assert_eq!(of(""), [second]);
    assert_eq!(of("tags: {extend: {data_class: [raw-images, gold]}}"), [first, second]);
    assert_eq!(of("tags: {replace: {data_class: raw-images}}"), [first]);
}

#[test]
fn files_of_variables_belong_to_their_root() {
    let main = "variable \"origins\" {\n  type = list(string)\n}\nresource \"aws_s3_bucket\" \"a\" {\n  bucket = \"acme-a\"\n  tags   = { Purpose = \"labeling-input\" }\n  cors_rule {\n    allowed_methods = [\"GET\"]\n    allowed_origins = var.origins\n  }\n}\n";
    let values = "origins = [\"https://a.example\"]\n";
    let files = [("infra/main.tf", main), ("envs/prod.tfvars", values)];
    let without = told(with("", &files).path(), &[]);
    assert!(without[0].ends_with("note[undecided-cors]"), "{without:?}");
    let given = told(with("var-files: {infra: envs/prod.tfvars}", &files).path(), &[]);
    assert!(given[0].ends_with("error[cors-without-any-origin]"), "{given:?}");
    let elsewhere = told(with("var-files: {envs: envs/prod.tfvars}", &files).path(), &[]);
    assert_eq!(elsewhere, without);
    let missing = with("var-files: {infra: envs/dev.tfvars}", &files);
    assert!(err(&run(missing.path(), &[])).contains("there is no file 'envs/dev.tfvars'"));
}

#[test]
fn an_ignore_ends_on_its_day_and_says_so() {
    let a = bucket("a");
    let files = [("main.tf", a.as_str())];
    let of = |until: &str| {
        let config = format!(
            "ignore:\n  - rule: missing-cors\n    address: aws_s3_bucket.a\n    reason: later\n    until: {until}\n"
        );
        with(&config, &files)
    };
    assert!(told(of("2999-12-31").path(), &[]).is_empty());
    let over = of("2020-01-31");
    let text = out(&run(over.path(), &[]));
    assert!(text.contains("error[missing-cors]"), "{text}");
    assert!(text.contains("the ignore of this finding ended on 2020-01-31"), "{text}");
    assert!(text.contains(".cors-lint.yaml:3:14"), "{text}");
    assert_eq!(told(over.path(), &[]).len(), 1, "an ignore that is over is not unused");
}

#[test]
fn an_entry_without_effect_is_told_when_all_was_looked_at() {
    let a = bucket("a");
    let config = "ignore:\n  - {rule: missing-cors, address: aws_s3_bucket.gone}\n";
    let folder = with(config, &[("a/main.tf", &a), ("b/main.tf", "")]);
    let all = told(folder.path(), &[]);
    assert_eq!(all[0], ".cors-lint.yaml:2:35: warning[unused-ignore]");
    assert_eq!(told(folder.path(), &["a"]), ["a/main.tf:1:1: error[missing-cors]"]);
    let off = "rules: {missing-cors: off}\nignore:\n  - {rule: missing-cors, address: aws_s3_bucket.gone}\n";
    let off = told(with(off, &[("a/main.tf", &a)]).path(), &[]);
    assert!(off.is_empty(), "a rule that is off cannot be silenced: {off:?}");
}

#[test]
fn ignores_stand_wherever_code_does() {
    let call = "# cors-lint: ignore[missing-cors] set by the platform\nmodule \"m\" {\n  source = \"./m\"\n}\n";
    let json = r#"{"resource": {"aws_s3_bucket": {"a": {"//": "cors-lint: ignore[missing-cors] why",
        "bucket": "acme-a", "tags": {"Purpose": "labeling-input"}}}}}"#;
    let template = |metadata: &str| {
        format!(
            "Resources:\n  A:\n    Type: AWS::S3::Bucket\n    Metadata: {{cors-lint: {metadata}}}\n    Properties:\n      Tags: [{{Key: Purpose, Value: labeling-input}}]\n"
        )
    };
    let a = bucket("a");
    let texts = [
        "{ignore: [missing-cors], reason: why}",
        "{ignore: missing-cors}",
        "'ignore[missing-cors] why'",
    ]
    .map(template);
    let mut silent =
        vec![vec![("main.tf", call), ("m/main.tf", a.as_str())], vec![("main.tf.json", json)]];
    silent.extend(texts.iter().map(|text| vec![("t.yaml", text.as_str())]));
    for files in silent {
        let told = told(repository(&files).path(), &[]);
        assert!(told.is_empty(), "{files:?}: {told:?}");
    }
    let unknown = template("{ignore: [missing-core]}");
    let unknown = out(&run(repository(&[("t.yaml", &unknown)]).path(), &["--format", "short"]));
    assert!(
        unknown.contains("there is no rule 'missing-core'; did you mean 'missing-cors'?"),
        "{unknown}"
    );
}

#[test]
fn a_baseline_leaves_only_what_is_new() {
    let (a, b) = (bucket("a"), bucket("b"));
    let folder = repository(&[("main.tf", &a)]);
    run(folder.path(), &["--output", "sarif=old.sarif"]);
    fs::write(folder.path().join("main.tf"), format!("# a comment\n\n{a}{b}")).unwrap();
    let output = run(folder.path(), &["--baseline", "old.sarif", "--format", "short"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(out(&output).starts_with("main.tf:7:1: error[missing-cors]"), "{}", out(&output));
    assert_eq!(
        err(&output),
        "1 error in 1 of 2 labeling buckets (1 file); 1 finding known from the baseline; 1 can be fixed with --fix\n"
    );
    fs::write(folder.path().join("main.tf"), &a).unwrap();
    let same = run(folder.path(), &["--baseline", "old.sarif"]);
    assert_eq!((same.status.code(), out(&same)), (Some(0), String::new()));
}

#[test]
fn init_writes_once_and_what_it_writes_is_read() {
    let folder = repository(&[("main.tf", &bucket("a"))]);
    let first = run(folder.path(), &["init"]);
    assert_eq!(first.status.code(), Some(0));
    assert_eq!(err(&first), "wrote '.cors-lint.yaml': every line of it is a comment\n");
    assert_eq!(run(folder.path(), &["init"]).status.code(), Some(2));
    assert_eq!(told(folder.path(), &[]).len(), 1);
    fs::create_dir(folder.path().join("sub")).unwrap();
    assert_eq!(run(folder.path(), &["init", "sub"]).status.code(), Some(0));
    assert!(folder.path().join("sub/.cors-lint.yaml").is_file());
}

#[test]
fn a_broken_configuration_stops_the_run() {
    let config = "rulez: {}\nrules:\n  missing-core: warn\n";
    let folder = with(config, &[("main.tf", &bucket("a"))]);
    let output = run(folder.path(), &["--exit-zero"]);
    assert_eq!((output.status.code(), out(&output)), (Some(2), String::new()));
    let told = err(&output);
    assert!(told.contains("┌─ .cors-lint.yaml:1:1"), "{told}");
    assert!(
        told.contains("did you mean 'rules'?") && told.contains("did you mean 'missing-cors'?")
    );
    assert_eq!(run(folder.path(), &["--no-config"]).status.code(), Some(1));
}

#[test]
fn standard_input_heeds_the_configuration_around_it() {
    use std::{io::Write, process::Stdio};
    let folder = with("rules: {missing-cors: off}", &[]);
    let mut child = command(folder.path(), &["-", "--stdin-filename", "main.tf"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(bucket("a").as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), out(&output)), (Some(0), String::new()));
}
