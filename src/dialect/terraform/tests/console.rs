//! Expressions beside what `terraform console` 1.11.4 says of them: with values for all variables, the same value or an
//! error; with unknown variables, a value that covers every answer.

use serde::Deserialize;

use super::covers::{covers, of_json};
use crate::{
    dialect::terraform::{evaluate, types::Type},
    source::Sources,
    value::{Class, Is, Symbol, Value},
};

#[derive(Deserialize)]
struct Case {
    expression: String,
    answers: Vec<Answer>,
}

#[derive(Deserialize)]
struct Answer {
    variables: serde_json::Map<String, serde_json::Value>,
    /// `null` is a value; only the lack of it is an error.
    #[serde(default, deserialize_with = "there")]
    value: Option<serde_json::Value>,
}

fn there<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Option<serde_json::Value>, D::Error> {
    serde_json::Value::deserialize(from).map(Some)
}

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/testdata/dialect/terraform/console");

fn cases() -> Vec<Case> {
    let text = std::fs::read_to_string(format!("{FOLDER}/answers.jsonl")).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn type_of(variable: &str) -> Type {
    match variable {
        "s" | "s2" => Type::String,
        "b" => Type::Bool,
        "n" => Type::Number,
        "l" => Type::List(Box::new(Type::String)),
        "m" => Type::Map(Box::new(Type::String)),
        _ => Type::Any,
    }
}

const VARIABLES: [&str; 7] = ["s", "s2", "b", "n", "l", "m", "o"];

fn typed(name: &str, value: Value) -> Value {
    super::super::converted(&value, &type_of(name))
}

fn given(answer: &Answer) -> Vec<(String, Value)> {
    let values = answer.variables.iter();
    values.map(|(name, value)| (name.clone(), typed(name, of_json(value)))).collect()
}

fn unknown(name: &str) -> (String, Value) {
    let symbol = Symbol::new(format!("console||var.{name}"), format!("var.{name}"), Class::Any);
    (name.to_owned(), typed(name, Value::symbol(symbol)))
}

/// What the tool says less of than it could: it gives no value where Terraform does.
fn is_unknown(value: &Value) -> bool {
    value.origins().is_some() || matches!(value.is, Is::Either(_))
}

fn shown(value: &Value) -> String {
    let json = Value::from(Is::Json(std::sync::Arc::new(value.clone())));
    json.constant().unwrap_or_else(|| format!("{:?}", value.is))
}

/// Functions without a rule, and what depends on the machine: no value is given for them, as documented.
const LEFT_UNKNOWN: &[&str] = &[
    "md5(",
    "sha256(",
    "matchkeys(",
    "transpose(",
    "chunklist(",
    "yamlencode(",
    "yamldecode(\"",
    "fileset(",
    "terraform.workspace",
    "abspath(",
    "filemd5(",
    "cidrhost(",
    "csvdecode(",
    "textencodebase64(",
];

#[test]
fn values_and_errors() {
    let sources = Sources::rooted(format!("{FOLDER}/files"));
    let mut wrong = Vec::new();
    let mut unknown = Vec::new();
    for case in cases() {
        for answer in &case.answers {
            let variables = serde_json::Value::from(answer.variables.clone());
            let said = format!("{} with {variables}", case.expression);
            let value = evaluate(&case.expression, &given(answer), &sources);
            match (&answer.value, value) {
                (Some(_), Ok(value)) if is_unknown(&value) => unknown.push(said),
                (Some(expected), Ok(value)) if !covers(&value, expected) => {
                    wrong.push(format!("{said}: {} instead of {expected}", shown(&value)));
                }
                (Some(expected), Err(problem)) => {
                    wrong
                        .push(format!("{said}: fails ({}) instead of {expected}", problem.message));
                }
                (None, Ok(value)) if !is_unknown(&value) => {
                    wrong.push(format!("{said}: {} instead of an error", shown(&value)));
                }
                _ => {}
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let known = |said: &String| !LEFT_UNKNOWN.iter().any(|name| said.starts_with(name));
    unknown.retain(known);
    assert!(unknown.is_empty(), "{}", unknown.join("\n"));
}

#[test]
fn unknown_variables_cover_every_answer() {
    let sources = Sources::rooted(format!("{FOLDER}/files"));
    let variables: Vec<(String, Value)> = VARIABLES.iter().map(|name| unknown(name)).collect();
    let mut wrong = Vec::new();
    for case in cases() {
        let value = evaluate(&case.expression, &variables, &sources);
        for answer in &case.answers {
            let Some(expected) = &answer.value else { continue };
            match &value {
                Ok(value) if covers(value, expected) => {}
                Ok(value) => wrong.push(format!(
                    "{}: {} does not cover {expected}",
                    case.expression,
                    shown(value)
                )),
                Err(problem) => wrong.push(format!(
                    "{}: fails ({}) instead of {expected}",
                    case.expression, problem.message
                )),
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
