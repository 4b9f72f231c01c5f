//! What the pages of flow definitions say of the work.

use crate::{
    aws::page,
    facts::{Facts, PageFact},
    model::Work,
    value::{Part, Symbol, Value},
};

/// The kind of work that a page is made for, or that a service of AWS asks for.
pub(super) fn work(facts: &Facts, arn: &Value, source: &Value) -> Work {
    // Rekognition and Textract are given images
    if source.constant().is_some_and(|source| source.starts_with("AWS/")) {
        return Work::Image;
    }
    let found = facts.pages.iter().find(|one| is_page(one, arn));
    found.map_or(Work::Unknown, |one| page::work_of_page(&one.content))
}

/// By its ARN, or by the name at the end of one: `…:human-task-ui/<name>`.
fn is_page(page: &PageFact, arn: &Value) -> bool {
    let same = |symbols: Vec<&Symbol>| !symbols.is_empty() && symbols == arn.symbols();
    if same(page.arn.symbols()) {
        return true;
    }
    let Some(name) = page.name.constant() else { return false };
    let Some(parts) = arn.as_parts() else { return false };
    let Some(Part::Literal(last)) = parts.last() else { return false };
    last.as_str().rsplit_once(":human-task-ui/").is_some_and(|(_, end)| end == name)
}
