//! The list of buckets for people: a row for each, and each step of the evidence below it.

use std::io;

use codespan_reporting::term::termcolor::{Color, ColorSpec, WriteColor};

use super::{Report, plain, standing};
use crate::{finding::Level, model::Bucket, source::Span};

/// Wider columns make the next ones start later in their row only.
const WIDEST: usize = 48;

const HEADS: [&str; 7] = ["BUCKET", "ROLE", "WORK", "EVIDENCE", "CORS", "VERDICT", "PLACE"];

type Row = [String; 7];

pub fn write(report: &Report, out: &mut dyn WriteColor) -> io::Result<()> {
    let all = report.outcome.buckets.iter().zip(standing::loudest(report.outcome));
    let rows: Vec<(Row, Option<Level>, &Bucket)> =
        all.filter_map(|(one, loudest)| Some((row(report, one, loudest)?, loudest, one))).collect();
    if rows.is_empty() {
        return Ok(());
    }
    let heads = HEADS.map(str::to_owned);
    let lines: Vec<&Row> =
        std::iter::once(&heads).chain(rows.iter().map(|(row, ..)| row)).collect();
    let widths: Vec<usize> = (0..HEADS.len())
        .map(|at| {
            let cells = lines.iter().filter_map(|line| line.get(at));
            cells.map(|cell| width(cell)).max().unwrap_or(0).min(WIDEST)
        })
        .collect();
    out.set_color(ColorSpec::new().set_bold(true))?;
    writeln!(out, "{}", line(&heads, &widths))?;
    out.reset()?;
    for (row, loudest, bucket) in &rows {
        out.set_color(ColorSpec::new().set_fg(color(*loudest)))?;
        write!(out, "{}", line(row, &widths))?;
        out.reset()?;
        writeln!(out)?;
        for detail in details(report, bucket) {
            writeln!(out, "    {detail}")?;
        }
    }
    Ok(())
}

fn row(report: &Report, bucket: &Bucket, loudest: Option<Level>) -> Option<Row> {
    let main = bucket.main_use()?;
    Some([
        plain::line(&bucket.address),
        standing::role(main.role).to_owned(),
        standing::work(main.work).to_owned(),
        standing::confidence(main.confidence).to_owned(),
        standing::cors(bucket).to_owned(),
        standing::verdict(loudest).to_owned(),
        place(report, bucket.header),
    ])
}

/// The scenarios, then each hop of the evidence.
fn details(report: &Report, bucket: &Bucket) -> Vec<String> {
    let scenarios = standing::scenarios(bucket).into_iter();
    let mut out: Vec<String> =
        scenarios.map(|(when, word)| plain::line(&format!("{word} when {when}"))).collect();
    let trail = bucket.main_use().into_iter().flat_map(|one| one.trail.iter());
    out.extend(trail.map(|hop| format!("{}: {}", place(report, hop.span), plain::line(&hop.text))));
    out
}

/// `infra/main.tf:12`
fn place(report: &Report, span: Span) -> String {
    let line = report.sources.place(span.file, span.start).line;
    format!("{}:{line}", plain::line(&report.sources.path(span.file)))
}

fn line(cells: &Row, widths: &[usize]) -> String {
    let mut out = String::new();
    for (cell, wanted) in cells.iter().zip(widths) {
        out.push_str(cell);
        out.push_str(&" ".repeat(wanted.saturating_sub(width(cell)) + 2));
    }
    out.trim_end().to_owned()
}

fn width(text: &str) -> usize {
    text.chars().count()
}

fn color(loudest: Option<Level>) -> Option<Color> {
    match loudest {
        None => Some(Color::Green),
        Some(Level::Note) => None,
        Some(Level::Warning) => Some(Color::Yellow),
        Some(Level::Error) => Some(Color::Red),
    }
}
