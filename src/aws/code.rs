//! Application code, read as text and never run: does it start labeling, and which environment variables does it use?

use std::{ops::Range, sync::Arc};

use super::{
    code_texts,
    labeling::{Call, Work, work_of_task},
};
use crate::source::{FileId, Source, Sources};

/// More files than these of one function are not looked into.
pub const MAX_FILES: usize = 60;
/// Longer files, in bytes, are bundles: they hold the whole SDK, with every call there is.
const MAX_BYTES: usize = 200_000;

/// The names by which SDKs and the command line call what starts labeling.
const CALLS: &[(&str, Call)] = &[
    ("create_labeling_job", Call::CreateLabelingJob),
    ("createLabelingJob", Call::CreateLabelingJob),
    ("CreateLabelingJobCommand", Call::CreateLabelingJob),
    ("CreateLabelingJobRequest", Call::CreateLabelingJob),
    ("create-labeling-job", Call::CreateLabelingJob),
    ("start_human_loop", Call::StartHumanLoop),
    ("startHumanLoop", Call::StartHumanLoop),
    ("StartHumanLoopCommand", Call::StartHumanLoop),
    ("StartHumanLoopRequest", Call::StartHumanLoop),
    ("start-human-loop", Call::StartHumanLoop),
];

/// The names by which they call what analyzes an image, and starts a human loop where it is configured to.
const ANALYSES: &[&str] = &[
    "analyze_document",
    "analyzeDocument",
    "AnalyzeDocumentCommand",
    "AnalyzeDocumentRequest",
    "analyze-document",
    "detect_moderation_labels",
    "detectModerationLabels",
    "DetectModerationLabelsCommand",
    "DetectModerationLabelsRequest",
    "detect-moderation-labels",
];

/// The names of that configuration.
const LOOPS: &[&str] = &["HumanLoopConfig", "humanLoopConfig", "human-loop-config"];

/// The endings of files that are looked into.
pub const ENDINGS: &[&str] = &[".py", ".js", ".mjs", ".cjs", ".ts", ".java", ".go", ".sh"];

/// The names by which SDKs and the command line call what sets a bucket's CORS rules.
const SETS_CORS: &[&str] = &[
    "put_bucket_cors",
    "putBucketCors",
    "PutBucketCors",
    "put-bucket-cors",
    "BucketCrossOriginConfiguration",
    ".Cors(",
    ".BucketCors(",
];

/// The files of a function's source at or below a path, each read when it is asked for; `left` counts down.
pub fn files<'a>(
    path: &str,
    sources: &'a Sources,
    left: &'a mut usize,
) -> impl Iterator<Item = (FileId, Arc<Source>)> + 'a {
    let all = sources.below(path, MAX_FILES).into_iter().filter(|file| is_code(file));
    all.filter_map(move |file| open(&file, sources, left))
}

/// One of them, unless there were too many before or it is a bundle.
pub fn open(file: &str, sources: &Sources, left: &mut usize) -> Option<(FileId, Arc<Source>)> {
    *left = left.checked_sub(1)?;
    let id = sources.open(file).ok()?;
    Some((id, sources.get(id))).filter(|(_, source)| source.text.len() <= MAX_BYTES)
}

/// Whether a file is looked into, by its name.
pub fn is_code(file: &str) -> bool {
    ENDINGS.iter().any(|ending| file.ends_with(ending))
}

/// Whether the code speaks of setting a bucket's CORS rules.
pub fn sets_cors(text: &str) -> bool {
    SETS_CORS.iter().any(|call| text.contains(call))
}

