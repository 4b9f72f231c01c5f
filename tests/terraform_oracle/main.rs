//! The evaluator beside the real Terraform: `testdata/terraform/README.md` says how its answers are made. With values for
//! all variables, the same value or an error; without, a value that stands for every answer.

#![cfg(test)]

mod covers;
mod open;
mod values;

use std::{fmt::Write, fs, path::Path};

use cors_lint::{
    config::{Assignment, Settings},
    dialect::terraform::evaluate,
    finding::Problem,
    source::Sources,
    value::Value,
};
use covers::covers;
use open::without_values;
use serde::Deserialize;
use serde_json::Value as Json;
use values::{is_constant, settled, shown};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/testdata/terraform");

/// The variables of `console/`.
const DECLARED: &str = r#"
variable "s" { type = string }
variable "s2" { type = string }
variable "b" { type = bool }
variable "n" { type = number }
variable "l" { type = list(string) }
variable "m" { type = map(string) }
variable "o" { type = any }
"#;

/// What is left unknown, as documented: functions without a rule, what depends on the machine, files that a build may
/// make, and blocks as a whole (what the provider fills in is not known).
const LEFT_UNKNOWN: &[&str] = &[
    "md5(",
    "sha256(",
    "matchkeys(",
    "transpose(",
    "chunklist(",
    "terraform.workspace",
    "abspath(",
    "filemd5(",
    "cidrhost(",
    "csvdecode(",
    "textencodebase64(",
    "templatefile(\"nosuch",
    "file(\"nosuch",
    "fileexists(\"nosuch",
    "cors_rule given",
    "cors_rule[1] given",
    "yamlencode({ a = [], b",
];

#[derive(Deserialize)]
struct Expression {
    expression: String,
    answers: Vec<Answer>,
    /// What Terraform knows although no variable has a value yet.
    deferred: Option<Said>,
}

#[derive(Deserialize)]
struct Answer {
    variables: serde_json::Map<String, Json>,
    #[serde(flatten)]
    said: Said,
}

#[derive(Deserialize)]
struct Case {
    configuration: String,
    given: Vec<(String, String)>,
    expression: String,
    #[serde(flatten)]
    said: Said,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Said {
    Value(Json),
    Error(String),
}

/// How often the evaluator was right, and what it got wrong.
#[derive(Default)]
struct Score {
    exact: usize,
    errors: usize,
    sound: usize,
    imprecise: Vec<String>,
    wrong: Vec<String>,
}

impl Score {
    /// With values for all variables: the same value, or an error.
    fn given(&mut self, what: &str, said: &Said, found: &Result<Value, Problem>, may_fail: bool) {
        match (said, &found.as_ref().map(settled)) {
            (Said::Value(expected), Ok(value)) if !covers(value, expected) => {
                self.wrong.push(format!("{what}: {} instead of {expected}", shown(value)));
            }
            (Said::Value(_), Ok(value)) if is_constant(value) => self.exact += 1,
            (Said::Error(_), Err(_)) => self.errors += 1,
            (Said::Value(_), Ok(_)) => self.imprecise.push(what.to_owned()),
            (Said::Value(expected), Err(problem)) => {
                let message = &problem.message;
                self.wrong.push(format!("{what}: fails ({message}) instead of {expected}"));
            }
            (Said::Error(_), Ok(value)) if is_constant(value) => {
                self.wrong.push(format!("{what}: {} instead of an error", shown(value)));
            }
            (Said::Error(_), Ok(_)) if !may_fail => {
                self.wrong.push(format!("{what}: cannot fail, instead of an error"));
            }
            (Said::Error(_), Ok(_)) => self.imprecise.push(what.to_owned()),
        }
    }

    /// Without values: what is found stands for every answer.
    fn open(&mut self, what: &str, said: &[&Said], found: &Result<Value, Problem>, may_fail: bool) {
        // a value that its variable refuses is none that it can have
        let refused = |error: &str| error == "Invalid value for input variable";
        let fails = said.iter().any(|said| matches!(said, Said::Error(error) if !refused(error)));
        if fails && found.is_ok() && !may_fail {
            self.wrong.push(format!("{what}: cannot fail, which does not cover an error"));
            return;
        }
        let values = said.iter().filter_map(|said| match said {
            Said::Value(value) => Some(value),
            Said::Error(_) => None,
        });
        let values: Vec<&Json> = values.collect();
        for expected in &values {
            match found {
                Ok(value) if covers(value, expected) => {}
                Ok(value) => {
                    let value = shown(value);
                    self.wrong.push(format!("{what}: {value} does not cover {expected}"));
                    return;
                }
                Err(problem) => {
                    let message = &problem.message;
                    self.wrong.push(format!("{what}: fails ({message}) instead of {expected}"));
                    return;
                }
            }
        }
        self.sound += 1;
    }

