//! What templates are given: parameter files, and environments of `samconfig.toml`.

use super::*;
use crate::{finding::Level, value::Guard};

const TEMPLATE: &str = "
Parameters:
  Env: {Type: String, AllowedValues: [dev, prod]}
  Team: {Type: String, Default: maps}
Resources:
  A: {Type: 'AWS::S3::Bucket', Properties: {BucketName: !Sub '${Team}-${Env}'}}
  B: {Type: 'AWS::S3::Bucket', Properties: {BucketName: !Ref Env}}
";

/// What the template's bucket B is called, and when.
fn names(files: &[(&str, &str)]) -> (String, Vec<String>) {
    names_of(TEMPLATE, files)
}

fn names_of(template: &str, files: &[(&str, &str)]) -> (String, Vec<String>) {
    let (facts, _) = facts_of(&[&[("a/t.yaml", template)], files].concat());
    let bucket = facts.buckets.iter().find(|one| one.address == "B").unwrap();
    let shown = bucket.name.definition.as_ref().unwrap().shown();
    let worlds = facts.worlds.iter().flatten();
    (shown, worlds.map(|world| world.witness.join(" and ")).collect())
}

#[test]
fn every_form_of_a_file() {
    for text in [
        r#"[{"ParameterKey": "Env", "ParameterValue": "x"}]"#,
        r#"[{"ParameterKey": "Env", "ParameterValue": "x"}, {"ParameterKey": "Team", "UsePreviousValue": true}]"#,
        r#"{"StackName": "s", "Parameters": [{"ParameterKey": "Env", "ParameterValue": "x"}]}"#,
        r#"{"Parameters": {"Env": "x"}, "Tags": {"Team": "a"}}"#,
        r#"{"Env": "x"}"#,
        r#"["Env=x"]"#,
    ] {
        // the file decides, whatever the template allows
        assert_eq!(names(&[("a/params/one.json", text)]), ("x".into(), vec![]), "{text}");
    }
    let open = "dev or prod";
    for text in [
        r#"{"Env": "x", "Other": "y"}"#,
        r#"{"Env": "x", "Resources": {}}"#,
        r#"{"Env": {"value": "x"}}"#,
        r#"[{"ParameterKey": "Env", "ParameterValue": ["x"]}]"#,
        r#"["file://x.json"]"#,
        r#"{"Env": "x""#,
        "[]",
        "{}",
    ] {
        let (shown, worlds) = names(&[("a/params/one.json", text)]);
        assert_eq!((shown.as_str(), worlds.len()), (open, 2), "{text}");
    }
}

#[test]
fn files_lie_beside_or_below_the_template() {
    let text = r#"{"Env": "x"}"#;
    for path in ["a/t.parameters.json", "a/parameters-x.json", "a/config/Params/x.json"] {
        assert_eq!(names(&[(path, text)]).0, "x", "{path}");
    }
    for path in ["a/x.json", "parameters.json", "a/tests/params.json", "a/params/b/c/x.json"] {
        assert_eq!(names(&[(path, text)]).0, "dev or prod", "{path}");
    }
}

