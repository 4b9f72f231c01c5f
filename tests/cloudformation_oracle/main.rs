//! The values and scenarios of random templates, against moto and cfn-lint where these tools are present.

#![cfg(test)]

mod concrete;
mod generate;
#[path = "../common/missing.rs"]
mod missing;
#[path = "../common/random.rs"]
mod random;
#[path = "../common/say.rs"]
mod say;

use std::{
    collections::{BTreeMap, BTreeSet},
    io::Write,
    process::{Command, Stdio},
};

use cors_lint::{dialect::cloudformation, facts::Facts, source::Sources};
use serde_json::{Value, json};

use generate::PARAMETERS;
use missing::missing;
use random::Random;
use say::say;

const PATH: &str = "t.json";
/// Each has four resources besides the anchor.
const TEMPLATES: u64 = 60;

/// Runs a script; `None`, and a loud word, where its tool is not installed.
fn oracle(module: &str, script: &str, input: &Value) -> Option<Value> {
    let has = Command::new("python3").args(["-c", &format!("import {module}")]).output();
    if !has.is_ok_and(|output| output.status.success()) {
        missing(&format!("python3 has no {module}; nothing was compared"));
        return None;
    }
    let mut child = Command::new("python3")
        .args(["-W", "ignore", &format!("tests/cloudformation_oracle/{script}")])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input.to_string().as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{script} failed");
    Some(serde_json::from_slice(&output.stdout).unwrap())
}

fn facts(template: &Value) -> Facts {
    let sources = Sources::default();
    sources.add(PATH, serde_json::to_string_pretty(template).unwrap());
    let facts = cloudformation::facts(&[PATH.to_owned()], &sources);
    assert!(facts.problems.is_empty(), "{:?}", facts.problems);
    facts
}

/// Every choice of values for the parameters.
fn choices() -> Vec<BTreeMap<&'static str, &'static str>> {
    let mut out = vec![BTreeMap::new()];
    for (name, values) in PARAMETERS {
        let longer = out.iter().flat_map(|one| {
            values.iter().map(|value| {
                let mut one = one.clone();
                one.insert(*name, *value);
                one
            })
        });
        out = longer.collect();
    }
    out
}

fn templates() -> Vec<Value> {
    (0..TEMPLATES).map(|seed| generate::template(&mut Random::new(seed + 1))).collect()
}

/// The values of a template's resources that are compared, by resource and property.
fn values(facts: &Facts) -> BTreeMap<String, cors_lint::value::Value> {
    let mut out = BTreeMap::new();
    for bucket in &facts.buckets {
        if let Some(name) = &bucket.name.definition {
            out.insert(format!("{}.BucketName", bucket.address), name.as_ref().clone());
        }
    }
    for machine in &facts.machines {
        out.insert(format!("{}.DefinitionString", machine.address), machine.definition.clone());
    }
    for cors in &facts.cors {
        out.insert(format!("{}.CorsConfiguration", cors.address), cors.rules.clone());
    }
    out
}

#[test]
fn values_are_those_of_moto() {
    let templates = templates();
    let choices = choices();
    let pairs =
        templates.iter().flat_map(|template| choices.iter().map(move |one| (template, one)));
    let input: Vec<Value> =
        pairs.map(|(template, one)| json!({"template": template, "parameters": one})).collect();
    let Some(answers) = oracle("moto.cloudformation.parsing", "moto_values.py", &json!(input))
    else {
        return;
    };
    let mut answers = answers.as_array().unwrap().iter();
    let (mut compared, mut unknown, mut resources) = (0, Vec::new(), BTreeSet::new());
    for (at, template) in templates.iter().enumerate() {
        let facts = facts(template);
        let values = values(&facts);
        for parameters in &choices {
            let theirs = answers.next().unwrap().as_object().unwrap();
            let Some(world) = concrete::world(&facts, PATH, parameters) else {
                panic!("{at}: {parameters:?} decide no world");
            };
            let mut symbols: BTreeMap<String, String> = BTreeMap::new();
            for (name, value) in [
                ("AWS::AccountId", "123456789012"),
                ("AWS::Region", "us-east-1"),
                ("AWS::Partition", "aws"),
            ] {
                symbols.insert(name.to_owned(), value.to_owned());
            }
            for (name, value) in parameters {
                symbols.insert(format!("{PATH}#{name}"), (*value).to_owned());
            }
            let anchor = theirs["Anchor"].as_str().unwrap();
            symbols.insert(format!("{PATH}#Anchor"), anchor.to_owned());
            for (key, value) in &values {
                let ours = match concrete::concrete(&value.under(&world), &symbols) {
                    Ok(ours) => ours,
                    Err(why) => {
                        unknown.push(why);
                        continue;
                    }
                };
                let theirs = theirs.get(key).filter(|value| !value.is_null());
                let theirs = match key.ends_with(".CorsConfiguration") {
                    true => theirs.and_then(|value| value.get("CorsRules")),
                    false => theirs,
                };
                assert_eq!(ours.as_ref(), theirs, "{at}: {key} with {parameters:?}\n{template:#}");
                compared += 1;
                resources.insert(format!("{at} {}", key.split('.').next().unwrap()));
            }
        }
    }
    say(&format!(
        "{compared} values of {} resources agree with moto, {} are not known here",
        resources.len(),
        unknown.len()
    ));
    assert!(resources.len() >= 150, "{}", resources.len());
    assert!(unknown.is_empty(), "{unknown:?}");
}

