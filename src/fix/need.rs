//! What a bucket lacks: the rule that mends it, and where rules are missing.

use super::shape::Shape;
use crate::{
    finding::Finding,
    model::{Bucket, Cors, CorsRule},
    source::Span,
    value::Answer,
};

/// The rules whose findings a further CORS rule mends.
const MENDED: &[&str] =
    &["missing-cors", "cors-without-get", "cors-without-any-origin", "cors-too-narrow-for-frames"];

/// What must be added for a finding to go.
#[derive(Clone, Debug)]
pub struct Need<'a> {
    /// Whether workers draw over frames or point clouds, which writes to the bucket too.
    pub frames: bool,
    /// Whether some scenario has no rules at all.
    pub absent: bool,
    /// The configurations that fall short, each once.
    pub short: Vec<Short<'a>>,
    /// Whether no rule at all allows GET, so that one more method in a rule changes the answer to no other request.
    pub no_get: bool,
}

/// A configuration without the rule that is needed.
#[derive(Clone, Copy, Debug)]
pub struct Short<'a> {
    pub span: Span,
    pub rules: &'a [CorsRule],
}

impl Short<'_> {
    /// The methods of a rule that allows every origin and could allow GET as well.
    pub fn methods(&self) -> Option<Span> {
        let rule = self.rules.iter().rfind(|rule| {
            rule.allows_any_origin() == Answer::Yes
                && rule.methods.unknown.is_none()
                && !rule.methods.known.is_empty()
        })?;
        rule.methods.span
    }
}

/// `None` where no rule can be added: the finding is of another kind, or the verdict is not known in every scenario.
pub fn need<'a>(finding: &Finding, bucket: &'a Bucket) -> Option<Need<'a>> {
    if !MENDED.contains(&finding.rule) {
        return None;
    }
    let frames = bucket.uses.iter().any(crate::model::Use::is_frames);
    let mut need = Need { frames, absent: false, short: Vec::new(), no_get: true };
    for state in &bucket.states {
        match &state.cors {
            Cors::Absent => need.absent = true,
            Cors::Unknown { .. } => return None,
            Cors::Rules { rules, .. } if serves(rules, frames) => {}
            Cors::Rules { open: Some(_), .. } => return None,
            Cors::Rules { span, rules, .. } => {
                if rules.iter().any(|rule| is_open(rule, frames)) {
                    return None;
                }
                need.no_get &= rules.iter().all(|rule| rule.allows_get() == Answer::No);
                if !need.short.iter().any(|known| known.span == *span) {
                    need.short.push(Short { span: *span, rules });
                }
            }
        }
    }
    (need.absent || !need.short.is_empty()).then_some(need)
}

fn serves(rules: &[CorsRule], frames: bool) -> bool {
    rules.iter().any(|rule| answer(rule, frames) == Answer::Yes)
}

fn is_open(rule: &CorsRule, frames: bool) -> bool {
    answer(rule, frames) == Answer::Maybe
}

fn answer(rule: &CorsRule, frames: bool) -> Answer {
    if frames { rule.serves_frames() } else { rule.lets_browsers_read() }
}

/// How a dialect spells the parts of a rule: methods, origins, headers, exposed headers.
pub type Keys = [&'static str; 4];

pub const TERRAFORM: Keys =
    ["allowed_methods", "allowed_origins", "allowed_headers", "expose_headers"];
pub const CLOUDFORMATION: Keys =
    ["AllowedMethods", "AllowedOrigins", "AllowedHeaders", "ExposedHeaders"];

/// The rule to add. Ground Truth asks for `Access-Control-Allow-Origin` to be exposed; frames need reading and writing
/// with any header (SageMaker developer guide, "CORS permission requirement").
pub fn rule(frames: bool, [methods, origins, headers, expose]: Keys) -> Shape {
    let wanted: &[&str] = if frames { &["GET", "HEAD", "PUT"] } else { &["GET"] };
    let mut entries = vec![(methods, Shape::texts(wanted)), (origins, Shape::texts(&["*"]))];
    if frames {
        entries.push((headers, Shape::texts(&["*"])));
    }
    entries.push((expose, Shape::texts(&["Access-Control-Allow-Origin"])));
    Shape::map(entries)
}
