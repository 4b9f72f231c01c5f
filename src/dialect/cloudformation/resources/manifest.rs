//! Manifests that `BucketDeployment` of the CDK uploads: the objects in them are shown to workers.

use crate::{
    aws::manifest,
    facts::{Facts, InputFact, NamedBy},
    source::Span,
    syntax::json,
    text::Text,
    value::{Entry, Is, Value},
};

use super::{super::evaluate::joined, Made};

/// Files past this many in an asset are not looked at.
const MAX_FILES: usize = 200;
/// Buckets past these are not told from one manifest.
const MAX_BUCKETS: usize = 16;

/// `SourceObjectKeys` name the assets; a value of `SourceMarkers` stands in the files of the asset at the same place.
pub(super) fn add(made: &Made, facts: &mut Facts) {
    let Some(stack) = made.context.stack() else { return };
    let (keys, _) = made.property(&["SourceObjectKeys"]).elements();
    let (markers, _) = made.property(&["SourceMarkers"]).elements();
    for (at, key) in keys.iter().enumerate() {
        let Some(asset) = key.constant().and_then(|key| stack.assets.get(&key)) else { continue };
        let markers = match markers.get(at).map(|markers| &markers.is) {
            Some(Is::Map(map)) => map.entries.as_slice(),
            _ => &[],
        };
        let files = made.context.deployment.sources.list(asset);
        let manifests = files.iter().filter(|file| manifest::is_named_so(file)).take(MAX_FILES);
        manifests.for_each(|file| read(made, &format!("{asset}/{file}"), markers, facts));
    }
}

fn read(made: &Made, path: &str, markers: &[Entry], facts: &mut Facts) {
    let sources = made.context.deployment.sources;
    let Some(file) = manifest::open(path, sources) else { return };
    let source = sources.get(file);
    let mut seen: Vec<String> = Vec::new();
    let mut start = 0;
    for line in source.text.split_inclusive('\n') {
        let span = Span { file, start, end: start + line.len() as u32 };
        start = span.end;
        let Ok(entry) = json::read_text(&Text::written(line, span)) else { continue };
        let Some(object) = entry.get("source-ref").and_then(|node| node.text()) else { continue };
        let bucket: String = object.as_str().splitn(4, '/').take(3).collect();
        if seen.contains(&bucket) {
            continue;
        }
        if seen.len() >= MAX_BUCKETS {
            return;
        }
        seen.push(bucket);
        let input = filled(object, markers);
        facts.inputs.push(InputFact {
            input: input.at(object.span()),
            named_by: NamedBy::Manifest,
            manifest: None,
            header: made.place.header,
            exists: made.exists.clone(),
            scope: made.scope.clone(),
        });
    }
}

/// A text with every marker replaced by what it stands for.
fn filled(text: &Text, markers: &[Entry]) -> Value {
    let mut pieces = Vec::new();
    let mut at = 0;
    while let Some((start, end, value)) =
        text.as_str().get(at..).and_then(|rest| marker(rest, markers))
    {
        pieces.push(Value::text(text.slice(at, at + start)));
        pieces.push(value.clone());
        at += end;
    }
    pieces.push(Value::text(text.slice(at, text.len())));
    joined(pieces)
}

/// The first marker in a text: where it stands, and what it stands for.
fn marker<'m>(text: &str, markers: &'m [Entry]) -> Option<(usize, usize, &'m Value)> {
    let found = markers.iter().filter_map(|entry| {
        let key = entry.key.as_str();
        text.find(key).map(|at| (at, at + key.len(), &entry.value))
    });
    found.min_by_key(|(at, ..)| *at)
}