/// The first call that starts labeling, outside of comments that fill a line, and its bytes.
pub fn first_call(text: &str) -> Option<(Call, Range<usize>)> {
    let find =
        |name: &str| text.match_indices(name).map(|(at, _)| at).find(|at| !in_comment(text, *at));
    let starts = CALLS.iter().copied();
    let has_loop = LOOPS.iter().any(|name| find(name).is_some());
    let analyses = ANALYSES.iter().filter(|_| has_loop);
    let all = starts.chain(analyses.map(|name| (*name, Call::AnalyzeWithHumanLoop)));
    let found = all.filter_map(|(name, call)| {
        let at = find(name)?;
        Some((at, call, at..at + name.len()))
    });
    found.min_by_key(|(at, _, _)| *at).map(|(_, call, range)| (call, range))
}

/// The kind of work, where code names AWS's own functions for tasks of one kind alone: `PRE-TextMultiClass`.
pub fn work(text: &str) -> Work {
    let names = ["PRE-", "ACS-"].into_iter().flat_map(|start| text.split(start).skip(1));
    let name =
        |rest: &str| rest.split(|c: char| !c.is_ascii_alphanumeric()).next().map(work_of_task);
    Work::of_all(names.filter_map(name).filter(|work| *work != Work::Unknown))
}

fn in_comment(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default();
    let line = before.rsplit('\n').next().unwrap_or_default().trim_start();
    ["#", "//", "*", "\"\"\""].iter().any(|mark| line.starts_with(mark))
}

/// Whether the code reads an environment variable: its name stands in quotes or behind `process.env.`.
pub fn uses_variable(text: &str, name: &str) -> bool {
    if name.is_empty() {
        return false;
    }
    text.match_indices(name).any(|(at, _)| {
        let before = text.get(..at).unwrap_or_default();
        let after = text.get(at + name.len()..).unwrap_or_default();
        let quoted = before.ends_with(['\'', '"']) && after.starts_with(['\'', '"']);
        let ends = !after.starts_with(|c: char| c.is_alphanumeric() || c == '_');
        quoted || (before.ends_with("process.env.") && ends)
    })
}

/// Words, in lower case, without which no code starts labeling, by itself or through a service.
const LABELING: &[&str] = &["label", "human", "a2i", "sagemaker", "mturk", "augmented"];

/// Words, in lower case, one of which stands in code that has to do with what lies in S3.
const STORAGE: &[&str] =
    &["s3", "bucket", "uri", "url", "image", "frame", "manifest", "taskobject"];

/// Words, in lower case, of code that only stands in for other code.
const STAND_INS: &[&str] =
    &["placeholder", "todo", "not implemented", "notimplemented", "replace this"];

/// What code speaks of, in upper or lower case.
#[derive(Clone, Copy, Default)]
pub struct Topics {
    /// It may have to do with labeling.
    pub labeling: bool,
    /// It may have to do with objects in S3.
    pub storage: bool,
    /// It stands in for code that comes later.
    pub stand_in: bool,
}

impl Topics {
    pub fn of(text: &str) -> Topics {
        let text = text.to_ascii_lowercase();
        let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
        Topics { labeling: has(LABELING), storage: has(STORAGE), stand_in: has(STAND_INS) }
    }

    /// What two texts speak of together.
    pub fn and(self, other: Topics) -> Topics {
        Topics {
            labeling: self.labeling || other.labeling,
            storage: self.storage || other.storage,
            stand_in: self.stand_in || other.stand_in,
        }
    }
}

/// Words of an address in S3, and of a service that is handed an object.
const ADDRESSES: &[&str] = &["s3://", "S3Object", "S3Uri", "s3_uri", "s3Uri"];

/// The field that most pages take what they show from, an address or a text.
const TASK_OBJECT: &str = "taskObject";

/// Words of any address that may be sent to a browser.
const LINKS: &[&str] = &["igned", "https://", "_uri", "Uri", "_url", "Url"];

/// The names by which SDKs call what reads an object.
const READS: &[&str] =
    &["get_object(", "getObject(", "GetObjectCommand(", "download_file", "s3.Object("];

/// Whether the code writes an S3 address or hands an S3 object to a service.
pub fn speaks_of_objects(text: &str) -> bool {
    ADDRESSES.iter().any(|word| text.contains(word))
}

