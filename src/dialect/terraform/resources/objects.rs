//! Objects that Terraform uploads: manifests of what workers are shown.

use super::{Collector, Of};
use crate::{
    aws::manifest,
    facts::{InputFact, NamedBy},
    source::join,
    value::{Value, concat},
};

pub(super) fn object(collector: &mut Collector, of: &Of) {
    let names = ["key", "source"].map(|name| of.get(name).shown());
    if !names.iter().any(|name| manifest::is_named_so(name)) {
        return;
    }
    let content = of.get("content");
    let content = if content.is_absent() || content.is_null() { file(of) } else { Some(content) };
    let Some(content) = content else { return };
    let listed = manifest::listed(&content);
    let own = [Value::text("s3://"), of.get("bucket"), Value::text("/"), of.get("key")];
    let manifest = listed.is_all.then(|| concat(&own));
    for input in listed.addresses {
        // what a function of Terraform wrote has no place of its own
        let own = input.as_parts().and_then(|parts| parts.first()?.span());
        let input = input.at(own.or(content.span));
        collector.facts.inputs.push(InputFact {
            input,
            named_by: NamedBy::Manifest,
            manifest: manifest.clone(),
            header: of.header(),
            exists: of.exists().unwrap_or_default(),
            scope: of.place(),
        });
    }
}

/// The text of the file that is uploaded, where it may be a manifest.
fn file(of: &Of) -> Option<Value> {
    let path = join(&of.evaluator.root, &of.get("source").constant()?)?;
    manifest::read(&path, of.evaluator.sources)
}
