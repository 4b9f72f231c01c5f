//! `// cors-lint: …` and `# cors-lint: …` in the source of an app.

use crate::{
    facts::Directive,
    source::{FileId, Sources, Span},
};

const NAME: &str = "cors-lint:";

/// Whether a text may hold one.
pub fn is_in(text: &str) -> bool {
    memchr::memmem::find(text.as_bytes(), NAME.as_bytes()).is_some()
}

/// Every directive of a source file.
pub fn directives(file: FileId, sources: &Sources) -> Vec<Directive> {
    let source = sources.get(file);
    let found = memchr::memmem::find_iter(source.text.as_bytes(), NAME);
    let read = found.filter_map(|at| {
        let (first, end) = source.line_range(source.line_at(at as u32));
        let before = source.text.get(first as usize..at)?.trim_end();
        let marker = ["//", "#"].into_iter().find(|marker| before.ends_with(marker))?;
        let start = first + (before.len() - marker.len()) as u32;
        let text = source.text.get(at + NAME.len()..end as usize)?.trim().to_owned();
        Some(Directive { text, span: Span { file, start, end }, on: None })
    });
    read.collect()
}
