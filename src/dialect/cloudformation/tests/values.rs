//! Intrinsic functions.

use super::outputs;

/// What every expression of the table stands in.
const HEADER: &str = "
Parameters:
  Free: {Type: String}
  Name: {Type: String, Default: frames}
  List: {Type: CommaDelimitedList, Default: 'a, b'}
  Stage: {Type: String, AllowedValues: [dev, prod]}
  Path: {Type: 'AWS::SSM::Parameter::Value<String>', Default: /a/b}
Mappings:
  Map: {dev: {x: 1}, prod: {x: 2}}
Resources:
  B: {Type: 'AWS::S3::Bucket', Properties: {BucketName: !Sub '${Name}-in'}}
  R: {Type: 'AWS::IAM::Role'}
  F: {Type: 'AWS::Lambda::Function'}
  T: {Type: 'AWS::SNS::Topic'}
";

#[test]
fn every_function() {
    let table = [
        ("plain", "plain"),
        ("true", "true"),
        ("!Ref Free", "${Free}"),
        ("!Ref Name", "frames"),
        ("!Ref List", "[a, b]"),
        ("!Ref Stage", "dev or prod"),
        ("!Ref Path", "${Path}"),
        ("!Ref B", "${B}"),
        ("!Ref Missing", "…"),
        ("!Ref AWS::Region", "${AWS::Region}"),
        ("{Ref: B}", "${B}"),
        ("{Ref: {'Fn::Sub': B}}", "${B}"),
        ("!Ref {'Fn::Sub': B}", "${B}"),
        ("!Ref {'Fn::Sub': '${Free}'}", "…"),
        ("!GetAtt [!Sub B, Arn]", "arn:${AWS::Partition}:s3:::${B}"),
        ("!GetAtt B.Arn", "arn:${AWS::Partition}:s3:::${B}"),
        ("{'Fn::GetAtt': [B, Arn]}", "arn:${AWS::Partition}:s3:::${B}"),
        ("!GetAtt B.DomainName", "${B}.s3.${AWS::URLSuffix}"),
        ("!GetAtt R.Arn", "arn:${AWS::Partition}:iam::${AWS::AccountId}:role/${R}"),
        (
            "!GetAtt F.Arn",
            "arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:${F}",
        ),
        ("!GetAtt T.TopicArn", "${T}"),
        ("!GetAtt T.Other.Thing", "${T.Other.Thing}"),
        ("!Sub 's3://${B}/${!x}/${ Name }/${Own}'", "s3://${B}/${x}/${Name}/${…}"),
        ("!Sub ['${Own}-${B.Arn}', {Own: !Ref Free}]", "${Free}-arn:${AWS::Partition}:s3:::${B}"),
        ("!Sub '${AWS::AccountId}$${'", "${AWS::AccountId}$${"),
        ("!Join ['-', [a, !Ref B, !Ref 'AWS::NoValue', c]]", "a-${B}-c"),
        ("!Join [',', !Ref List]", "a,b"),
        ("!Join ['', !Split [x, a]]", "a"),
        ("!Split ['-', !Sub 'a-${B}']", "[a, …]"),
        ("!Split ['/', !Sub 'a/${B}/c']", "[a, ${B}, c]"),
        ("!Select [5, !Split [':', !GetAtt B.Arn]]", "${B}"),
        ("!Select [0, !Split ['-', !Sub 'a-${Free}-c']]", "a"),
        ("!Select [1, !Split ['-', !Sub 'a-${Free}-c']]", "…"),
        ("!Select [7, [a]]", "…"),
        ("!FindInMap [Map, dev, x]", "1"),
        ("!FindInMap [Map, !Ref Stage, x]", "1 or 2"),
        ("!FindInMap [Map, test, x, {DefaultValue: 3}]", "3"),
        ("!FindInMap [Map, test, x]", "…"),
        ("{'Fn::Length': [a, b]}", "2"),
        ("{'Fn::ToJsonString': {a: [1]}}", "{…}"),
        ("{'Fn::Custom': x}", "…"),
        ("a-${self:b.${opt:c}}-${d}", "a-${${self:b.${opt:c}}}-${d}"),
        ("!Sub 'a-${self:b.${opt:c}}-${B}'", "a-${${self:b.${opt:c}}}-${B}"),
        ("'{{resolve:ssm:/p}}-x'", "${{{resolve:ssm:/p}}}-x"),
        ("!ImportValue other", "${Fn::ImportValue other}"),
    ];
    for (expression, expected) in table {
        let text = format!("{HEADER}Outputs:\n  O:\n    Value: {expression}\n");
        assert_eq!(outputs(&text, &["O"]), [expected], "{expression}");
    }
}

#[test]
fn what_leads_back_to_itself_is_unknown() {
    let text = "
Resources:
  A: {Type: 'AWS::S3::Bucket', Properties: {BucketName: !Sub '${B}-a'}}
  B: {Type: 'AWS::S3::Bucket', Properties: {BucketName: !Ref A}}
Outputs:
  O: {Value: !Ref A, Export: {Name: x}}
  P: {Value: !ImportValue y, Export: {Name: y}}
";
    assert_eq!(outputs(text, &["O", "P"])[0], "${A}");
}

#[test]
fn loops_are_expanded() {
    let text = "
Transform: AWS::LanguageExtensions
Parameters:
  Names: {Type: CommaDelimitedList, Default: 'images, a.b'}
Resources:
  Fn::ForEach::Buckets:
    - N
    - !Ref Names
    - 'Bucket&{N}':
        Type: AWS::S3::Bucket
        Properties: {BucketName: !Sub '${N}-${AWS::AccountId}'}
Outputs:
  O: {Value: !Ref Bucketab}
";
    assert_eq!(outputs(text, &["O"]), ["${Bucketab}"]);
    let (facts, _) = super::facts_of_one(text);
    let names: Vec<_> =
        facts.buckets.iter().map(|one| one.name.definition.as_ref().unwrap().shown()).collect();
    assert_eq!(names, ["images-${AWS::AccountId}", "a.b-${AWS::AccountId}"]);
    let unknown = text.replace("Default: 'images, a.b'", "NoEcho: false");
    let (facts, _) = super::facts_of_one(&unknown);
    assert_eq!(facts.problems[0].kind, "unknown-loop");
}

#[test]
fn loops_over_mappings() {
    let text = "
Parameters: {Env: {Type: String}}
Mappings: {Sets: {Prod: {Names: [A, B]}}}
Resources:
  Fn::ForEach::Buckets:
    - Name
    - !FindInMap [Sets, !Ref Env, Names]
    - 'Bucket${Name}': {Type: 'AWS::S3::Bucket'}
";
    let (facts, _) = super::facts_of_one(text);
    let all: Vec<_> = facts.buckets.iter().map(|one| one.address.as_str()).collect();
    assert_eq!((all, facts.problems.len()), (vec!["BucketA", "BucketB"], 0));
}
