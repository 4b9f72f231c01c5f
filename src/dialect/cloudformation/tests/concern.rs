//! Which functions, roles and policies are left out because labeling can have nothing to do with them.

use std::{fs, path::Path};

use super::*;
use crate::{
    dialect::cloudformation::resources::is_read,
    syntax::{node::Kind, yaml},
};

/// A function with its role and policy, twice: `More` stands in the properties of the second policy.
fn template(more: &str, rest: &str) -> String {
    let service = |name: &str, more: &str| {
        format!(
            "
  {name}Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: {{Statement: [{{Effect: Allow, Action: 'sts:AssumeRole', Principal: {{Service: lambda.amazonaws.com}}}}]}}
  {name}Policy:
    Type: AWS::IAM::Policy
    Properties:
      PolicyDocument: {{Statement: [{{Effect: Allow, Action: 's3:GetObject', Resource: '*'}}]}}
      Roles: [!Ref {name}Role]{more}
  {name}:
    Type: AWS::Lambda::Function
    Properties: {{Role: !GetAtt {name}Role.Arn}}"
        )
    };
    format!(
        "Parameters: {{Given: {{Type: String}}}}\nResources:{}{}\n{rest}",
        service("Plain", ""),
        service("Other", more)
    )
}

/// The ids of what concerns labeling, in the order of the template.
fn concerned(text: &str) -> Vec<String> {
    let sources = Sources::default();
    sources.add("t.yaml", text);
    let template = load::template("t.yaml", &sources).unwrap().unwrap();
    let all = template.resources.iter().filter(|one| one.concerns);
    all.map(|one| one.id.clone()).collect()
}

const OTHER: [&str; 3] = ["OtherRole", "OtherPolicy", "Other"];

#[test]
fn what_speaks_of_no_labeling_does_not() {
    assert!(concerned(&template("", "")).is_empty());
    assert!(concerned(&template("\n      PolicyName: !Sub '${AWS::StackName}-p'", "")).is_empty());
    assert!(concerned(&template("", "Outputs: {Name: {Value: !Ref AWS::StackName}}")).is_empty());
}

#[test]
fn what_is_joined_with_such_rights_does() {
    for more in [
        "\n      PolicyName: sagemaker",
        "\n      PolicyName: AdministratorAccess",
        "\n      PolicyName: AmazonAugmentedAIFullAccess",
        "\n      PolicyName: !Ref Given",
        "\n      PolicyName: !Sub 'of-${ Given }'",
        "\n      PolicyName: !ImportValue name",
        "\n      PolicyName: {'Fn::FindInMap': [a, b, c]}",
        "\n      Fn::Transform: {Name: Macro}",
    ] {
        assert_eq!(concerned(&template(more, "")), OTHER, "{more}");
    }
}

#[test]
fn what_others_name_does() {
    for rest in [
        "!Ref OtherRole",
        "!GetAtt Other.Arn",
        "!Sub '${OtherRole.Arn}'",
        "!Sub ['${x}', {x: !Ref Other}]",
    ] {
        let outputs = format!("Outputs: {{Name: {{Value: {rest}}}}}");
        assert_eq!(concerned(&template("", &outputs)), OTHER, "{rest}");
        let rule = format!(
            "  Rule: {{Type: 'AWS::Events::Rule', Properties: {{Targets: [{{Arn: {rest}}}]}}}}\n"
        );
        let both = [&OTHER[..], &["Rule"]].concat();
        assert_eq!(concerned(&template("", &rule)), both, "{rest}");
    }
}

#[test]
fn what_has_its_role_from_outside_does() {
    for role in ["arn:aws:iam::123456789012:role/x", "!Ref Given", "!GetAtt Plain.Arn"] {
        let rest =
            format!("  More: {{Type: 'AWS::Lambda::Function', Properties: {{Role: {role}}}}}\n");
        assert!(concerned(&template("", &rest)).contains(&"More".to_owned()), "{role}");
    }
    for (kind, properties) in [
        ("AWS::IAM::Role", "RoleName: known"),
        ("AWS::IAM::Policy", "Roles: [known]"),
        ("AWS::IAM::ManagedPolicy", "Roles: !Ref Given"),
        ("AWS::IAM::RolePolicy", "RoleName: known"),
        ("AWS::S3::Bucket", "BucketName: known"),
    ] {
        let rest = format!("  More: {{Type: '{kind}', Properties: {{{properties}}}}}\n");
        assert_eq!(concerned(&template("", &rest)), ["More"], "{kind}");
    }
    let free = "  More: {Type: 'AWS::IAM::ManagedPolicy', Properties: {PolicyDocument: {}}}\n";
    assert!(concerned(&template("", free)).is_empty());
}