/// Where the code reads an object itself, when it speaks of no address that a browser could load one from: what it
/// sends on is what stood in the object.
pub fn reads_for_others(text: &str) -> Option<Range<usize>> {
    let shows_other = text.contains(TASK_OBJECT) && !code_texts::are_sent_as(text, TASK_OBJECT);
    if shows_other || speaks_of_objects(text) || LINKS.iter().any(|word| text.contains(word)) {
        return None;
    }
    let found = READS.iter().filter_map(|name| {
        let at = text.match_indices(name).map(|(at, _)| at).find(|at| !in_comment(text, *at))?;
        Some(at..at + name.trim_end_matches('(').len())
    });
    found.min_by_key(|range| range.start)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calls_outside_comments() {
        let text = "# create_labeling_job is called below\nclient.create_labeling_job(Name='x')\n";
        let (call, range) = first_call(text).unwrap();
        assert_eq!(call, Call::CreateLabelingJob);
        assert_eq!(range.start, text.rfind("create_labeling_job").unwrap());
        assert!(first_call("// startHumanLoop\nlet x = 1;").is_none());
    }

    #[test]
    fn analyses_with_human_loops() {
        let text =
            "textract.analyze_document(Document=x, HumanLoopConfig={'FlowDefinitionArn': flow})";
        let (call, range) = first_call(text).unwrap();
        assert_eq!((call, text.get(range)), (Call::AnalyzeWithHumanLoop, Some("analyze_document")));
        assert!(first_call("textract.analyze_document(Document=x)").is_none());
        assert!(first_call("a.detectModerationLabels({});\n// HumanLoopConfig: later\n").is_none());
    }

    #[test]
    fn text_that_is_read_for_the_worker() {
        let reads = "body = s3.get_object(Bucket=b, Key=k)['Body'].read()\n";
        let range = reads_for_others(reads).unwrap();
        assert_eq!(reads.get(range), Some("get_object"));
        assert!(reads_for_others(&format!("{reads}uri = 's3://' + b + '/' + k")).is_none());
        assert!(reads_for_others(&format!("{reads}loop({{'page': event['page_url']}})")).is_none());
        let sends = |what: &str| format!("{reads}loop({{'taskObject': {what}}})");
        assert!(reads_for_others(&sends("body")).is_some());
        assert!(reads_for_others(&sends("event['image']")).is_none());
        assert!(reads_for_others("# s3.get_object(x)\nloop(text)").is_none());
    }

    #[test]
    fn code_that_has_nothing_to_do_with_labeling() {
        assert!(Topics::of("boto3.client('SageMaker-a2i-runtime')").labeling);
        assert!(Topics::of("rekognition.detect_moderation_labels(HumanLoopConfig=c)").labeling);
        assert!(!Topics::of("return {'grade': 1}").labeling);
        assert!(Topics::of("image = event['Records'][0]['s3']").storage);
        assert!(!Topics::of("json.dumps({'answer': event['a']})").storage);
        assert!(Topics::of("# TODO: the real one").stand_in);
        assert!(!Topics::of("a.replace('x', 'y')").stand_in);
    }

    #[test]
    fn the_work_that_built_in_functions_do() {
        assert_eq!(
            work("pre = f'{arn}:PRE-TextMultiClass'; acs = 'ACS-TextMultiClass'"),
            Work::Text
        );
        assert_eq!(work("{'a': 'PRE-TextMultiClass', 'b': 'PRE-BoundingBox'}"), Work::Unknown);
        assert_eq!(work("PRE-process"), Work::Unknown);
    }

    #[test]
    fn variables_by_their_whole_name() {
        assert!(uses_variable("os.environ['BUCKET']", "BUCKET"));
        assert!(uses_variable("process.env.BUCKET + '/x'", "BUCKET"));
        assert!(!uses_variable("process.env.BUCKET_OUT", "BUCKET"));
        assert!(!uses_variable("BUCKET = 1", "BUCKET"));
    }
}
