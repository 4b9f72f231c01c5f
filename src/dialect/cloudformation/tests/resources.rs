//! What each kind of resource comes to.

use super::*;
use crate::{
    aws::{iam, labeling::Call},
    facts::Policy,
    source::Span,
    value::{Answer, json},
};

#[test]
fn a_bucket_with_all_that_belongs_to_it() {
    let text = "  Frames: # cors-lint: labeling-input why
    Type: AWS::S3::Bucket
    Metadata: {cors-lint: {ignore: [missing-cors, x], labeling-input: true, off: false}}
    Properties:
      BucketName: frames
      Tags: [{Key: Purpose, Value: labeling-input}, !Ref AWS::NoValue]
      CorsConfiguration:
        CorsRules:
          - AllowedMethods: [GET]
            AllowedOrigins: ['*']
      NotificationConfiguration:
        TopicConfigurations: [{Event: 's3:ObjectCreated:*', Topic: !Ref T}]
  T: {Type: 'AWS::SNS::Topic'}
";
    let (facts, sources) = resources(text);
    let bucket = &facts.buckets[0];
    assert_eq!(
        (bucket.address.as_str(), sources.slice(bucket.header).as_str()),
        ("Frames", "Frames")
    );
    assert!(sources.slice(bucket.body).starts_with("Frames:"));
    assert!(sources.slice(bucket.body).ends_with("Topic: !Ref T}]"));
    assert_eq!(bucket.name.definition.as_ref().unwrap().shown(), "frames");
    assert_eq!(bucket.tags.get("Purpose").shown(), "labeling-input");
    let (rules, open) = crate::aws::cors::rules(&facts.cors[0].rules);
    assert_eq!((rules[0].lets_browsers_read(), open), (Answer::Yes, None));
    assert_eq!(sources.slice(facts.cors[0].header), "CorsConfiguration");
    assert_eq!(facts.notifications[0].listener.named().unwrap().shown(), "${T}");
    let said: Vec<_> = facts.directives.iter().map(|one| (one.text.as_str(), one.on)).collect();
    let on: Option<Span> = Some(bucket.body);
    assert_eq!(
        said,
        [("labeling-input why", None), ("ignore[missing-cors, x]", on), ("labeling-input", on)]
    );
}

