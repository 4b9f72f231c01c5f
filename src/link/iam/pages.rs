//! What the pages of flow definitions say of the work.

use super::roles::Roles;
use crate::{
    aws::{
        labeling::{self, Call},
        page,
    },
    facts::{Facts, PageFact},
    model::Work,
    value::{Part, Value},
};

/// The work of the flows that a role is taken on by, where they all agree. A role of labeling jobs may do other work too.
pub(super) fn work_of_role(facts: &Facts, roles: &Roles, at: usize) -> Work {
    let is_named = |role: &Value| roles.named_in(role).contains(&at);
    let flows = facts.flows.iter().filter(|flow| is_named(&flow.role));
    let mut all: Vec<Work> = flows.map(|flow| work(facts, &flow.page, &flow.source)).collect();
    for request in &facts.requests {
        match request.call {
            Call::CreateFlowDefinition => {
                let role = labeling::flow_definition(&request.request).role;
                if role.is_some_and(|role| is_named(&role)) {
                    let (page, source) = labeling::page_and_source(&request.request);
                    all.push(work(facts, &page, &source));
                }
            }
            Call::CreateLabelingJob => {
                let role = labeling::labeling_job(&request.request).role;
                if role.is_some_and(|role| is_named(&role)) {
                    return Work::Unknown;
                }
            }
            _ => {}
        }
    }
    all.dedup();
    match all.as_slice() {
        [work] => *work,
        _ => Work::Unknown,
    }
}

fn work(facts: &Facts, arn: &Value, source: &Value) -> Work {
    // Rekognition and Textract are given images
    if source.constant().is_some_and(|source| source.starts_with("AWS/")) {
        return Work::Image;
    }
    let found = facts.pages.iter().find(|one| is_page(one, arn));
    found.map_or(Work::Unknown, |one| page::work_of_page(&one.content))
}

/// By its ARN, or by the name at the end of one: `…:human-task-ui/<name>`.
fn is_page(page: &PageFact, arn: &Value) -> bool {
    let same =
        |symbols: Vec<&crate::value::Symbol>| !symbols.is_empty() && symbols == arn.symbols();
    if same(page.arn.symbols()) {
        return true;
    }
    let Some(name) = page.name.constant() else { return false };
    let Some(parts) = arn.as_parts() else { return false };
    let Some(Part::Literal(last)) = parts.last() else { return false };
    last.as_str().rsplit_once(":human-task-ui/").is_some_and(|(_, end)| end == name)
}
