//! Labeling and human-review requests: what they read, where they write, and what kind of work they ask for.

use super::{field, fields, folded};
use crate::{
    source::Span,
    value::{Is, Part, Value, json},
};

/// The calls by which labeling begins, and the one that sets CORS rules behind the code's back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Call {
    CreateLabelingJob,
    CreateFlowDefinition,
    StartHumanLoop,
    CreateHit,
    /// Amazon Rekognition or Amazon Textract with a human loop.
    AnalyzeWithHumanLoop,
    /// Sets a bucket's CORS rules at deployment.
    PutBucketCors,
}

/// What a request says of its data. Shapes: SageMaker `CreateLabelingJob`, Augmented AI `StartHumanLoop`,
/// Rekognition `DetectModerationLabels` and Textract `AnalyzeDocument` with a human loop.
#[derive(Clone, Debug, Default)]
pub struct Request {
    /// URIs of the input; each names a bucket that the worker's browser reads.
    pub inputs: Vec<Value>,
    /// Names of input buckets.
    pub input_names: Vec<Value>,
    /// ARNs of topics that announce input.
    pub topics: Vec<Value>,
    pub outputs: Vec<Value>,
    /// URIs of what SageMaker itself reads besides: the page that workers are shown, the categories.
    pub aids: Vec<Value>,
    /// The role that the service takes on.
    pub role: Option<Value>,
    pub work: Work,
    /// Where the work is given to the Mechanical Turk workforce, if it is.
    pub public_crowd: Option<Span>,
}

/// What the worker is shown; it decides which CORS rule is needed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Work {
    /// Not to be told; held to be images, as AWS's own console does.
    #[default]
    Unknown,
    Text,
    Image,
    /// Frames of a video.
    Frames,
    PointCloud,
}

impl Work {
    /// What all of them are; those that disagree tell nothing.
    pub fn of_all(mut all: impl Iterator<Item = Work>) -> Work {
        let first = all.next().unwrap_or_default();
        if all.all(|work| work == first) { first } else { Work::Unknown }
    }
}

/// Reads a `CreateLabelingJob` request.
pub fn labeling_job(request: &Value) -> Request {
    let source = fields(request, &["InputConfig", "DataSource"]);
    let aids = [
        fields(request, &["HumanTaskConfig", "UiConfig", "UiTemplateS3Uri"]),
        field(request, "LabelCategoryConfigS3Uri"),
    ];
    Request {
        inputs: there(fields(&source, &["S3DataSource", "ManifestS3Uri"])).into_iter().collect(),
        topics: there(fields(&source, &["SnsDataSource", "SnsTopicArn"])).into_iter().collect(),
        outputs: there(fields(request, &["OutputConfig", "S3OutputPath"])).into_iter().collect(),
        input_names: Vec::new(),
        aids: aids.into_iter().filter_map(there).collect(),
        role: there(field(request, "RoleArn")),
        work: work(request),
        public_crowd: public_crowd(request),
    }
}

/// The workteam of Amazon Mechanical Turk, the same in every Region but for the Region itself.
fn public_crowd(request: &Value) -> Option<Span> {
    let team = fields(request, &["HumanTaskConfig", "WorkteamArn"]);
    let parts = team.as_parts()?;
    let is_public = parts.iter().any(|part| match part {
        Part::Literal(text) => {
            text.as_str().ends_with(":394669845002:workteam/public-crowd/default")
        }
        _ => false,
    });
    team.span.filter(|_| is_public)
}

/// Reads a `CreateFlowDefinition` request: it says who reads the input, not where that lies.
pub fn flow_definition(request: &Value) -> Request {
    Request {
        outputs: there(fields(request, &["OutputConfig", "S3OutputPath"])).into_iter().collect(),
        role: there(field(request, "RoleArn")),
        ..Request::default()
    }
}

/// The page that a `CreateFlowDefinition` request shows to workers, and the service that asks for the work.
pub fn page_and_source(request: &Value) -> (Value, Value) {
    let page = fields(request, &["HumanLoopConfig", "HumanTaskUiArn"]);
    let source = ["HumanLoopRequestSource", "AwsManagedHumanLoopRequestSource"];
    (page, fields(request, &source))
}

fn there(value: Value) -> Option<Value> {
    Some(value).filter(|value| !value.is_absent() && !value.is_null())
}

/// Reads a Rekognition or Textract request; `None` without a human loop.
pub fn analysis(request: &Value) -> Option<Request> {
    if field(request, "HumanLoopConfig").is_absent() {
        return None;
    }
    let names = [&["Image", "S3Object", "Bucket"], &["Document", "S3Object", "Bucket"]];
    let input_names =
        names.iter().map(|path| fields(request, *path)).filter(|name| !name.is_absent());
    Some(Request { input_names: input_names.collect(), work: Work::Image, ..Request::default() })
}

/// Reads a `StartHumanLoop` request: every S3 URI in its `InputContent`, which is JSON of free shape, or the content itself
/// where it cannot be read at all.
pub fn human_loop(request: &Value) -> Request {
    let content = fields(request, &["HumanLoopInput", "InputContent"]);
    let content = json::decoded(&content).unwrap_or(content);
    let mut inputs = Vec::new();
    collect_uris(&content, &mut inputs, 0);
    if content.is_unknown() {
        inputs.push(content);
    }
    Request { inputs, ..Request::default() }
}