#[test]
fn substitutions_keep_every_place() {
    let text = "  B: {Type: 'AWS::S3::Bucket'}
  M:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      DefinitionSubstitutions: {in: !Ref B}
      DefinitionString: |
        {\"Uri\": \"s3://${in}/x\", \"Other\": \"${unknown}\"}
";
    let (facts, sources) = resources(text);
    let read = json::decoded(&facts.machines[0].definition).unwrap();
    assert_eq!(read.get("Uri").shown(), "s3://${B}/x");
    assert_eq!(read.get("Other").shown(), "${unknown}");
    assert_eq!(sources.slice(read.get("Other").span.unwrap()), "\"${unknown}\"");
}

#[test]
fn definitions_in_files() {
    let text = "
Resources:
  M: {Type: 'AWS::Serverless::StateMachine', Properties: {DefinitionUri: asl/m.asl.yaml}}
  N: {Type: 'AWS::Serverless::StateMachine', Properties: {DefinitionUri: asl/n.json}}
  O: {Type: 'AWS::Serverless::StateMachine', Properties: {DefinitionUri: asl/missing.json}}
";
    let sources = Sources::default();
    sources.add("a/t.yaml", text);
    sources.add("a/asl/m.asl.yaml", "States: {S: {Resource: r}}\n");
    sources.add("a/asl/n.json", "{\"States\": {}}");
    let facts = facts(&["a/t.yaml".to_owned()], &sources);
    assert_eq!(facts.machines[0].definition.path(&["States", "S", "Resource"]).shown(), "r");
    assert_eq!(sources.path(facts.machines[1].definition.span.unwrap().file), "a/asl/n.json");
    assert!(facts.machines[2].definition.is_unknown());
}

#[test]
fn calls_of_custom_resources_and_schedules() {
    let text = r#"  B: {Type: 'AWS::S3::Bucket'}
  C:
    Type: Custom::Anything
    Properties:
      Create: !Sub '{"service": "S3", "action": "putBucketCors", "parameters": {"Bucket": "${B}"}}'
      Update: !Sub '{"service": "S3", "action": "putBucketCors", "parameters": {"Bucket": "${B}"}}'
  S:
    Type: AWS::Scheduler::Schedule
    Properties:
      Target:
        Arn: !Sub 'arn:${AWS::Partition}:scheduler:::aws-sdk:sagemaker:createLabelingJob'
        Input: '{"LabelingJobName": "x"}'
  D: {Type: 'Custom::Other', Properties: {Create: not json}}
"#;
    let (facts, _) = resources(text);
    let calls: Vec<_> = facts.requests.iter().map(|one| one.call).collect();
    assert_eq!(calls, [Call::PutBucketCors, Call::CreateLabelingJob]);
    assert_eq!(facts.requests[0].request.get("Bucket").shown(), "${B}");
    assert_eq!(facts.requests[1].request.get("LabelingJobName").shown(), "x");
}

#[test]
fn roles_and_what_is_given_to_them() {
    let text = "  R:
    Type: AWS::IAM::Role
    Properties:
      ManagedPolicyArns: [!Ref M, 'arn:aws:iam::aws:policy/AmazonSageMakerReadOnly']
      Policies: [{PolicyName: p, PolicyDocument: {Statement: [{Effect: Allow, Action: 's3:GetObject'}]}}]
  M:
    Type: AWS::IAM::ManagedPolicy
    Properties: {PolicyDocument: {Statement: [{Effect: Allow, Action: 's3:PutObject'}]}}
  P:
    Type: AWS::IAM::Policy
    Properties: {Roles: [!Ref R], PolicyDocument: {Statement: {Effect: Allow, Action: '*'}}}
";
    let (facts, _) = resources(text);
    assert_eq!(facts.roles.len(), 1);
    let actions: Vec<_> = facts
        .grants
        .iter()
        .map(|grant| {
            assert_eq!(grant.role.symbols()[0], &facts.roles[0].name);
            let Policy::Document(document) = &grant.policy else { panic!() };
            iam::statements(document)[0].actions[0].shown()
        })
        .collect();
    assert_eq!(actions, ["s3:GetObject", "s3:PutObject", "*"]);
}

#[test]
fn what_sam_makes_of_a_function() {
    let text = "
Transform: AWS::Serverless-2016-10-31
Globals: {Function: {Environment: {Variables: {A: global, B: global}}}}
Resources:
  B: {Type: 'AWS::S3::Bucket'}
  F:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Environment: {Variables: {B: own}}
      Policies: [AmazonSageMakerFullAccess, S3ReadPolicy: {BucketName: !Ref B}]
      Events: {E: {Type: S3, Properties: {Bucket: !Ref B}}}
  G: {Type: 'AWS::Serverless::Function', Properties: {Role: !GetAtt FRole.Arn, InlineCode: x}}
";
    let (facts, _) = facts_of_one(text);
    let [function, other] = facts.functions.as_slice() else { panic!() };
    assert_eq!(function.environment.get("A").shown(), "global");
    assert_eq!(function.environment.get("B").shown(), "own");
    assert_eq!(function.paths, ["src"]);
    assert_eq!(other.role.symbols().last(), Some(&&facts.roles[0].name));
    let Policy::Document(document) = &facts.grants[0].policy else { panic!() };
    let statement = &iam::statements(document)[0];
    assert!(statement.allows("s3:GetObject"));
    assert_eq!(statement.resources[0].shown(), "arn:${AWS::Partition}:s3:::${B}/*");
    assert_eq!(facts.roles[0].managed.shown(), "[AmazonSageMakerFullAccess]");
    assert_eq!(facts.notifications.len(), 1);
}

#[test]
fn the_role_of_all_functions_is_not_that_of_a_state_machine() {
    let text = "
Transform: AWS::Serverless-2016-10-31
Globals: {Function: {Role: !GetAtt R.Arn}}
Resources:
  R: {Type: 'AWS::IAM::Role'}
  May:
    Type: AWS::IAM::ManagedPolicy
    Properties: {PolicyDocument: {Statement: {Effect: Allow, Action: 'sagemaker:CreateLabelingJob'}}}
  M: {Type: 'AWS::Serverless::StateMachine', Properties: {Policies: [!Ref May]}}
";
    let (facts, _) = facts_of_one(text);
    let made = facts.roles.iter().find(|role| role.address == "MRole").unwrap();
    assert_eq!(facts.grants[0].role.symbols(), [&made.name]);
    let Policy::Document(document) = &facts.grants[0].policy else { panic!() };
    assert!(iam::statements(document)[0].allows("sagemaker:CreateLabelingJob"));
    assert_eq!(made.managed.shown(), "[]");
}

#[test]
fn macros_and_transforms_may_change_a_bucket() {
    let text = "
Transform: [AWS::LanguageExtensions, Mine]
Resources:
  A: {Type: 'AWS::S3::Bucket', Properties: {'Fn::Transform': {Name: X}}}
";
    let (facts, _) = facts_of_one(text);
    let why: Vec<_> =
        facts.buckets[0].managed_elsewhere.iter().map(|one| one.text.as_str()).collect();
    assert_eq!(
        why,
        ["the macro Mine, which may change it", "Fn::Transform, which may change the bucket"]
    );
}

#[test]
fn custom_resources_show_cors_and_labeling() {
    let (facts, _) = resources(
        "
  Frames: {Type: 'AWS::S3::Bucket'}
  Other: {Type: 'AWS::S3::Bucket'}
  Set: {Type: 'Custom::S3Settings', Properties: {Bucket: !Ref Frames, CorsRules: [{AllowedOrigins: ['*']}]}}
  Code:
    Type: AWS::Lambda::Function
    Properties: {Code: {ZipFile: 's3.put_bucket_cors(Bucket=b)'}}
  ByCode: {Type: 'AWS::CloudFormation::CustomResource', Properties: {ServiceToken: !GetAtt Code.Arn, To: !Ref Other}}
  Job: {Type: 'Custom::Job', Properties: {Input: {ManifestS3Uri: !Sub 's3://${Frames}/m'}}}
",
    );
    let set: Vec<_> = facts.cors.iter().map(|one| one.bucket.symbols()[0].clone()).collect();
    assert_eq!(set, [facts.buckets[0].name.clone(), facts.buckets[1].name.clone()]);
    assert!(facts.cors.iter().all(|one| crate::aws::cors::rules(&one.rules).1.is_some()));
    assert_eq!(facts.cors[0].rules.elements().0.len(), 1);
    assert_eq!(facts.inputs.len(), 1);
    assert_eq!(facts.inputs[0].input.symbols()[0], &facts.buckets[0].name);
}
