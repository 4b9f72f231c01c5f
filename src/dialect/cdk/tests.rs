//! Small assemblies, and the lines that their resources lead to.

use super::*;
use crate::facts::Language;

const DATA: &str = r#"{"Resources": {
  "FramesA1": {"Type": "AWS::S3::Bucket", "Metadata": {"aws:cdk:path": "Data/Frames/Resource"},
    "Properties": {"CorsConfiguration": {"CorsRules": []}}},
  "Inner": {"Type": "AWS::CloudFormation::Stack", "Metadata": {"aws:cdk:path": "Data/In.NestedStack/In.NestedStackResource"},
    "Properties": {"TemplateURL": {"Fn::Join": ["", ["https://x/", "hash.json"]]}}}},
 "Outputs": {"Out": {"Value": {"Ref": "FramesA1"}, "Export": {"Name": "Data:Out"}}}}"#;
const INNER: &str = r#"{"Resources": {"FramesA1": {"Type": "AWS::S3::Bucket"}}}"#;
const WORK: &str = r#"{"Resources": {
  "M": {"Type": "AWS::StepFunctions::StateMachine", "Properties": {"DefinitionString":
    {"Fn::Join": ["", ["s3://", {"Fn::ImportValue": "Data:Out"}, "/", {"Fn::GetStackOutput": {"StackName": "data", "OutputName": "Out"}}]]}}}}}"#;
const METADATA: &str = r#"{
  "/Data/Frames/Resource": [{"type": "aws:cdk:logicalId", "data": "FramesA1"},
    {"type": "aws:cdk:creationStack", "data": ["...new Bucket2 in aws-cdk-lib...", "new S (/ci/app/lib/data.ts:2:4)", "<anonymous> (/ci/app/bin/app.js:1:1)"]},
    {"type": "aws:cdk:propertyAssignment", "data": {"propertyName": "CorsConfiguration", "stackTrace": ["f (/ci/app/lib/data.ts:3:3)"]}}],
  "/Data/In/Frames/Resource": [{"type": "aws:cdk:logicalId", "data": "FramesA1", "trace": ["f (/ci/app/app.py:1)"]}]}"#;
const MANIFEST: &str = r#"{"version": "55.0.0", "artifacts": {
  "assembly-Prod": {"type": "cdk:cloud-assembly", "properties": {"directoryName": "assembly-Prod"}},
  "Data.assets": {"type": "cdk:asset-manifest", "properties": {"file": "Data.assets.json"}},
  "Data": {"type": "aws:cloudformation:stack", "environment": "aws://111122223333/unknown-region", "displayName": "Data",
    "properties": {"templateFile": "Data.template.json", "stackName": "data"}, "additionalMetadataFile": "Data.metadata.json"},
  "Work": {"type": "aws:cloudformation:stack", "properties": {"templateFile": "Work.template.json"}}}}"#;
const STAGE: &str = r#"{"artifacts": {"S": {"type": "aws:cloudformation:stack", "properties": {"templateFile": "S.json"}}}}"#;
const ASSETS: &str = r#"{"files": {"hash": {"source": {"path": "Inner.json"}, "destinations": {"a": {"objectKey": "hash.json"}}}}}"#;
/// Maps the first character to line 3, column 5 of `../lib/app.ts`.
const SCRIPT: &str = "x\n//# sourceMappingURL=data:application/json;base64,eyJ2ZXJzaW9uIjozLCJzb3VyY2VzIjpbIi4uL2xpYi9hcHAudHMiXSwibmFtZXMiOltdLCJtYXBwaW5ncyI6IkFBRUkifQ==\n";

fn app() -> Sources {
    let sources = Sources::default();
    for (path, text) in [
        ("app/cdk.out/manifest.json", MANIFEST),
        ("app/cdk.out/Data.template.json", DATA),
        ("app/cdk.out/Work.template.json", WORK),
        ("app/cdk.out/Inner.json", INNER),
        ("app/cdk.out/Data.metadata.json", METADATA),
        ("app/cdk.out/Data.assets.json", ASSETS),
        ("app/cdk.out/assembly-Prod/manifest.json", STAGE),
        ("app/cdk.out/assembly-Prod/S.json", INNER),
        (
            "app/lib/data.ts",
            "// cors-lint: ignore missing-cors\n   new Bucket();\n  addCorsRule();\n",
        ),
        ("app/lib/app.ts", "1\n2\n    new S();\n"),
        ("app/bin/app.js", SCRIPT),
        ("app/app.py", "  Bucket(self)\n"),
    ] {
        sources.add(path, text);
    }
    sources
}

