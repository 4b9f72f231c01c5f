//! IAM policy documents: statements, and what they allow.

use std::sync::LazyLock;

use memchr::memmem::Finder;

use super::folded;
use crate::{
    source::Span,
    value::{Is, Part, Value, json},
};

/// What a statement allows or [denies](super::denial).
#[derive(Clone, Debug)]
pub struct Statement {
    pub actions: Vec<Value>,
    pub not_actions: Vec<Value>,
    pub resources: Vec<Value>,
    pub not_resources: Vec<Value>,
    pub principals: Vec<Value>,
    pub span: Option<Span>,
}

/// AWS's managed policy for the execution role of labeling jobs. It allows reading the objects of buckets whose names hold
/// `groundtruth` or `sagemaker`.
pub const GROUND_TRUTH: &str = "AmazonSageMakerGroundTruthExecution";
/// AWS's managed policies for Augmented AI begin so.
pub const AUGMENTED_AI: &str = "AmazonAugmentedAI";
/// AWS's policies that allow all of SageMaker.
pub const ALLOW_ALL: &[&str] =
    &["AmazonSageMakerFullAccess", "AdministratorAccess", "PowerUserAccess"];

/// AWS's policies that functions which start labeling are given, and that let nobody read objects in S3. Source: AWS Managed
/// Policy Reference.
pub const WITHOUT_OBJECTS: &[&str] = &[
    "AWSLambdaBasicExecutionRole",
    "AWSLambdaDynamoDBExecutionRole",
    "AWSLambdaENIManagementAccess",
    "AWSLambdaKinesisExecutionRole",
    "AWSLambdaMSKExecutionRole",
    "AWSLambdaRole",
    "AWSLambdaSQSQueueExecutionRole",
    "AWSLambdaVPCAccessExecutionRole",
    "AWSStepFunctionsFullAccess",
    "AWSXRayDaemonWriteAccess",
    "AWSXrayWriteOnlyAccess",
    "AmazonAugmentedAIFullAccess",
    "AmazonAugmentedAIHumanLoopFullAccess",
    "AmazonAugmentedAIIntegratedAPIAccess",
    "AmazonDynamoDBFullAccess",
    "AmazonDynamoDBFullAccess_v2",
    "AmazonDynamoDBReadOnlyAccess",
    "AmazonEventBridgeFullAccess",
    "AmazonRekognitionFullAccess",
    "AmazonRekognitionReadOnlyAccess",
    "AmazonSESFullAccess",
    "AmazonSNSFullAccess",
    "AmazonSQSFullAccess",
    "AmazonSSMReadOnlyAccess",
    "AmazonTextractFullAccess",
    "CloudWatchFullAccess",
    "CloudWatchLambdaInsightsExecutionRolePolicy",
    "CloudWatchLogsFullAccess",
    "ComprehendReadOnly",
    "TranslateReadOnly",
];

/// AWS's policies that let whoever has them read every object.
pub const READS_EVERYTHING: &[&str] = &["AmazonS3FullAccess", "AmazonS3ReadOnlyAccess"];

/// One of these stands in whatever gives a role rights in SageMaker: `sagemaker` as its actions and its service begin, the
/// names of AWS's policies for people, and those of A2I's own.
static RIGHTS_TO_LABEL: LazyLock<[Finder<'static>; 5]> = LazyLock::new(|| {
    ["agemaker", "ageMaker", "AugmentedAI", "AdministratorAccess", "PowerUserAccess"]
        .map(Finder::new)
});

/// Where a text speaks of rights that labeling may be done with, in bytes, sorted.
pub fn rights_to_label(text: &str) -> Vec<usize> {
    let all = RIGHTS_TO_LABEL.iter();
    let mut found: Vec<usize> = all.flat_map(|word| word.find_iter(text.as_bytes())).collect();
    found.sort_unstable();
    found
}

/// Whether a text does.
pub fn speaks_of_rights_to_label(text: &str) -> bool {
    RIGHTS_TO_LABEL.iter().any(|word| word.find(text.as_bytes()).is_some())
}

/// The statements of a policy document that allow: a map, JSON text, or Terraform's policy-document blocks.
pub fn statements(document: &Value) -> Vec<Statement> {
    let allows = |effect: Option<String>| effect.is_none_or(|effect| effect == "Allow");
    let all = items(document).into_iter();
    all.filter(|item| allows(super::field(item, "Effect").constant()))
        .map(|item| statement(&item))
        .collect()
}

pub(super) fn items(document: &Value) -> Vec<Value> {
    let Ok(document) = json::decoded(document) else { return Vec::new() };
    let mut out = Vec::new();
    for (_, one) in document.alternatives() {
        let (items, _) = super::field(&one, "Statement").elements();
        for item in items {
            out.extend(item.alternatives().into_iter().map(|(_, item)| item));
        }
    }
    out
}

/// Whether all statements of a document are there to be seen.
pub fn is_whole(document: &Value) -> bool {
    json::decoded(document).is_ok_and(|document| {
        let alternatives = document.alternatives();
        alternatives.iter().all(|(_, one)| matches!(one.is, Is::Map(_)) && !one.has_holes())
    })
}

pub(super) fn statement(item: &Value) -> Statement {
    let all = |keys: &[&str]| flat(&all_of(item, keys));
    Statement {
        actions: all(&["action", "actions"]),
        not_actions: all(&["notaction", "notactions"]),
        resources: all(&["resource", "resources"]),
        not_resources: all(&["notresource", "notresources"]),
        principals: principals(&all_of(item, &["principal", "principals"])),
        span: item.span,
    }
}

