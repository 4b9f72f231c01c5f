//! The edits that may mend a finding, best first, not yet proven.

use super::{
    generated::is_generated,
    need::{self, Need},
    template, terraform, terraform_json,
    trees::Trees,
};
use crate::{
    facts::Language,
    finding::{Applies, Finding, Fix},
    model::{Bucket, Confidence},
};

/// A finding to mend, and all that it takes.
pub struct Job<'a> {
    pub bucket: &'a Bucket,
    pub need: Need<'a>,
    pub trees: &'a Trees<'a>,
}

impl Job<'_> {
    /// The bucket as a title names it.
    pub fn name(&self) -> &str {
        &self.bucket.address
    }
}

/// None for files that programs write, and for verdicts that are not known.
pub fn candidates(finding: &Finding, bucket: &Bucket, trees: &Trees) -> Vec<Fix> {
    let Some(need) = need::need(finding, bucket) else { return Vec::new() };
    if is_generated(&trees.sources.get(bucket.body.file)) {
        return Vec::new();
    }
    let job = Job { bucket, need, trees };
    let mut fixes = match bucket.language {
        Language::Terraform | Language::CloudControl => terraform::fixes(&job),
        Language::TerraformCall { argument } => terraform::call_fixes(&job, argument),
        Language::TerraformJson => terraform_json::fixes(&job),
        Language::CloudFormationYaml | Language::CloudFormationJson => template::fixes(&job),
        Language::CloudControlJson
        | Language::CdkTypeScript
        | Language::CdkPython
        | Language::CdkTypeScriptResource
        | Language::CdkPythonResource
        | Language::Cdk => Vec::new(),
    };
    let is_whole = |fix: &Fix| {
        let edits = fix.edits.iter();
        !fix.edits.is_empty()
            && edits.into_iter().all(|edit| !is_generated(&trees.sources.get(edit.span.file)))
    };
    fixes.retain(is_whole);
    let least = by_evidence(bucket);
    fixes.iter_mut().for_each(|fix| fix.applies = less(fix.applies, least));
    fixes
}

/// Weak evidence asks for a person.
fn by_evidence(bucket: &Bucket) -> Applies {
    match bucket.confidence() {
        Confidence::Hint | Confidence::Possible => Applies::Shown,
        Confidence::Likely => Applies::Unsafe,
        Confidence::Strong | Confidence::Certain => Applies::Safe,
    }
}

fn less(a: Applies, b: Applies) -> Applies {
    match (a, b) {
        (Applies::Shown, _) | (_, Applies::Shown) => Applies::Shown,
        (Applies::Unsafe, _) | (_, Applies::Unsafe) => Applies::Unsafe,
        _ => Applies::Safe,
    }
}
