//! What is known of a bucket, where the cursor is: how it is used, hop by hop, and how its CORS rules stand.

use gen_lsp_types::{Contents, Hover, MarkupContent, MarkupKind, Position};

use super::{place, workspace::Workspace};
use crate::{
    model::{Bucket, Use},
    report::standing,
    source::{Sources, Span},
};

/// Markdown for the bucket whose first line is at a place, or for the hop of its evidence that stands there.
pub fn at(workspace: &Workspace, path: &str, position: Position) -> Option<Hover> {
    let sources = &workspace.sources;
    let file = sources.find(path)?;
    let offset = place::offset(&sources.get(file), position);
    let here =
        |span: Span| sources.path(span.file) == path && span.start <= offset && offset <= span.end;
    let buckets = || workspace.outcomes().flat_map(|outcome| &outcome.buckets);
    if let Some(bucket) = buckets().find(|bucket| here(bucket.header)) {
        return Some(hover(of_bucket(bucket, sources), bucket.header, sources));
    }
    let hops = buckets().flat_map(|bucket| {
        let trail = bucket.uses.iter().flat_map(|one| &one.trail);
        trail.map(move |label| (bucket, label))
    });
    let (bucket, label) = hops
        .filter(|(_, label)| here(label.span))
        .min_by_key(|(_, label)| label.span.end - label.span.start)?;
    let text = format!(
        "{}: part of why `{}` is held to be labeling {}\n\n{}",
        label.text,
        bucket.address,
        role(bucket),
        cors(bucket)
    );
    Some(hover(text, label.span, sources))
}

fn hover(value: String, span: Span, sources: &Sources) -> Hover {
    let contents = Contents::MarkupContent(MarkupContent { kind: MarkupKind::Markdown, value });
    Hover { contents, range: Some(place::range(sources, span)) }
}

fn of_bucket(bucket: &Bucket, sources: &Sources) -> String {
    let mut out = format!("**{}** is held to be labeling {}", bucket.address, role(bucket));
    if let Some(main) = bucket.main_use() {
        out.push_str(&format!(
            " ({}, {} work)\n\n{}",
            standing::confidence(main.confidence),
            standing::work(main.work),
            trail(main, sources)
        ));
    }
    format!("{out}\n{}", cors(bucket))
}

fn role(bucket: &Bucket) -> &'static str {
    bucket.main_use().map_or("input", |main| standing::role(main.role))
}

/// The hops, each a link to its line.
fn trail(one: &Use, sources: &Sources) -> String {
    let hop = |(at, label): (usize, &crate::source::Label)| {
        let path = sources.path(label.span.file);
        let line = sources.place(label.span.file, label.span.start).line;
        let uri = place::address(sources, &path);
        format!("{}. [{path}:{line}]({uri}#L{line}) {}\n", at + 1, label.text)
    };
    one.trail.iter().enumerate().map(hop).collect()
}

/// `CORS: missing`, and in which scenario.
fn cors(bucket: &Bucket) -> String {
    let mut out = format!("CORS: **{}**\n", standing::cors(bucket));
    for (when, word) in standing::scenarios(bucket) {
        out.push_str(&format!("- {word} when {when}\n"));
    }
    out
}