#[test]
fn what_is_written_elsewhere_is_looked_at_there() {
    let alias = template("\n      PolicyName: *name", "Metadata: {Name: &name sagemaker}");
    let alias =
        format!("Metadata: {{Name: &name sagemaker}}\n{}", alias.split("Metadata").next().unwrap());
    assert_eq!(concerned(&alias), OTHER);
    let plain = alias.replace("sagemaker", "lambda");
    assert!(concerned(&plain).is_empty());
    let rest = "  Fn::ForEach::Loop:
    - Action
    - ['sagemaker:CreateLabelingJob', 's3:GetObject']
    - More&{Action}:
        Type: AWS::IAM::Policy
        Properties: {PolicyName: !Ref Action, Roles: [!Ref OtherRole]}
";
    let text = format!("Transform: AWS::LanguageExtensions\n{}", template("", rest));
    let all = concerned(&text);
    assert_eq!(all.get(..3).unwrap(), OTHER, "{all:?}");
    let globals = "Globals: {Function: {Role: !GetAtt OtherRole.Arn}}\n";
    assert_eq!(concerned(&format!("{globals}{}", template("", ""))), OTHER);
}

#[test]
fn what_an_included_file_names_does() {
    let policy =
        "\n      Fn::Transform: {Name: 'AWS::Include', Parameters: {Location: policy.yaml}}";
    let included = "PolicyDocument: {Statement: [{Effect: Allow, Action: 's3:PutObject'}]}\nRoles: [{Ref: OtherRole}]\n";
    let text = template("", "").replace(
        "      PolicyDocument: {Statement: [{Effect: Allow, Action: 's3:GetObject', Resource: '*'}]}\n      Roles: [!Ref OtherRole]",
        policy.trim_start_matches('\n'),
    );
    let sources = Sources::default();
    sources.add("t.yaml", text);
    sources.add("policy.yaml", included);
    let template = load::template("t.yaml", &sources).unwrap().unwrap();
    let all = template.resources.iter().filter(|one| one.concerns);
    assert_eq!(all.map(|one| one.id.as_str()).collect::<Vec<_>>(), OTHER);
}

/// All templates below a folder, by their paths.
fn templates(folder: &Path, into: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() && !path.is_symlink() {
            templates(&path, into);
        } else if path.extension().is_some_and(|end| ["yaml", "json"].iter().any(|one| end == *one))
        {
            let text = fs::read_to_string(&path).into_iter();
            into.extend(text.map(|text| (path.display().to_string(), text)));
        }
    }
}

/// Compares what is read of a template with what the whole of it is: how many resources are let go of, and how many of
/// those that may be are there.
fn compare(path: &str, text: &str) -> Option<(usize, usize)> {
    let sources = Sources::default();
    let file = sources.add(path, text);
    let template = load::template(path, &sources).ok()??;
    let source = sources.get(file);
    let document = yaml::read(&source, file).unwrap();
    let whole = Template::new(path, document, &AllGiven::new(file, &source.text));
    let (mut gone, mut there) = (0, 0);
    for (one, whole) in template.resources.iter().zip(&whole.resources) {
        assert_eq!((&one.id, one.concerns), (&whole.id, whole.concerns), "{path}");
        if one.concerns && is_read(&one.kind) {
            assert_eq!(format!("{:?}", one.node), format!("{:?}", whole.node), "{path}");
            there += usize::from(given::is_given(&one.kind));
        } else {
            let properties = one.properties();
            gone += usize::from(properties.is_some_and(|node| matches!(node.kind, Kind::Null)));
        }
    }
    Some((gone, there))
}

#[test]
fn what_was_let_go_comes_back_as_it_was() {
    let mut all = Vec::new();
    templates(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/testdata")), &mut all);
    let compared: Vec<_> = all.iter().filter_map(|(path, text)| compare(path, text)).collect();
    let there: usize = compared.iter().map(|(_, there)| there).sum();
    assert!(compared.len() > 100 && there > 100, "{} {there}", compared.len());

    let outputs = "Outputs: {Name: {Value: !GetAtt Other.Arn}}";
    let block = template("", outputs);
    let flow = r#"{"Resources": {
  "PlainRole": {"Type": "AWS::IAM::Role", "Properties": {"Path": "/"}},
  "OtherRole": {"Properties": {"Path": "/\u00e9"}, "Type": "AWS::IAM::Role"},
  "OtherPolicy": {"Type": "AWS::IAM::Policy", "Properties": {"Roles": [{"Ref": "OtherRole"}]}}},
  "Outputs": {"Name": {"Value": {"Ref": "OtherRole"}}}}"#;
    for (text, expected) in [(block.as_str(), (3, 3)), (flow, (1, 2))] {
        let on_windows = text.replace('\n', "\r\n");
        assert_eq!(compare("t.yaml", text), Some(expected), "{text}");
        assert_eq!(compare("t.yaml", &on_windows), Some(expected), "{text}");
    }
    // JSON with a comment is YAML, of which all is kept that is not written plainly
    let commented = flow.replace("Path\": \"/\\u00e9", "Path\": \"/");
    let commented = commented.replace("}},\n", "}}, # x\n");
    assert_eq!(compare("t.yaml", &commented), Some((0, 2)));
}
