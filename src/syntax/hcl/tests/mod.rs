//! Tests of the reader.

mod errors;
mod expressions;
mod spans;
mod strings;

use super::*;
use crate::{
    finding::Problem,
    source::{FileId, Source, Sources, Span},
};
use std::sync::Arc;

/// A file of a test, by name `main.tf`.
struct File {
    source: Arc<Source>,
    id: FileId,
}

impl File {
    fn new(text: &str) -> File {
        let sources = Sources::default();
        let id = sources.add("main.tf", text);
        File { source: sources.get(id), id }
    }

    fn read(&self) -> Document {
        let document = read(&self.source, self.id).unwrap();
        assert_eq!(document.problems, []);
        document
    }

    fn slice(&self, span: Span) -> &str {
        self.source.text.get(span.start as usize..span.end as usize).unwrap()
    }

    /// The value of the attribute `a`.
    fn value(&self) -> Expression {
        self.read().body.attribute("a").unwrap().value.clone()
    }
}

/// The problems of a file, as `line:column message`.
fn problems(text: &str) -> Vec<String> {
    let file = File::new(text);
    let problems = match read(&file.source, file.id) {
        Ok(document) => document.problems,
        Err(problem) => vec![problem],
    };
    let show = |problem: &Problem| {
        let place = file.source.place(problem.at.unwrap().start);
        format!("{}:{} {}", place.line, place.column, problem.message)
    };
    problems.iter().map(show).collect()
}

/// The expression of `a = …`, written so that the structure shows.
fn shape(text: &str) -> String {
    let file = File::new(&format!("a = {text}\n"));
    let value = file.value();
    assert_eq!(file.slice(value.span), text.trim());
    show(&file, &value)
}

fn show_all<'a>(file: &File, expressions: impl IntoIterator<Item = &'a Expression>) -> String {
    let shown: Vec<String> = expressions.into_iter().map(|one| show(file, one)).collect();
    shown.join(" ")
}

fn show(file: &File, expression: &Expression) -> String {
    use ExpressionKind::*;
    match &expression.kind {
        Null => "null".into(),
        Bool(value) => value.to_string(),
        Number(digits) => digits.clone(),
        Template(segments) => format!("\"{}\"", show_segments(file, segments)),
        List(items) => format!("[{}]", show_all(file, items)),
        Object(items) => {
            let items = items.iter().map(|(key, value)| show_all(file, [key, value]));
            format!("{{{}}}", items.collect::<Vec<_>>().join(", "))
        }
        Variable(name) => name.clone(),
        Traversal { base, steps } => format!("{}{}", show(file, base), show_steps(file, steps)),
        Call { name, arguments, expand_final, name_span } => {
            assert_eq!(file.slice(*name_span).replace(' ', ""), *name);
            let dots = if *expand_final { "..." } else { "" };
            format!("{name}({}{dots})", show_all(file, arguments))
        }
        Conditional { condition, then, otherwise } => {
            format!("(? {})", show_all(file, [&**condition, &**then, &**otherwise]))
        }
        Unary { operator, operand } => format!("({operator:?} {})", show(file, operand)),
        Binary { operator, left, right } => {
            format!("({operator:?} {})", show_all(file, [&**left, &**right]))
        }
        ForList { source, value, condition } => {
            let parts = show_all(file, std::iter::once(&**value).chain(condition.as_deref()));
            format!("[for {} : {parts}]", show_source(file, source))
        }
        ForObject { source, key, value, grouped, condition } => {
            let parts = show_all(file, [&**key, &**value].into_iter().chain(condition.as_deref()));
            let dots = if *grouped { "..." } else { "" };
            format!("{{for {} : {parts}{dots}}}", show_source(file, source))
        }
        Parenthesized(inner) => format!("({})", show(file, inner)),
    }
}

fn show_source(file: &File, source: &ForSource) -> String {
    let key = source.key.as_ref().map(|key| format!("{key}, ")).unwrap_or_default();
    format!("{key}{} in {}", source.value, show(file, &source.collection))
}

fn show_steps(file: &File, steps: &[Step]) -> String {
    let shown = steps.iter().map(|step| match step {
        Step::Attribute { name, span } => {
            assert_eq!(file.slice(*span), name);
            format!(".{name}")
        }
        Step::Index { key, span } => {
            assert_eq!(*span, key.span);
            format!("[{}]", show(file, key))
        }
        Step::Splat { steps, span } => {
            assert_eq!(file.slice(*span), "*");
            format!("*<{}>", show_steps(file, steps))
        }
    });
    shown.collect()
}

fn show_segments(file: &File, segments: &[Segment]) -> String {
    let shown = segments.iter().map(|segment| match segment {
        Segment::Literal(text) => text.as_str().to_owned(),
        Segment::Interpolation { expression, .. } => format!("‹{}›", show(file, expression)),
        Segment::If { condition, then, otherwise, .. } => format!(
            "‹if {}›{}‹else›{}‹end›",
            show(file, condition),
            show_segments(file, then),
            show_segments(file, otherwise)
        ),
        Segment::For { source, body, .. } => {
            format!("‹for {}›{}‹end›", show_source(file, source), show_segments(file, body))
        }
    });
    shown.collect()
}
