//! The AWS command line inside shell commands: the calls that start labeling or set CORS rules, and what they name.

use ecow::EcoVec;

use super::{
    labeling::Call,
    search::{LEADING, addresses, behind, word},
};
use crate::{
    text::Text,
    value::{Entry, Part, Value},
};

/// The commands, by the words that only they hold.
const COMMANDS: &[(&str, Call)] = &[
    ("sagemaker create-labeling-job", Call::CreateLabelingJob),
    ("sagemaker-a2i-runtime start-human-loop", Call::StartHumanLoop),
    ("s3api put-bucket-cors", Call::PutBucketCors),
];

/// Where the request of a labeling job holds what the command calls so, in JSON, in shorthand or as an option.
const FIELDS: &[(&str, &[&str])] = &[
    ("ManifestS3Uri", &["InputConfig", "DataSource", "S3DataSource", "ManifestS3Uri"]),
    ("SnsTopicArn", &["InputConfig", "DataSource", "SnsDataSource", "SnsTopicArn"]),
    ("S3OutputPath", &["OutputConfig", "S3OutputPath"]),
    ("--role-arn", &["RoleArn"]),
    ("RoleArn", &["RoleArn"]),
    ("PreHumanTaskLambdaArn", &["HumanTaskConfig", "PreHumanTaskLambdaArn"]),
    ("HumanTaskUiArn", &["HumanTaskConfig", "UiConfig", "HumanTaskUiArn"]),
    ("WorkteamArn", &["HumanTaskConfig", "WorkteamArn"]),
];

/// Options that may name a file in place of JSON, and the part of the request that the file holds.
const FILES: &[(&str, &[&str])] = &[
    ("--cli-input-json", &[]),
    ("--input-config", &["InputConfig"]),
    ("--output-config", &["OutputConfig"]),
    ("--human-task-config", &["HumanTaskConfig"]),
    ("--human-loop-input", &["HumanLoopInput"]),
];

/// One call of a command.
#[derive(Clone, Debug)]
pub struct Called {
    pub call: Call,
    pub request: Value,
    /// Files that hold more of it: the path within the request, and the path of the file.
    pub files: Vec<(&'static [&'static str], Value)>,
}

/// The calls of a command without alternatives; `environment` holds the variables that are set for it.
pub fn calls(command: &Value, environment: &[Entry]) -> Vec<Called> {
    let Some(parts) = command.as_parts() else { return Vec::new() };
    let parts = expanded(&parts, environment);
    let mut out = Vec::new();
    for (words, call) in COMMANDS {
        let mut rest = parts.clone();
        while let Some(after) = behind(&rest, words, in_comment) {
            out.push(called(*call, &up_to_next(&after)));
            rest = after;
        }
    }
    out
}

fn called(call: Call, own: &[Part]) -> Called {
    let mut request = Value::map(EcoVec::new());
    match call {
        Call::CreateLabelingJob => {
            for (key, path) in FIELDS {
                if let Some(value) = value_of(own, key) {
                    set(&mut request, path, value);
                }
            }
        }
        Call::PutBucketCors => {
            if let Some(bucket) = value_of(own, "--bucket") {
                set(&mut request, &["Bucket"], bucket);
            }
        }
        _ => {
            let content = Value::list(addresses(own).into());
            set(&mut request, &["HumanLoopInput", "InputContent"], content);
        }
    }
    let file = |(option, path): &(&str, &'static [&'static str])| {
        let named = behind(own, option, |_, _| false)?;
        let after = behind(&named, "file://", |before, _| !before.trim_matches(LEADING).is_empty());
        Some((*path, word(&after?)?))
    };
    Called { call, request, files: FILES.iter().filter_map(file).collect() }
}

/// The value behind a key, up to the next quote, bracket or space.
fn value_of(own: &[Part], key: &str) -> Option<Value> {
    word(&behind(own, key, |_, after| {
        after.starts_with(|c: char| c.is_alphanumeric() || c == '-')
    })?)
}

fn in_comment(before: &str, _: &str) -> bool {
    before.rsplit('\n').next().unwrap_or_default().trim_start().starts_with('#')
}

