//! Exports, imports and nested stacks.

use super::*;
use crate::value::Class;

#[test]
fn nested_stacks_pass_buckets_both_ways() {
    let parent = "
Resources:
  Up: {Type: 'AWS::S3::Bucket'}
  N:
    Type: AWS::CloudFormation::Stack
    Properties: {TemplateURL: ./nested/child.yaml, Parameters: {In: !Ref Up}}
  M:
    Type: AWS::StepFunctions::StateMachine
    Properties: {DefinitionString: !Sub 's3://${N.Outputs.Down}/'}
";
    let child = "
Parameters: {In: {Type: String}}
Resources:
  Down: {Type: 'AWS::S3::Bucket'}
  M:
    Type: AWS::StepFunctions::StateMachine
    Properties: {DefinitionString: !Sub 's3://${In}/'}
Outputs: {Down: {Value: !Ref Down}}
";
    let (facts, _) = facts_of(&[("a/p.yaml", parent), ("a/nested/child.yaml", child)]);
    assert_eq!(facts.buckets.len(), 2, "the child is judged through its parent alone");
    let named = |machine: usize| facts.machines[machine].definition.symbols()[0].clone();
    assert_eq!(named(0), facts.buckets[1].name);
    assert_eq!(named(1), facts.buckets[0].name);
    assert_eq!(named(1).class, Class::Managed);
    assert_eq!(facts.buckets[1].callers.len(), 1);
}

#[test]
fn a_url_in_pieces_ends_in_the_name_of_its_template() {
    let parent = "
Parameters: {Place: {Type: String}}
Resources:
  Up: {Type: 'AWS::S3::Bucket'}
  S:
    Type: AWS::CloudFormation::Stack
    Properties:
      TemplateURL: !Sub ['https://${Place}.s3.${AWS::Region}.amazonaws.com/${X}/sub.yaml', {X: !Ref Place}]
      Parameters: {In: !Ref Up}
  J:
    Type: AWS::CloudFormation::Stack
    Properties:
      TemplateURL: {'Fn::Join': ['/', [!Ref Place, deploy/nested/join.yaml]]}
      Parameters: {In: !Ref Up}
";
    let child = "
Parameters: {In: {Type: String}}
Resources: {M: {Type: 'AWS::StepFunctions::StateMachine', Properties: {DefinitionString: !Sub 's3://${In}/'}}}
";
    let files = [("p.yaml", parent), ("a/sub.yaml", child), ("nested/join.yaml", child)];
    let (facts, _) = facts_of(&files);
    assert_eq!(facts.machines.len(), 2);
    for machine in &facts.machines {
        assert_eq!(machine.definition.symbols()[0], &facts.buckets[0].name);
    }
}

#[test]
fn a_stack_in_itself_ends() {
    let text = "
Resources:
  A: {Type: 'AWS::S3::Bucket'}
  N: {Type: 'AWS::CloudFormation::Stack', Properties: {TemplateURL: other.yaml}}
";
    let (facts, _) = facts_of(&[("t.yaml", text), ("other.yaml", &text.replace("other", "t"))]);
    assert!(facts.buckets.len() > 1 && facts.buckets.len() < 40);
}

#[test]
fn imports_find_their_exports() {
    let export = "
Resources: {A: {Type: 'AWS::S3::Bucket'}}
Outputs: {O: {Value: !Ref A, Export: {Name: !Sub '${AWS::Region}-frames'}}}
";
    let import = "
Resources:
  M:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      DefinitionString:
        Fn::Join: ['', ['s3://', {'Fn::ImportValue': !Sub '${AWS::Region}-frames'}, /]]
";
    let (facts, _) = facts_of(&[("a.yaml", export), ("b.yaml", import)]);
    assert_eq!(facts.machines[0].definition.symbols()[0], &facts.buckets[0].name);
    assert_eq!(facts.machines[0].definition.via[0].text, "imported here");
}

#[test]
fn of_several_exports_the_nearest_counts() {
    let export = "Resources: {A: {Type: 'AWS::S3::Bucket'}}\nOutputs: {O: {Value: !Ref A, Export: {Name: x}}}\n";
    let import = "Resources: {M: {Type: 'AWS::StepFunctions::StateMachine', Properties: {DefinitionString: {'Fn::ImportValue': x}}}}\n";
    let files = [("one/a.yaml", export), ("two/a.yaml", export), ("two/b.yaml", import)];
    let (facts, _) = facts_of(&files);
    assert_eq!(facts.machines[0].definition.symbols()[0].id.as_ref(), "two/a.yaml#A");
}

#[test]
fn imports_find_the_one_export_of_their_form() {
    let data = "
Resources: {A: {Type: 'AWS::S3::Bucket'}}
Outputs: {Out: {Value: !Ref A, Export: {Name: !Sub '${AWS::StackName}-Frames'}}}
";
    let work = "
Parameters: {Data: {Type: String}}
Resources:
  M:
    Type: AWS::StepFunctions::StateMachine
    Properties: {DefinitionString: !Join ['', ['s3://', !ImportValue {'Fn::Sub': '${Data}-Frames'}, '/']]}
";
    let (facts, _) = facts_of(&[("data.yaml", data), ("work.yaml", work)]);
    assert_eq!(facts.machines[0].definition.symbols(), [&facts.buckets[0].name]);
    let (facts, _) = facts_of(&[("data.yaml", data), ("more.yaml", data), ("work.yaml", work)]);
    assert_ne!(facts.machines[0].definition.symbols(), [&facts.buckets[0].name]);
}

#[test]
fn local_includes_stand_where_they_are_named() {
    let template = "
Transform: {Name: AWS::Include, Parameters: {Location: outputs.yaml}}
Resources:
  A:
    Type: AWS::S3::Bucket
    Properties:
      Fn::Transform: {Name: AWS::Include, Parameters: {Location: ./parts/cors.json}}
  B:
    Type: AWS::S3::Bucket
    Properties:
      Fn::Transform: {Name: AWS::Include, Parameters: {Location: 's3://x/cors.json'}}
  C:
    Type: AWS::S3::Bucket
    Properties: !Transform {Name: AWS::Include, Parameters: {Location: parts/cors.json}}
";
    let cors = r#"{"CorsConfiguration": {"CorsRules": [{"AllowedMethods": ["GET"]}]}}"#;
    let (facts, sources) = facts_of(&[
        ("a/t.yaml", template),
        ("a/parts/cors.json", cors),
        ("a/outputs.yaml", "Outputs: {}"),
    ]);
    let from: Vec<_> = facts.cors.iter().map(|one| sources.path(one.header.file)).collect();
    assert_eq!(from, ["a/parts/cors.json", "a/parts/cors.json"]);
    let elsewhere: Vec<_> = facts.buckets.iter().map(|one| one.managed_elsewhere.len()).collect();
    assert_eq!(elsewhere, [0, 1, 0]);
}

#[test]
fn a_packaged_definition_is_said_to_be_missing() {
    let (facts, sources) = resources(
        "
  M:
    Type: AWS::Serverless::StateMachine
    Properties: {DefinitionUri: {Bucket: b, Key: k}}
",
    );
    let problem = &facts.problems[0];
    assert_eq!(problem.kind, "definition-not-here");
    assert_eq!(sources.slice(problem.at.unwrap()), "{Bucket: b, Key: k}");
}