    fn told(&self) -> String {
        format!(
            "{} exact, {} errors, {} sound without values, {} imprecise, {} wrong",
            self.exact,
            self.errors,
            self.sound,
            self.imprecise.len(),
            self.wrong.len()
        )
    }

    fn check(&self, name: &str) {
        let mut out = format!("{name}: {}\n", self.told());
        for one in &self.imprecise {
            writeln!(out, "  imprecise: {one}").unwrap();
        }
        print!("{out}");
        assert!(self.wrong.is_empty(), "{}", self.wrong.join("\n"));
        let documented = |one: &String| LEFT_UNKNOWN.iter().any(|name| one.contains(name));
        let more: Vec<_> = self.imprecise.iter().filter(|one| !documented(one)).collect();
        assert!(more.is_empty(), "{more:#?}");
    }
}

fn lines<T: for<'de> Deserialize<'de>>(path: &str) -> Vec<T> {
    let text = fs::read_to_string(format!("{FOLDER}/{path}")).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The folder of files that the expressions read, with their variables.
fn console(values: Option<&serde_json::Map<String, Json>>) -> Sources {
    let sources = Sources::rooted(format!("{FOLDER}/console/files"));
    sources.add("variables.tf", DECLARED);
    let values = values.cloned().unwrap_or_default();
    sources.add("terraform.tfvars.json", serde_json::to_string(&values).unwrap());
    sources
}

/// What the evaluator makes of an expression, and whether it holds that the expression may fail.
fn ask(expression: &str, sources: &Sources, settings: &Settings) -> (Result<Value, Problem>, bool) {
    let can = evaluate(&format!("can({expression}\n)"), "", sources, settings);
    let may_fail = can.is_ok_and(|can| covers(&can, &Json::Bool(false)));
    (evaluate(expression, "", sources, settings), may_fail)
}

#[test]
fn expressions() {
    let mut score = Score::default();
    for case in lines::<Expression>("console/answers.jsonl") {
        for Answer { variables, said } in &case.answers {
            let (found, may_fail) =
                ask(&case.expression, &console(Some(variables)), &Settings::default());
            let variables = Json::from(variables.clone());
            score.given(&format!("{} with {variables}", case.expression), said, &found, may_fail);
        }
        let (found, may_fail) = ask(&case.expression, &console(None), &Settings::default());
        let all: Vec<&Said> = case.answers.iter().map(|answer| &answer.said).collect();
        score.open(&case.expression, &all, &found, may_fail);
        // Terraform knows the type of a value that it does not know yet; a variable of any type has none
        if let Some(said) = case.deferred.as_ref().filter(|_| !case.expression.contains("var.o")) {
            score.given(&format!("{} without values", case.expression), said, &found, may_fail);
        }
    }
    score.check("expressions");
}

#[test]
fn configurations() {
    let mut score = Score::default();
    for case in lines::<Case>("configurations/answers.jsonl") {
        let sources = Sources::rooted(format!("{FOLDER}/configurations/{}", case.configuration));
        let given: Vec<Assignment> = case.given.iter().map(assignment).collect();
        let settings = Settings { given, ..Settings::default() };
        let told: Vec<String> =
            case.given.iter().map(|(kind, text)| format!("{kind} {text}")).collect();
        let what = format!("{}: {} given {}", case.configuration, case.expression, told.join(", "));
        let (found, may_fail) = ask(&case.expression, &sources, &settings);
        score.given(&what, &case.said, &found, may_fail);
        let open = without_values(Path::new(FOLDER), &case.configuration);
        let (found, may_fail) = ask(&case.expression, &open, &Settings::default());
        score.open(&what, &[&case.said], &found, may_fail);
    }
    score.check("configurations");
}

fn assignment((kind, text): &(String, String)) -> Assignment {
    if kind == "var-file" {
        return Assignment::File { path: text.clone() };
    }
    let (name, text) = text.split_once('=').unwrap();
    Assignment::Value { name: name.to_owned(), text: text.to_owned() }
}
