//! A Mermaid graph: what names or may read a bucket, the bucket, and how its CORS rules stand.
//!
//! Syntax: <https://mermaid.js.org/syntax/flowchart.html>.

use std::{
    collections::{BTreeSet, HashMap},
    io,
};

use codespan_reporting::term::termcolor::WriteColor;

use super::{
    super::{Report, plain, standing},
    place,
};
use crate::{finding::Level, model::Bucket, source::Span};

/// Larger graphs are refused by GitHub, or read by nobody.
const MOST_BUCKETS: usize = 50;

/// The nodes and edges so far.
#[derive(Default)]
struct Graph {
    /// A hop of two buckets' evidence is one node.
    hops: HashMap<(Span, String), usize>,
    lines: Vec<String>,
    edges: BTreeSet<(String, String)>,
}

pub fn write(report: &Report, out: &mut dyn WriteColor) -> io::Result<()> {
    let buckets = &report.outcome.buckets;
    if buckets.is_empty() {
        return Ok(());
    }
    let mut graph = Graph::default();
    let all = buckets.iter().zip(standing::loudest(report.outcome)).take(MOST_BUCKETS);
    for (at, (bucket, loudest)) in all.enumerate() {
        graph.add(report, bucket, loudest, at);
    }
    writeln!(out, "\n```mermaid\nflowchart LR")?;
    for line in &graph.lines {
        writeln!(out, "  {line}")?;
    }
    for (from, to) in &graph.edges {
        writeln!(out, "  {from} --> {to}")?;
    }
    writeln!(out, "  classDef bad stroke:#d1242f,stroke-width:2px")?;
    writeln!(out, "```")?;
    match buckets.len().saturating_sub(MOST_BUCKETS) {
        0 => Ok(()),
        left => writeln!(out, "\n{left} more buckets are not drawn."),
    }
}

impl Graph {
    fn add(&mut self, report: &Report, bucket: &Bucket, loudest: Option<Level>, at: usize) {
        let Some(main) = bucket.main_use() else { return };
        let own = format!("b{at}");
        let name = escaped(&bucket.address);
        self.lines.push(format!("{own}[(\"{name}<br/>{}\")]", standing::role(main.role)));
        let mut before: Option<String> = None;
        for hop in &main.trail {
            let next = self.hop(report, hop.span, &hop.text);
            self.edges.extend(before.map(|before| (before, next.clone())));
            before = Some(next);
        }
        self.edges.extend(before.map(|before| (before, own.clone())));
        let word = standing::cors(bucket);
        let class = if loudest > Some(Level::Note) { ":::bad" } else { "" };
        self.lines.push(format!("c{at}[\"CORS: {word}\"]{class}"));
        self.edges.insert((own, format!("c{at}")));
    }

    fn hop(&mut self, report: &Report, span: Span, text: &str) -> String {
        let next = self.hops.len();
        let known = *self.hops.entry((span, text.to_owned())).or_insert(next);
        if known == next {
            let label = format!("{}<br/>{}", escaped(text), escaped(&place(report, span)));
            self.lines.push(format!("h{known}[\"{label}\"]"));
        }
        format!("h{known}")
    }
}

/// Text of a node, in which Mermaid's own characters are written by their numbers.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for c in plain::line(text).chars() {
        if "\"#<>&`;\\".contains(c) {
            out.push_str(&format!("#{};", u32::from(c)));
        } else {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn no_name_can_end_a_node() {
        assert_eq!(escaped("a[\"k\"]"), "a[#34;k#34;]");
        assert_eq!(escaped("```\n"), "#96;#96;#96;␊");
    }
}
