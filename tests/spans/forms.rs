//! What must stand under a label, by its words. A label without an expectation fails.

use cors_lint::finding::Finding;

use crate::{
    headers::{Kind, callee, is_bucket, is_header},
    kinds::{
        CORS, EVENT_RULE, EVENT_TARGET, FLOW, FUNCTION, INPUT, JOB, MACHINE, MODULE, OTHER_WORK,
        OUTPUT, POLLER, ROLE, SETUP, STATE, SUBSCRIPTION, TOPIC, UPLOAD, WORKPLACE,
    },
    seen::{Dialect, Seen},
    shapes::{
        is_from_elsewhere, is_ignore, is_ignored_change, is_key_of_arn, is_line_of_manifest,
        is_map, is_objects_of, is_open_source, is_property, is_reference, is_statement, is_tag,
        is_uri,
    },
};

/// Labels of the line that opens the bucket, as they begin.
const AT_BUCKET: &[&str] = &[
    "no CORS rules for this bucket",
    "none of this bucket's CORS rules allows GET",
    "no one CORS rule has both GET and `*`",
    "too narrow for video frames and 3D point clouds",
    "several write its CORS rules",
    "the CORS rules of this bucket are not known here",
    "the app makes this bucket here",
];

pub fn speaks_of(seen: &Seen, finding: &Finding, label: &str) -> bool {
    if AT_BUCKET.iter().any(|start| label.starts_with(start)) {
        // a bucket that is declared elsewhere is where its rules are set
        let is_elsewhere = finding.subject.starts_with("${var.");
        return is_bucket(seen, finding) || (is_elsewhere && is_header(seen, &CORS));
    }
    of_block(seen, label)
        .or_else(|| of_quoted(seen, label))
        .or_else(|| of_rules(seen, label))
        .or_else(|| of_reference(seen, finding, label))
        .unwrap_or(false)
}

/// Labels of a thing that is declared.
fn of_block(seen: &Seen, label: &str) -> Option<bool> {
    let named = |kind: &Kind, name: &str| {
        let word = format!("\"{}\"", name.split(['[', '.']).next().unwrap_or_default());
        is_header(seen, kind) && seen.text.ends_with(&word)
    };
    if let Some(name) = label.strip_prefix("called here as module.") {
        return Some(named(&MODULE, name));
    }
    if let Some(name) = label.strip_prefix("output ") {
        return Some(named(&OUTPUT, name));
    }
    if label.starts_with("the state of ") {
        return Some(is_header(seen, &STATE));
    }
    Some(match label {
        "this custom resource seems to set up labeling" => is_header(seen, &SETUP),
        "this starts a human loop" => is_header(seen, &JOB),
        "which this state machine calls" => is_header(seen, &MACHINE),
        "which takes the events of each new object of this bucket" => is_header(seen, &EVENT_RULE),
        "which gets what this topic is told" => is_header(seen, &SUBSCRIPTION),
        "which takes its messages from this queue" => {
            is_header(seen, &POLLER) || is_reference(seen, "Queue")
        }
        "which this event rule starts" => is_header(seen, &EVENT_TARGET) || is_reference(seen, ""),
        "the role that labeling takes on" | "a role that labeling may take on" => {
            is_header(seen, &ROLE) || is_header(seen, &MODULE)
        }
        "and people work under it here, at whatever they do" => is_header(seen, &WORKPLACE),
        "and other work of SageMaker takes it on here" => is_header(seen, &OTHER_WORK),
        "and this function starts human loops with objects of another bucket" => {
            is_header(seen, &FUNCTION)
        }
        _ if label.starts_with("and state '") => is_header(seen, &MACHINE),
        "this call makes a flow definition that takes it on"
        | "this call makes a flow definition that takes on a role that is declared elsewhere" => {
            is_header(seen, &FLOW)
        }
        "this function" => is_header(seen, &FUNCTION) || is_header(seen, &MODULE),
        "this labeling job" | "this labeling job takes it on" => is_header(seen, &JOB),
        "this flow definition takes it on"
        | "this flow definition takes on a role that is declared elsewhere" => {
            is_header(seen, &FLOW)
        }
        "this uploads a manifest of objects to label" => is_header(seen, &UPLOAD),
        "takes its input from this topic" if seen.dialect == Dialect::Terraform => {
            is_header(seen, &TOPIC)
        }
        "and hands this role to it" if seen.dialect == Dialect::Terraform => {
            seen.scalar() == Some("iam:PassRole")
        }
        "writes this bucket's CORS rules" | "these CORS rules are for still images" => {
            is_header(seen, &CORS) || is_property(seen, "CorsConfiguration")
        }
        "what it depends on" => {
            is_header(seen, &INPUT)
                || is_ignored_change(seen)
                || is_open_source(seen)
                || is_from_elsewhere(seen)
        }
        "called from here" => callee(seen).is_some(),
        "the app sets its CORS rules here" => {
            callee(seen).is_some_and(|name| matches!(name, "addCorsRule" | "add_cors_rule"))
        }
        _ if label.starts_with("state '") => is_header(seen, &MACHINE),
        _ => return None,
    })
}