pub(super) fn all_of(item: &Value, keys: &[&str]) -> Value {
    item.get_where(&|name| keys.contains(&folded(name).as_str()), keys.first().unwrap_or(&""))
}

/// The elements of a list, or the one value; alternatives are all kept.
pub(super) fn flat(value: &Value) -> Vec<Value> {
    let (items, _) = value.elements();
    items.into_iter().flat_map(|item| item.alternatives()).map(|(_, one)| one).collect()
}

/// `{"Service": "sagemaker.amazonaws.com"}`, `{type = "Service", identifiers = […]}`, or a plain text.
fn principals(value: &Value) -> Vec<Value> {
    let mut out = Vec::new();
    for one in flat(value) {
        let Is::Map(map) = &one.is else {
            out.push(one);
            continue;
        };
        let identifiers = one.get("identifiers");
        if !identifiers.is_absent() {
            out.extend(flat(&identifiers));
            continue;
        }
        out.extend(map.entries.iter().flat_map(|entry| flat(&entry.value)));
    }
    out
}

impl Statement {
    /// Whether the statement surely allows an action such as `s3:GetObject`.
    pub fn allows(&self, action: &str) -> bool {
        self.allowing(action).is_some()
    }

    /// The first pattern that surely allows an action.
    pub fn allowing(&self, action: &str) -> Option<&Value> {
        let allows = |pattern: &&Value| pattern.constant().is_some_and(|p| matches(&p, action));
        self.actions.iter().find(allows)
    }

    /// The pattern that allows an action by its name: at least half of the name is written, so `sagemaker:*` and
    /// `sagemaker:Create*` do not name `sagemaker:CreateLabelingJob`.
    pub fn naming(&self, action: &str) -> Option<&Value> {
        let whole = action.split_once(':').map_or(action, |(_, name)| name).len();
        self.actions.iter().find(|pattern| {
            pattern.constant().is_some_and(|pattern| {
                let written = pattern.split_once(':').map_or(0, |(_, name)| {
                    name.chars().filter(|c| !matches!(c, '*' | '?')).count()
                });
                2 * written >= whole && matches(&pattern, action)
            })
        })
    }

    /// Whether a service may take on the role: `sagemaker.amazonaws.com`.
    pub fn trusts(&self, service: &str) -> bool {
        self.principals.iter().any(|principal| {
            let Some(parts) = principal.as_parts() else { return false };
            match parts.first() {
                Some(Part::Literal(text)) => text.as_str().starts_with(service),
                _ => false,
            }
        })
    }
}

/// IAM's wildcards: `*` for any text, `?` for one character; case does not count, as in actions.
pub fn matches(pattern: &str, action: &str) -> bool {
    let pattern: Vec<char> = pattern.to_ascii_lowercase().chars().collect();
    let action: Vec<char> = action.to_ascii_lowercase().chars().collect();
    let (mut p, mut a, mut star, mut mark) = (0, 0, None, 0);
    while a < action.len() {
        match pattern.get(p) {
            Some('*') => {
                star = Some(p);
                mark = a;
                p += 1;
            }
            Some(c) if *c == '?' || action.get(a) == Some(c) => {
                p += 1;
                a += 1;
            }
            _ => match star {
                Some(at) => {
                    p = at + 1;
                    mark += 1;
                    a = mark;
                }
                None => return false,
            },
        }
    }
    pattern.get(p..).unwrap_or_default().iter().all(|c| *c == '*')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_policy_of_labeling_speaks_of_it() {
        let names = ALLOW_ALL.iter().chain(&[GROUND_TRUTH, AUGMENTED_AI]);
        for text in names.chain(&["sagemaker.amazonaws.com", "sagemaker:CreateLabelingJob"]) {
            assert_eq!(rights_to_label(text).len(), 1, "{text}");
        }
    }

    #[test]
    fn wildcards() {
        assert!(matches("s3:Get*", "s3:GetObject"));
        assert!(matches("S3:getobject", "s3:GetObject"));
        assert!(matches("*", "s3:GetObject"));
        assert!(matches("s3:*Object", "s3:GetObject"));
        assert!(!matches("s3:Put*", "s3:GetObject"));
        assert!(!matches("s3:GetObject", "s3:GetObjectTagging"));
    }

    #[test]
    fn an_action_is_named_by_more_than_a_prefix() {
        let names = |pattern: &str| {
            let text = format!(r#"{{"Statement": {{"Effect": "Allow", "Action": "{pattern}"}}}}"#);
            statements(&Value::text(text))[0].naming("sagemaker:CreateLabelingJob").is_some()
        };
        assert!(names("sagemaker:CreateLabelingJob") && names("sagemaker:*LabelingJob*"));
        assert!(!names("sagemaker:Create*") && !names("sagemaker:*") && !names("*"));
    }

    #[test]
    fn statements_of_json_text() {
        let text = r#"{"Statement": {"Effect": "Allow", "Action": ["s3:GetObject"], "Resource": "*",
            "Principal": {"Service": "sagemaker.amazonaws.com"}}}"#;
        let all = statements(&Value::text(text));
        assert_eq!(all.len(), 1);
        assert!(all[0].allows("s3:GetObject") && all[0].trusts("sagemaker."));
        assert!(!all[0].allows("s3:PutObject"));
        assert!(statements(&Value::text("{")).is_empty());
    }
}