#[test]
fn buckets_lead_to_the_app() {
    let sources = app();
    let facts = facts("app/cdk.out", &sources);
    assert!(facts.problems.is_empty(), "{:?}", facts.problems);
    let at = |span: crate::source::Span| (sources.path(span.file), sources.slice(span));
    let seen: Vec<_> =
        facts.buckets.iter().map(|one| (one.address.as_str(), at(one.header))).collect();
    let place = |path: &str, text: &str| (path.to_owned(), text.to_owned());
    assert_eq!(
        seen,
        [
            ("Data/Frames", place("app/lib/data.ts", "new Bucket()")),
            ("Data/In/Frames", place("app/app.py", "Bucket(self)")),
            ("S/FramesA1", place("app/cdk.out/assembly-Prod/S.json", "\"FramesA1\"")),
        ]
    );
    let frames = &facts.buckets[0];
    assert_eq!(at(frames.template.unwrap()).1, "\"FramesA1\"");
    assert_eq!(at(frames.callers[0].span), place("app/lib/app.ts", "new S()"));
    assert_eq!(at(facts.cors[0].header), place("app/lib/data.ts", "addCorsRule()"));
    let languages: Vec<_> = facts.buckets.iter().map(|one| one.language).collect();
    assert_eq!(languages, [Language::CdkTypeScript, Language::CdkPython, Language::Cdk]);
    assert_eq!(facts.directives[0].text, "ignore missing-cors");
}

#[test]
fn stacks_are_joined_by_exports_and_outputs() {
    let facts = facts("app/cdk.out", &app());
    let named: Vec<_> = facts.machines[0].definition.symbols().into_iter().cloned().collect();
    assert_eq!(named, [facts.buckets[0].name.clone(), facts.buckets[0].name.clone()]);
}

#[test]
fn what_is_missing_costs_only_itself() {
    let sources = Sources::default();
    sources.add("cdk.out/manifest.json", MANIFEST);
    sources.add("cdk.out/Data.template.json", DATA);
    let facts = facts("cdk.out", &sources);
    assert_eq!(facts.buckets.len(), 1);
    assert_eq!(facts.buckets[0].template, None);
    assert!(facts.problems.iter().all(|problem| problem.kind == "unreadable"));
    assert!(super::facts("nothing", &sources).buckets.is_empty());
}

#[test]
fn manifests_in_assets_name_buckets() {
    let sources = Sources::default();
    let manifest = r#"{"artifacts": {
  "S.assets": {"type": "cdk:asset-manifest", "properties": {"file": "S.assets.json"}},
  "S": {"type": "aws:cloudformation:stack", "properties": {"templateFile": "S.json"}}}}"#;
    let template = r#"{"Resources": {"A1": {"Type": "AWS::S3::Bucket"},
  "D": {"Type": "Custom::CDKBucketDeployment", "Properties": {"SourceObjectKeys": ["k.zip"],
    "SourceMarkers": [{"<<marker:0xbaba:0>>": {"Ref": "A1"}}]}}}}"#;
    let lines = "{\"source-ref\": \"s3://<<marker:0xbaba:0>>/1.jpg\"}\n{\"source-ref\": \"s3://<<marker:0xbaba:0>>/2.jpg\"}\nx\n{\"source-ref\": \"s3://other/3.jpg\"}\n";
    for (path, text) in [
        ("manifest.json", manifest),
        ("S.json", template),
        (
            "S.assets.json",
            r#"{"files": {"k": {"source": {"path": "asset.k"}, "destinations": {"a": {"objectKey": "k.zip"}}}}}"#,
        ),
        ("asset.k/in.manifest", lines),
        ("asset.k/site.json", "{}"),
    ] {
        sources.add(path, text);
    }
    let facts = facts("", &sources);
    assert_eq!(facts.inputs.len(), 2);
    assert_eq!(facts.inputs[0].input.symbols(), [&facts.buckets[0].name]);
    assert_eq!(sources.slice(facts.inputs[1].input.span.unwrap()), "s3://other/3.jpg");
}