/// Labels of one word or value: the span holds it to the letter.
fn of_quoted(seen: &Seen, label: &str) -> Option<bool> {
    let is = |word: &str| seen.scalar() == Some(word);
    if let Some((key, _)) =
        label.strip_prefix("tagged as labeling input: its ").and_then(|tag| tag.split_once(" is "))
    {
        return Some(is(key));
    }
    if let Some(value) = label.strip_suffix("' is written here") {
        return Some(is(value.trim_start_matches('\'')));
    }
    if let Some((key, value)) =
        label.strip_prefix("tagged as labeling input: ").and_then(|tag| tag.split_once(" = "))
    {
        return Some(is_tag(seen, key, value));
    }
    let used = label.trim_end_matches(", which its code never uses");
    if let Some((_, variable)) = used.rsplit_once("in its environment as ") {
        return Some(is(variable));
    }
    if label.starts_with("looked up in ") {
        return Some(seen.text.starts_with("!FindInMap [") && seen.text.ends_with(']'));
    }
    if label == "the default of parameter Purpose" {
        return Some(is("labeling-input"));
    }
    if let Some(name) = label.strip_suffix(" is set here") {
        return Some(is(if name == "AWS::StackName" { "stack_name" } else { name }));
    }
    for start in [
        "origin '",
        "method '",
        "exposed header '",
        "there is no key '",
        "S3 knows no CORS method '",
    ] {
        if let Some(rest) = label.strip_prefix(start) {
            return Some(is(rest.split('\'').next().unwrap_or_default()));
        }
    }
    let policy = |words: &[&str]| {
        let name = seen.scalar().unwrap_or_default();
        let (before, name) = name.rsplit_once(":iam::aws:policy/").unwrap_or_default();
        matches!(before, "" | "arn:aws") && words.contains(&name)
            || seen.before.ends_with("  name = \"")
                && seen.scalar().is_some_and(|name| words.contains(&name))
    };
    Some(match label {
        "it has AWS's policy for labeling" => {
            policy(&["AmazonSageMakerGroundTruthExecution", "AmazonAugmentedAIFullAccess"])
        }
        "and that lets it read the objects of buckets with such names" => {
            policy(&["AmazonSageMakerGroundTruthExecution"])
        }
        "and it may use every bucket, of which this is the only one here"
        | "and it may use every bucket, this one too" => is("*") || policy(&["AmazonS3FullAccess"]),
        "and a function knows it as the place of a page" => is("PAGE"),
        "this function may create labeling jobs"
        | "it may create labeling jobs"
        | "whoever works under another role may create labeling jobs" => {
            is("sagemaker:CreateLabelingJob")
        }
        "this function may make flow definitions" => is("sagemaker:CreateFlowDefinition"),
        "this function may start human loops" | "it may start human loops" => {
            is("sagemaker:StartHumanLoop")
        }
        "and it may read the objects of buckets with such names" => {
            seen.scalar().is_some_and(|arn| arn.starts_with("arn:aws:s3:::") && arn.contains('*'))
        }
        "its code creates labeling jobs here" => seen.text == "create_labeling_job",
        "its code starts human loops here" => seen.text == "start_human_loop",
        "its code has images analyzed here, and starts human loops" => {
            ["analyze_document", "DetectModerationLabelsCommand"].contains(&seen.text.as_str())
        }
        "declared to be labeling input" => {
            let marker = ["labeling-input: true", "\"labeling-input\": true"];
            let comments = ["# cors-lint: labeling-input", "// cors-lint: labeling-input"];
            let is_comment = comments.contains(&seen.text.as_str()) && seen.ends_line();
            let blocks = ["/* cors-lint: labeling-input */", "* cors-lint: labeling-input"];
            is_comment || [marker, blocks].concat().contains(&seen.text.as_str())
        }
        "the public workforce of Amazon Mechanical Turk" => seen.scalar().is_some_and(|arn| {
            arn.starts_with("arn:aws:sagemaker:") && arn.ends_with(":workteam/public-crowd/default")
        }),
        "remove it" => is_ignore(seen),
        _ => return None,
    })
}

