//! Conditions, and the worlds they allow.

use super::*;
use crate::value::Guard;

const TEMPLATE: &str = "
Parameters:
  Env: {Type: String, Default: dev}
  Use: {Type: String, AllowedValues: [yes, no]}
  Other: {Type: String}
Conditions:
  IsProd: !Equals [!Ref Env, prod]
  NotProd: !Not [!Condition IsProd]
  Both: !And [!Condition NotProd, !Equals [!Ref Use, 'yes']]
  Free: !Equals [!Ref Other, !Ref Env]
  Never: !Equals [a, b]
Resources:
  A:
    Type: AWS::S3::Bucket
    Condition: Both
    Properties:
      CorsConfiguration: !If [IsProd, {CorsRules: []}, !Ref AWS::NoValue]
  B: {Type: 'AWS::S3::Bucket', Condition: Never}
  C: {Type: 'AWS::S3::Bucket', Condition: Free}
";

fn row<'f>(facts: &'f Facts, witness: &str) -> &'f Guard {
    let mut rows = facts.worlds.iter().flatten();
    &rows
        .find(|world| world.witness.join(" and ") == witness)
        .unwrap_or_else(|| panic!("{:#?}", facts.worlds))
        .decisions
}

#[test]
fn worlds_hold_only_what_can_be() {
    let (facts, _) = facts_of_one(TEMPLATE);
    let both = facts.buckets[0].exists.decisions()[0].0.clone();
    let prod = facts.cors[0].rules.alternatives()[0].0.decisions()[0].0.clone();
    let outcome = |witness: &str, id: &str| row(&facts, witness).outcome(id);
    assert_eq!(outcome("Env = prod and Use = yes", &both), Some(false));
    assert_eq!(outcome("Env = prod and Use = yes", &prod), Some(true));
    assert_eq!(outcome("Env is not prod and Use = yes", &both), Some(true));
    assert_eq!(outcome("Env is not prod and Use = no", &both), Some(false));
    let free = facts.buckets[1].exists.decisions()[0].0.clone();
    assert_eq!(facts.worlds.len(), 1, "a condition that nothing decides is in no table");
    assert!(facts.worlds[0].iter().all(|world| world.decisions.outcome(&free).is_none()));
}

#[test]
fn what_is_never_made_is_left_out() {
    let (facts, _) = facts_of_one(TEMPLATE);
    let made: Vec<_> = facts.buckets.iter().map(|bucket| bucket.address.as_str()).collect();
    assert_eq!(made, ["A", "C"]);
}

#[test]
fn conditions_have_words() {
    let (facts, _) = facts_of_one(TEMPLATE);
    let words: Vec<_> = facts.conditions.iter().map(|one| one.when_true.as_str()).collect();
    assert!(words.contains(&"Env = prod") && words.contains(&"Both is true"), "{words:?}");
}

#[test]
fn too_many_worlds_leave_conditions_free() {
    let mut text = "Parameters:\n".to_owned();
    let mut all = String::new();
    for at in 0..10 {
        text += &format!("  P{at}: {{Type: String}}\n");
        all += &format!("!Equals [!Ref P{at}, x], ");
    }
    text += &format!("Conditions:\n  All: !And [{all}]\n");
    text += "Resources:\n  A: {Type: 'AWS::S3::Bucket', Condition: All}\n";
    let (facts, _) = facts_of_one(&text);
    assert_eq!(facts.worlds.len(), 10);
    assert_eq!(facts.buckets[0].exists.decisions().len(), 1);
}

#[test]
fn a_fixed_parameter_decides() {
    let parent = "
Resources:
  N: {Type: 'AWS::CloudFormation::Stack', Properties: {TemplateURL: child.yaml, Parameters: {Env: prod}}}
";
    let child = "
Parameters: {Env: {Type: String, Default: dev}}
Conditions: {IsProd: !Equals [!Ref Env, prod]}
Resources:
  A:
    Type: AWS::S3::Bucket
    Properties: {BucketName: !If [IsProd, p, d]}
";
    let (facts, _) = facts_of(&[("parent.yaml", parent), ("child.yaml", child)]);
    let [bucket] = facts.buckets.as_slice() else { panic!() };
    assert_eq!(bucket.name.definition.as_ref().unwrap().shown(), "p");
    assert_eq!(bucket.address, "N.A");
    assert!(facts.worlds.is_empty());
}

#[test]
fn rules_forbid_worlds() {
    let (facts, _) = facts_of_one(
        "
Parameters: {Env: {Type: String}}
Rules:
  NotProd:
    Assertions: [{Assert: !Not [!Contains [[prod, live], !Ref Env]]}]
Conditions: {IsProd: !Equals [!Ref Env, prod]}
Resources:
  A:
    Type: AWS::S3::Bucket
    Properties: {CorsConfiguration: !If [IsProd, {CorsRules: []}, !Ref AWS::NoValue]}
",
    );
    let witnesses: Vec<_> = facts.worlds.iter().flatten().map(|row| row.witness.clone()).collect();
    assert_eq!(witnesses, [["Env is not prod"]]);
}
