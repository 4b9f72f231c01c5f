//! State machine definitions in the Amazon States Language: the calls that their task states make.

use super::{field, folded, labeling::Call, states_content};
use crate::value::{Is, Map, Part, Value, lift};

/// A call made by one state: `Parameters` of a JSONPath state, `Arguments` of a JSONata state.
#[derive(Clone, Debug)]
pub struct StateCall {
    pub call: Call,
    /// The name of the state.
    pub state: String,
    pub request: Value,
    /// Whether the request takes a bucket's name from what starts the machine, as events of S3 tell it.
    pub reads_event: bool,
}

/// Nested maps and parallels are followed this deep.
const MAX_DEPTH: usize = 32;

/// The labeling calls of a definition that has been read as JSON.
pub fn calls(definition: &Value) -> Vec<StateCall> {
    let mut out = Vec::new();
    let mut add = |name: &str, state: &Value, beside: &Map| {
        if let Some(call) = call(&state.get("Resource")) {
            let written = request(state);
            let request = formatted(&written, 0);
            out.push(StateCall {
                call,
                state: name.to_owned(),
                reads_event: written.has_text(&names_bucket),
                request: match call {
                    Call::StartHumanLoop => states_content::told(request, &written, beside),
                    _ => request,
                },
            });
        }
    };
    each_state(definition, &mut add, 0);
    out
}

/// What SageMaker does besides labeling, by the last words of what starts it.
const OTHER_WORK: &[&str] = &[
    "createTrainingJob",
    "createProcessingJob",
    "createHyperParameterTuningJob",
    "createAutoMLJob",
    "createAutoMLJobV2",
    "createModel",
    "createPipeline",
];

/// Whether a text may be of a definition that starts such work.
pub fn speaks_of_other_work(text: &str) -> bool {
    OTHER_WORK.iter().any(|action| text.contains(action))
}

/// The states that start other work of SageMaker, and the roles that they hand to it.
pub fn other_work(definition: &Value) -> Vec<(String, Value)> {
    let mut out = Vec::new();
    let mut add = |name: &str, state: &Value, _: &Map| {
        let resource = state.get("Resource");
        let is_other = integration(&resource).is_some_and(|(service, action)| {
            service == "sagemaker" && OTHER_WORK.contains(&action)
        });
        if is_other {
            let request = request(state);
            let role = field(&request, "RoleArn").or_else(&|| field(&request, "ExecutionRoleArn"));
            out.push((name.to_owned(), role));
        }
    };
    each_state(definition, &mut add, 0);
    out
}

/// What a state sends: `Parameters`, or `Arguments` in JSONata.
fn request(state: &Value) -> Value {
    state.get("Parameters").or_else(&|| state.get("Arguments"))
}

/// Every state with its name and the states beside it, those of nested machines too.
fn each_state(machine: &Value, see: &mut dyn FnMut(&str, &Value, &Map), depth: usize) {
    if depth > MAX_DEPTH {
        return;
    }
    if let Is::Either(all) = &machine.is {
        return all.iter().for_each(|(_, one)| each_state(one, see, depth + 1));
    }
    let states = machine.get("States");
    let Is::Map(states) = &states.is else { return };
    for entry in &states.entries {
        let state = &entry.value;
        see(entry.key.as_str(), state, states);
        for nested in ["ItemProcessor", "Iterator"] {
            each_state(&state.get(nested), see, depth + 1);
        }
        let (branches, _) = state.get("Branches").elements();
        branches.iter().for_each(|branch| each_state(branch, see, depth + 1));
    }
}

/// `$.detail.bucket.name` of an event, `Records[0].s3.bucket.name` of a notification, in either query language.
fn names_bucket(text: &str) -> bool {
    text.contains("bucket.name")
}

/// The call behind a `Resource`: `arn:<partition>:states:::sagemaker:createLabelingJob[.sync]`,
/// `…:::aws-sdk:sagemaker:createLabelingJob`, `…:::aws-sdk:sagemakera2iruntime:startHumanLoop`,
/// `arn:<partition>:scheduler:::aws-sdk:sagemaker:createLabelingJob`.
pub fn call(resource: &Value) -> Option<Call> {
    call_of_api(integration(resource)?)
}

/// Its service and its action.
fn integration(resource: &Value) -> Option<(&str, &str)> {
    let Is::Text(parts) = &resource.is else { return None };
    let text = parts.iter().rev().find_map(|part| match part {
        Part::Literal(text) => Some(text.as_str()),
        _ => None,
    })?;
    let (_, integration) = text.rsplit_once(":::")?;
    let integration = integration.strip_suffix(".sync").unwrap_or(integration);
    let integration = integration.strip_prefix("aws-sdk:").unwrap_or(integration);
    integration.split_once(':')
}

/// Whether a call makes a page for workers.
pub fn makes_page((service, action): (&str, &str)) -> bool {
    let service = service.strip_prefix("@aws-sdk/client-").unwrap_or(service);
    let action = folded(action);
    let action = action.strip_suffix("command").unwrap_or(&action);
    (folded(service).as_str(), action) == ("sagemaker", "createhumantaskui")
}

/// The call of a service and its action, however an SDK spells them: `SageMaker`, `createLabelingJob`;
/// `@aws-sdk/client-sagemaker`, `CreateLabelingJobCommand`.
pub fn call_of_api((service, action): (&str, &str)) -> Option<Call> {
    let service = service.strip_prefix("@aws-sdk/client-").unwrap_or(service);
    let action = folded(action);
    let action = action.strip_suffix("command").unwrap_or(&action);
    match (folded(service).as_str(), action) {
        ("sagemaker", "createlabelingjob") => Some(Call::CreateLabelingJob),
        ("sagemaker", "createflowdefinition") => Some(Call::CreateFlowDefinition),
        ("sagemakera2iruntime" | "augmentedairuntime", "starthumanloop") => {
            Some(Call::StartHumanLoop)
        }
        ("mturk", "createhit") => Some(Call::CreateHit),
        ("rekognition", "detectmoderationlabels") | ("textract", "analyzedocument") => {
            Some(Call::AnalyzeWithHumanLoop)
        }
        ("s3", "putbucketcors") => Some(Call::PutBucketCors),
        _ => None,
    }
}

/// The request with its dynamic fields made plain: `States.Format('s3://{}/x', 'name')` is filled in as far as it is known,
/// a path (`$.x`) or another function is unknown.
fn formatted(value: &Value, depth: usize) -> Value {
    if depth > MAX_DEPTH {
        return value.clone();
    }
    match &value.is {
        Is::Map(map) => {
            let mut map = map.clone();
            for entry in map.entries.make_mut() {
                entry.value = if entry.key.as_str().ends_with(".$") {
                    lift(&entry.value, dynamic)
                } else {
                    formatted(&entry.value, depth + 1)
                };
            }
            Value { is: Is::Map(map), ..value.clone() }
        }
        Is::Text(parts) => match parts.first() {
            Some(Part::Literal(text)) if text.as_str().trim_start().starts_with("{%") => {
                Value::unknown("a JSONata expression of the state machine", value.span)
            }
            _ => value.clone(),
        },
        Is::Either(_) => lift(value, |one| formatted(one, depth + 1)),
        _ => value.clone(),
    }
}

fn dynamic(value: &Value) -> Value {
    let at_run_time = || Value::unknown("the state machine's input at run time", value.span);
    let Some(parts) = value.as_parts() else { return at_run_time() };
    super::states_format::filled(&parts).map_or_else(at_run_time, |filled| filled.at(value.span))
}