/// The named conditions that a bucket and its rules hang on.
fn conditions(facts: &Facts, bucket: usize) -> Vec<String> {
    let bucket = &facts.buckets[bucket];
    let mut ids = Vec::new();
    let guard = |guard: &cors_lint::value::Guard, ids: &mut Vec<_>| {
        ids.extend(guard.decisions().iter().map(|(id, _)| id.clone()));
    };
    guard(&bucket.exists, &mut ids);
    for cors in facts.cors.iter().filter(|cors| cors.address == bucket.address) {
        cors.rules.conditions(&mut ids);
    }
    let named = ids.iter().filter_map(|id| id.strip_prefix(&format!("{PATH}#condition ")));
    let set: BTreeSet<String> = named.map(str::to_owned).collect();
    set.into_iter().collect()
}

#[test]
fn scenarios_are_those_of_cfn_lint() {
    let templates = templates();
    let all: Vec<Facts> = templates.iter().map(facts).collect();
    let cones: Vec<Vec<Vec<String>>> = all
        .iter()
        .map(|facts| {
            let every = (0..facts.buckets.len()).map(|at| conditions(facts, at));
            every.filter(|names| !names.is_empty()).collect()
        })
        .collect();
    let input = templates.iter().zip(&cones);
    let input: Vec<Value> =
        input.map(|(template, cones)| json!({"template": template, "conditions": cones})).collect();
    let Some(answers) = oracle("cfnlint.template", "cfn_lint_scenarios.py", &json!(input)) else {
        return;
    };
    let (mut same, mut fewer) = (0, 0);
    for (at, (facts, cones)) in all.iter().zip(&cones).enumerate() {
        for (cone, theirs) in cones.iter().zip(answers[at].as_array().unwrap()) {
            let ids = cone.iter().map(|name| format!("{PATH}#condition {name}"));
            let ids: Vec<String> = ids.collect();
            let mut ours: BTreeSet<Vec<bool>> = BTreeSet::new();
            let holding = |table: &&Vec<cors_lint::facts::World>| {
                let knows =
                    |id: &String| table.iter().any(|row| row.decisions.outcome(id).is_some());
                ids.iter().any(knows)
            };
            let mut rows = vec![cors_lint::value::Guard::always()];
            for table in facts.worlds.iter().filter(holding) {
                let longer = rows.iter().flat_map(|row| {
                    table.iter().filter_map(move |world| row.and(&world.decisions))
                });
                rows = longer.collect();
            }
            for row in rows {
                ours.insert(ids.iter().map(|id| row.outcome(id).unwrap()).collect());
            }
            let theirs: BTreeSet<Vec<bool>> = serde_json::from_value(theirs.clone()).unwrap();
            assert!(ours.is_subset(&theirs), "{at}: {cone:?}: only here {:?}", &ours - &theirs);
            if ours == theirs {
                same += 1;
                continue;
            }
            // cfn-lint takes every comparison of a looked-up value for free
            let looked_up = templates[at]["Conditions"].to_string().contains("FindInMap");
            assert!(looked_up, "{at}: {cone:?}: only cfn-lint {:?}", &theirs - &ours);
            fewer += 1;
        }
    }
    say(&format!(
        "{same} sets of scenarios are those of cfn-lint, {fewer} are smaller by what a mapping rules out"
    ));
    assert!(same > 0 || fewer > 0);
}