const MAX_DEPTH: usize = 16;

fn collect_uris(value: &Value, out: &mut Vec<Value>, depth: usize) {
    if depth > MAX_DEPTH {
        return;
    }
    match &value.is {
        Is::Text(parts) => {
            let begins = parts.first().is_some_and(|part| match part {
                Part::Literal(text) => text.as_str().starts_with("s3://"),
                _ => false,
            });
            if begins {
                out.push(value.clone());
            }
        }
        Is::List(list) => list.items.iter().for_each(|item| collect_uris(item, out, depth + 1)),
        Is::Map(map) => {
            map.entries.iter().for_each(|entry| collect_uris(&entry.value, out, depth + 1))
        }
        Is::Json(inner) => collect_uris(inner, out, depth + 1),
        Is::Either(all) => all.iter().for_each(|(_, one)| collect_uris(one, out, depth + 1)),
        _ => {}
    }
}

/// Names, folded, that properties of custom resources give to labeling input.
const INPUT_NAMES: &[&str] = &[
    "manifests3uri",
    "s3manifesturi",
    "inputmanifest",
    "inputmanifesturi",
    "inputmanifests3uri",
    "labelings3bucket",
    "labelingbucket",
    "labelinginputbucket",
    "labelinginputs3uri",
];

/// What the properties of a custom resource call labeling input: a URI or a bucket's name.
pub fn named_inputs(properties: &Value) -> Vec<Value> {
    let mut out = Vec::new();
    collect_named(properties, &mut out, 0);
    out
}

fn collect_named(value: &Value, out: &mut Vec<Value>, depth: usize) {
    if depth > MAX_DEPTH {
        return;
    }
    match &value.is {
        Is::Map(map) => {
            for entry in &map.entries {
                let key = folded(entry.key.as_str());
                if INPUT_NAMES.contains(&key.as_str()) {
                    out.push(entry.value.clone());
                } else {
                    collect_named(&entry.value, out, depth + 1);
                }
            }
        }
        Is::List(list) => list.items.iter().for_each(|item| collect_named(item, out, depth + 1)),
        Is::Either(all) => all.iter().for_each(|(_, one)| collect_named(one, out, depth + 1)),
        _ => {}
    }
}

/// The kind of work, by the built-in functions' suffixes (`PRE-BoundingBox`, `ACS-BoundingBox`) and task interfaces.
fn work(request: &Value) -> Work {
    let task = field(request, "HumanTaskConfig");
    let names = [
        field(&task, "PreHumanTaskLambdaArn"),
        fields(&task, &["AnnotationConsolidationConfig", "AnnotationConsolidationLambdaArn"]),
        fields(&task, &["UiConfig", "HumanTaskUiArn"]),
    ];
    names.iter().map(work_of_arn).find(|work| *work != Work::Unknown).unwrap_or_default()
}

/// The last segment decides: `…:function:PRE-<Suffix>`, `…:human-task-ui/<Name>`. Only the built-in ones are known.
fn work_of_arn(arn: &Value) -> Work {
    let Some(parts) = arn.as_parts() else { return Work::Unknown };
    let Some(Part::Literal(last)) = parts.last() else { return Work::Unknown };
    let last = last.as_str();
    let suffix = match (
        last.rsplit_once("PRE-").or_else(|| last.rsplit_once("ACS-")),
        last.rsplit_once("human-task-ui/"),
    ) {
        (Some((_, suffix)), _) | (None, Some((_, suffix))) => suffix,
        (None, None) => return Work::Unknown,
    };
    work_of_task(suffix)
}

/// By the name of a built-in task: `BoundingBox`, `AdjustmentBoundingBox`.
pub fn work_of_task(name: &str) -> Work {
    let suffix = folded(name);
    let suffix = suffix.trim_start_matches("adjustment").trim_start_matches("verification");
    match suffix {
        "textmulticlass" | "textmulticlassmultilabel" | "namedentityrecognition" => Work::Text,
        "boundingbox"
        | "imagemulticlass"
        | "imagemulticlassmultilabel"
        | "semanticsegmentation" => Work::Image,
        "videoobjectdetection" | "videoobjecttracking" => Work::Frames,
        _ if suffix.trim_start_matches("3d").starts_with("pointcloud") => Work::PointCloud,
        _ => Work::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_by_suffix() {
        for (arn, expected) in [
            ("arn:aws:lambda:us-east-1:432418664414:function:PRE-BoundingBox", Work::Image),
            (
                "arn:aws:lambda:us-east-1:432418664414:function:ACS-AdjustmentSemanticSegmentation",
                Work::Image,
            ),
            ("arn:aws:lambda:us-east-1:432418664414:function:PRE-TextMultiClass", Work::Text),
            (
                "arn:aws:lambda:us-east-1:432418664414:function:PRE-VideoObjectTracking",
                Work::Frames,
            ),
            (
                "arn:aws:lambda:us-east-1:1:function:PRE-3DPointCloudObjectDetection",
                Work::PointCloud,
            ),
            (
                "arn:aws:sagemaker:us-east-1:394669845002:human-task-ui/PointCloudObjectTracking",
                Work::PointCloud,
            ),
            ("arn:aws:lambda:us-east-1:1:function:my-own", Work::Unknown),
        ] {
            assert_eq!(work_of_arn(&Value::text(arn)), expected, "{arn}");
        }
    }
}
