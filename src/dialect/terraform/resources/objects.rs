//! Objects that Terraform uploads: manifests of what workers are shown.

use super::{Collector, Of};
use crate::{
    aws::manifest,
    facts::{InputFact, NamedBy},
    source::{Span, join},
    text::Text,
    value::Value,
};

/// Larger files are not read.
const MAX_BYTES: usize = 4 * 1024 * 1024;

pub(super) fn object(collector: &mut Collector, of: &Of) {
    let names = ["key", "source"].map(|name| of.get(name).shown());
    if !names.iter().any(|name| manifest::is_named_so(name)) {
        return;
    }
    let content = of.get("content");
    let content = if content.is_absent() || content.is_null() { file(of) } else { Some(content) };
    let Some(content) = content else { return };
    for input in manifest::addresses(&content) {
        // what a function of Terraform wrote has no place of its own
        let own = input.as_parts().and_then(|parts| parts.first()?.span());
        let input = input.at(own.or(content.span));
        collector.facts.inputs.push(InputFact {
            input,
            named_by: NamedBy::Manifest,
            header: of.header(),
            exists: of.exists().unwrap_or_default(),
            scope: of.place(),
        });
    }
}

/// The text of the file that is uploaded, where it may be a manifest.
fn file(of: &Of) -> Option<Value> {
    let path = join(&of.evaluator.root, &of.get("source").constant()?)?;
    let sources = of.evaluator.sources;
    let is_one = |bytes: &Vec<u8>| bytes.len() <= MAX_BYTES && manifest::may_be_one(bytes);
    if sources.find(&path).is_none() && !sources.read(&path).is_ok_and(|bytes| is_one(&bytes)) {
        return None;
    }
    let file = sources.open(&path).ok()?;
    let source = sources.get(file);
    let whole = Span { file, start: 0, end: source.text.len() as u32 };
    Some(Value::text(Text::written(source.text.as_str(), whole)))
}