#[test]
fn each_file_is_a_deployment() {
    let files = [
        ("a/params/live.json", r#"{"Env": "live"}"#),
        ("a/params/other.json", r#"{"Team": "cars"}"#),
        ("a/params/trial.json", r#"{"Env": "dev"}"#),
    ];
    assert_eq!(names(&files).0, "live or dev or prod or dev");
    let conditional = TEMPLATE
        .replace("Resources:", "Conditions: {IsDev: !Equals [!Ref Env, dev]}\nResources:")
        .replace("BucketName: !Ref Env", "BucketName: !If [IsDev, !Ref Env, x]");
    assert_eq!(
        names_of(&conditional, &files).1,
        [
            "Env = prod and params/live.json is used",
            "Env = dev and params/other.json is used",
            "Env = prod and params/other.json is used",
            "Env = dev and params/trial.json is used",
        ],
        "a value is settled where a file sets it"
    );
}

#[test]
fn deployments_join_parameters_only_while_they_are_few() {
    let mut parameters = String::from("Parameters:\n");
    let mut conditions = String::from("Conditions:\n");
    let mut resources = String::from("Resources:\n");
    for at in 0..5 {
        parameters += &format!("  P{at}: {{Type: String, Default: a, AllowedValues: [a, b, c]}}\n");
        conditions +=
            &format!("  Is{at}: !Equals [!Ref P{at}, a]\n  Not{at}: !Not [!Condition Is{at}]\n");
        resources += &format!("  A{at}: {{Type: 'AWS::S3::Bucket', Condition: Is{at}}}\n");
        resources += &format!("  B{at}: {{Type: 'AWS::S3::Bucket', Condition: Not{at}}}\n");
    }
    let text = parameters + &conditions + &resources;
    let file = r#"{"P0": "b", "P1": "b", "P2": "b", "P3": "b", "P4": "b"}"#;
    let (facts, _) = facts_of(&[("a/t.yaml", &text), ("a/params.json", file)]);
    assert_eq!(facts.worlds.len(), 5);
    for (table, pair) in facts.worlds.iter().zip(facts.buckets.chunks(2)) {
        assert_eq!(table.len(), 4, "the file, and each value without it");
        let made = |at: usize, world: &Guard| pair[at].exists.covers(world);
        assert!(table.iter().all(|row| made(0, &row.decisions) != made(1, &row.decisions)));
    }
}

#[test]
fn what_needs_no_file_may_be_deployed_without() {
    let template = TEMPLATE.replace("AllowedValues: [dev, prod]", "Default: own");
    let (shown, worlds) = names_of(&template, &[("a/params.json", r#"{"Env": "x"}"#)]);
    assert_eq!(shown, "x or own");
    assert_eq!(worlds, ["params.json is used", "no parameter file is used"]);
}

#[test]
fn a_file_that_says_nothing_of_a_value_leaves_it_unknown() {
    let text = r#"{"Parameters": {"Env": {"Fn::GetArtifactAtt": ["Build", "Env"]}}}"#;
    assert_eq!(names(&[("a/params.json", text)]).0, "…");
}

#[test]
fn of_several_templates_a_file_is_for_one() {
    let text = r#"{"Env": "x"}"#;
    let other = "Parameters: {Env: {Type: String}}\nResources: {Q: {Type: 'AWS::SQS::Queue'}}\n";
    for (path, expected) in [
        ("a/params.json", "dev or prod"),
        ("a/t.params.json", "x"),
        ("a/params/t/prod.json", "x"),
        ("a/t-other.params.json", "dev or prod"),
    ] {
        let files = [("a/t-other.yaml", other), (path, text)];
        assert_eq!(names(&files).0, expected, "{path}");
    }
    let unlike = other.replace("Env", "Else");
    assert_eq!(names(&[("a/o.yaml", &unlike), ("a/params.json", text)]).0, "x");
    let between = [("a/b/o.yaml", other), ("a/b/params.json", text)];
    assert_eq!(names(&between).0, "dev or prod");
}

#[test]
fn only_eight_are_told_apart() {
    let paths: Vec<String> = (0..9).map(|at| format!("a/params/{at}.json")).collect();
    let texts: Vec<String> = (0..9).map(|at| format!("{{\"Env\": \"e{at}\"}}")).collect();
    let mut files: Vec<(&str, &str)> =
        paths.iter().zip(&texts).map(|(path, text)| (path.as_str(), text.as_str())).collect();
    files.push(("a/t.yaml", TEMPLATE));
    let (facts, sources) = facts_of(&files);
    let [problem] = facts.problems.as_slice() else { panic!("{:?}", facts.problems) };
    assert_eq!((problem.kind, problem.level), ("too-many-deployments", Level::Warning));
    assert_eq!(sources.slice(problem.at.unwrap()), "\"Env\"");
}

const SAMCONFIG: &str = r#"
version = 0.1
[default.deploy.parameters]
stack_name = "maps-dev"
parameter_overrides = "Env=\"dev\" Team=\"cars and maps\""
[prod.global.parameters]
stack_name = "maps-prod"
[prod.deploy.parameters]
parameter_overrides = ["Env=live"]
[bare.build.parameters]
cached = true
"#;

#[test]
fn environments_are_deployments() {
    let (shown, worlds) = names(&[("a/samconfig.toml", SAMCONFIG)]);
    assert_eq!(shown, "dev or live");
    assert_eq!(
        worlds,
        [
            "the environment default of samconfig.toml is used",
            "the environment prod of samconfig.toml is used"
        ]
    );
    // the template of the usual name is the one that is deployed, unless another is named
    let usual = ("a/template.yaml", TEMPLATE);
    assert_eq!(names(&[("a/samconfig.toml", SAMCONFIG), usual]).0, "dev or prod");
    let named = SAMCONFIG.replace("stack_name", "template_file = \"a/t.yaml\"\nstack_name");
    assert_eq!(names(&[("samconfig.toml", &named), usual]).0, "dev or live");
}

#[test]
fn a_broken_samconfig_is_a_problem_with_its_place() {
    let files = [("t.yaml", TEMPLATE), ("samconfig.toml", "version = 0.1\n[default\n")];
    let (facts, sources) = facts_of(&files);
    let [problem] = facts.problems.as_slice() else { panic!("{:?}", facts.problems) };
    let at = problem.at.unwrap();
    assert_eq!((problem.kind, sources.place(at.file, at.start).line), ("syntax", 2));
    let (facts, _) = facts_of(&[("t.yaml", TEMPLATE), ("parameters.json", "{")]);
    assert!(facts.problems.is_empty());
}

#[test]
fn a_stack_has_the_name_of_its_environment() {
    let template = "
Resources: {B: {Type: 'AWS::S3::Bucket', Properties: {BucketName: !Ref AWS::StackName}}}
Outputs: {O: {Value: !Ref B, Export: {Name: !Sub '${AWS::StackName}-B'}}}
";
    let one = "[default.deploy.parameters]\nstack_name = 'data'\n";
    let two = format!("{one}[prod.deploy.parameters]\nstack_name = 'data-prod'\n");
    assert_eq!(names_of(template, &[("a/samconfig.toml", one)]), ("data".into(), vec![]));
    assert_eq!(names_of(template, &[("a/samconfig.toml", &two)]).0, "data or data-prod");
    let work = |read: &str| {
        format!(
            "Resources: {{M: {{Type: 'AWS::StepFunctions::StateMachine', Properties: {{DefinitionString: {read}}}}}}}\n"
        )
    };
    for read in
        ["{'Fn::GetStackOutput': {StackName: data, OutputName: O}}", "{'Fn::ImportValue': data-B}"]
    {
        let (work, other) = (work(read), template);
        let files = [
            ("a/t.yaml", template),
            ("a/samconfig.toml", one),
            ("b/t.yaml", other),
            ("c/work.yaml", &work),
        ];
        let (facts, _) = facts_of(&files);
        let read = &facts.machines[0].definition;
        assert_eq!(read.symbols(), [&facts.buckets[0].name], "{read:?}");
        let (facts, _) = facts_of(&[("a/t.yaml", template), ("a/samconfig.toml", &two), files[3]]);
        let [(guard, read), (rest, _)] = &facts.machines[0].definition.alternatives()[..] else {
            panic!("{:?}", facts.machines[0].definition)
        };
        assert_eq!(read.symbols(), [&facts.buckets[0].name]);
        assert!(guard.and(rest).is_none() && !guard.is_always());
    }
}

#[test]
fn a_nested_stack_is_given_what_its_parent_is() {
    let child = "Parameters: {In: {Type: String}}\nResources: {B: {Type: 'AWS::S3::Bucket', Properties: {BucketName: !Ref In}}}\n";
    let parent = "
Parameters: {In: {Type: String}}
Resources: {N: {Type: 'AWS::CloudFormation::Stack', Properties: {TemplateURL: n.yaml, Parameters: {In: !Ref In}}}}
";
    let (facts, _) = facts_of(&[
        ("a/n.yaml", child),
        ("a/t.yaml", parent),
        ("a/parameters.json", r#"{"In": "x"}"#),
        ("a/n.parameters.json", r#"{"In": "y"}"#),
    ]);
    let [bucket] = facts.buckets.as_slice() else { panic!() };
    assert_eq!(bucket.name.definition.as_ref().unwrap().shown(), "x");
}