/// Labels of CORS rules and of what they hold.
fn of_rules(seen: &Seen, label: &str) -> Option<bool> {
    let list = |key: &str, holds: &dyn Fn(&[&str]) -> bool| {
        let written = seen.key().replace('_', "").to_lowercase();
        // in Terraform a list may be written far from its rule, under any name
        let fits = written.ends_with(key) || seen.dialect == Dialect::Terraform;
        let of_kind = |one: &&str| (key == "methods") == one.chars().all(char::is_alphabetic);
        fits && seen.items().is_some_and(|items| items.iter().all(of_kind) && holds(&items))
    };
    Some(match label {
        "GET is not among these methods" => list("methods", &|all| !all.contains(&"GET")),
        "`*` is not among these origins" => list("origins", &|all| !all.contains(&"*")),
        "writes are allowed from `*`" => {
            list("methods", &|all| all.iter().any(|one| matches!(*one, "PUT" | "POST" | "DELETE")))
        }
        "this rule lets browsers read" => {
            is_map(seen) && seen.text.contains("GET") && seen.text.contains('*')
        }
        _ => return None,
    })
}

/// Labels of a text that names a bucket, a role or a topic.
fn of_reference(seen: &Seen, finding: &Finding, label: &str) -> Option<bool> {
    let output = label.strip_prefix("the output ").and_then(|it| it.split_once(" of the stack "));
    if let Some((output, stack)) = output {
        let names = [format!("StackName: {stack}"), format!("OutputName: {output}")];
        return Some(is_map(seen) && names.iter().all(|name| seen.text.contains(name)));
    }
    let at_run_time = ["States.JsonToString($.content)", "s3://{}/{}", "variable \"manifest\""];
    Some(match label {
        "reads its input from here" | "the input of this labeling work is not known here"
            if at_run_time.contains(&seen.text.as_str()) =>
        {
            true
        }
        "reads its input from this bucket"
        | "reads its input from here"
        | "writes its output to this bucket"
        | "may read its input from this bucket"
        | "reads this manifest" => is_uri(seen),
        "which lists objects of this bucket" => is_uri(seen) || is_line_of_manifest(seen),
        "with input from this bucket" => is_uri(seen) || is_reference(seen, ""),
        "no bucket of this name is declared here" => {
            let is_data = is_bucket(seen, finding);
            is_data
                || is_key_of_arn(seen, finding)
                || is_uri(seen) && seen.text.contains(&finding.subject)
        }
        "and it may read the objects of this bucket" | "and it may write to this bucket" => {
            is_objects_of(seen, finding) || seen.scalar() == Some("s3:GetObject")
        }
        "and hands this role to it" => is_reference(seen, "Role"),
        "takes its input from this topic" => is_reference(seen, "Topic"),
        "which is told of each new object of this bucket"
            if seen.text.to_lowercase().trim_start_matches('"').starts_with("eventbridge") =>
        {
            seen.text == "eventbridge = true" || is_property(seen, "EventBridgeConfiguration")
        }
        "which is told of each new object of this bucket"
        | "which this bucket tells of new objects"
        | "which this bucket tells of each new object"
        | "and is told of each new object of this bucket" => match seen.dialect {
            Dialect::Terraform => {
                is_map(seen)
                    && ["topic {", "queue {", "lambda_function {"]
                        .iter()
                        .any(|start| seen.text.starts_with(start))
            }
            _ => is_reference(seen, ""),
        },
        "SageMaker itself may read the objects of this bucket" => {
            is_map(seen) && is_statement(seen, "s3:GetObject")
        }
        "SageMaker may subscribe to this topic" => {
            is_map(seen) && is_statement(seen, "sns:Subscribe")
        }
        _ => return None,
    })
}