/// Up to the next command of the AWS command line.
fn up_to_next(parts: &[Part]) -> Vec<Part> {
    let mut out = Vec::new();
    for part in parts {
        let end = match part {
            Part::Literal(text) => text.as_str().find("aws "),
            _ => None,
        };
        match (part, end) {
            (Part::Literal(text), Some(end)) => {
                out.push(Part::Literal(text.slice(0, end)));
                return out;
            }
            _ => out.push(part.clone()),
        }
    }
    out
}

/// The parts with `$NAME` and `${NAME}` filled in, where the variable is set.
fn expanded(parts: &[Part], environment: &[Entry]) -> Vec<Part> {
    let mut out = Vec::new();
    for part in parts {
        match part {
            Part::Literal(text) => expand(text, environment, &mut out),
            other => out.push(other.clone()),
        }
    }
    unquoted(out)
}

/// Quotes that end one text for another to begin, as in `'s3://'"$NAME"'/x'`.
const SEAMS: &[(&str, &str)] = &[("'\"", "\"'"), ("\"'", "'\""), ("'", "'")];

fn seam(before: &str, after: &str) -> (usize, usize) {
    let is_one = |(open, close): &&(&str, &str)| before.ends_with(open) && after.starts_with(close);
    SEAMS.iter().find(is_one).map_or((0, 0), |(open, close)| (open.len(), close.len()))
}

/// The parts without the quotes around each hole.
fn unquoted(parts: Vec<Part>) -> Vec<Part> {
    let mut out: Vec<Part> = Vec::new();
    let mut parts = parts.into_iter().peekable();
    let mut skip = 0;
    while let Some(part) = parts.next() {
        match (part, parts.peek(), out.last_mut()) {
            (Part::Literal(text), ..) => {
                out.push(Part::Literal(text.slice(skip, text.len())));
                skip = 0;
            }
            (hole, Some(Part::Literal(after)), Some(Part::Literal(before))) => {
                let (end, start) = seam(before.as_str(), after.as_str());
                *before = before.slice(0, before.len() - end);
                skip = start;
                out.push(hole);
            }
            (hole, ..) => out.push(hole),
        }
    }
    out
}

fn expand(text: &Text, environment: &[Entry], out: &mut Vec<Part>) {
    let all = text.as_str();
    let mut at = 0;
    for (dollar, _) in all.match_indices('$') {
        let behind = all.get(dollar + 1..).unwrap_or_default();
        let name = behind.strip_prefix('{').unwrap_or(behind);
        let len = name.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(name.len());
        let name = name.get(..len).unwrap_or_default();
        let set = environment.iter().find(|entry| entry.key.as_str() == name);
        let Some(parts) = set.and_then(|entry| entry.value.as_parts()) else { continue };
        let end = dollar + 1 + len + if behind.starts_with('{') { 2 } else { 0 };
        let before = all.get(at..dollar).unwrap_or_default();
        let (closed, opened) = seam(before, all.get(end..).unwrap_or_default());
        out.push(Part::Literal(text.slice(at, dollar - closed)));
        out.extend(parts.into_owned());
        at = end + opened;
    }
    out.push(Part::Literal(text.slice(at.min(all.len()), all.len())));
}

/// Puts a value at a path; what stands there already stays.
pub fn set(request: &mut Value, path: &[&str], value: Value) {
    let crate::value::Is::Map(map) = &mut request.is else { return };
    let Some((first, rest)) = path.split_first() else {
        if let crate::value::Is::Map(more) = value.is {
            map.entries.extend(more.entries);
        }
        return;
    };
    let known = map.entries.iter().position(|entry| entry.key.as_str() == *first);
    match (known.and_then(|at| map.entries.make_mut().get_mut(at)), rest) {
        (Some(_), []) => {}
        (Some(entry), rest) => set(&mut entry.value, rest, value),
        (None, []) => map.entries.push(Entry { key: (*first).into(), value }),
        (None, rest) => {
            let mut inner = Value::map(EcoVec::new());
            set(&mut inner, rest, value);
            map.entries.push(Entry { key: (*first).into(), value: inner });
        }
    }
}

#[cfg(test)]
#[path = "command/tests.rs"]
mod tests;
