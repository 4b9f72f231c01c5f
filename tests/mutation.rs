//! Soundness by mutation: no value of a configuration is needed for a verdict that stands without it. Each literal in the
//! Terraform fixtures is replaced by a variable without a value; what was fine may become undecided but never broken, what
//! was broken never fine. With the value given back in a file of values, the verdict is what it was.

#![cfg(test)]

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use cors_lint::{
    config::Settings,
    dialect::{self, Project},
    link::link,
    source::{Source, Sources, Span, parent},
    syntax::hcl::{self, Block, Body, Expression, ExpressionKind, Segment, Step},
    value::Answer,
};

/// The files of a tree, by their paths.
type Tree = BTreeMap<String, String>;

/// What is said of each bucket that labeling touches.
type Verdicts = BTreeMap<String, Answer>;

const NAME: &str = "mutated";

#[test]
fn no_verdict_flips() {
    let (mut mutants, mut undecided, mut wrong) = (0, 0, Vec::new());
    for tree in trees() {
        let before = verdicts(&tree);
        for (path, text) in tree.iter().filter(|(path, _)| path.ends_with(".tf")) {
            for (start, end) in literals(text) {
                let literal = text.get(start..end).unwrap();
                let mutant = mutant(&tree, path, start, end);
                mutants += 1;
                let after = verdicts(&mutant);
                let place = format!("{path}:{}", text.get(..start).unwrap().lines().count().max(1));
                for (bucket, answer) in &before {
                    let Some(now) = after.get(bucket) else { continue };
                    undecided += usize::from(now != answer);
                    if *now != *answer && *now != Answer::Maybe {
                        wrong.push(format!("{place}: without {literal}, {bucket} is {now:?}"));
                    }
                }
                if is_root(&tree, path) {
                    let again = verdicts(&given(mutant, path, literal));
                    if again != before {
                        wrong.push(format!(
                            "{place}: given {literal}: {again:?} instead of {before:?}"
                        ));
                    }
                }
            }
        }
    }
    println!("{mutants} mutants, {undecided} verdicts that hang on the literal");
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
    assert!(mutants > 500, "only {mutants} mutants");
}

/// All fixtures in Terraform's native syntax: single files, and folders.
fn trees() -> Vec<Tree> {
    let mut out = Vec::new();
    for rule in folders(Path::new("testdata")) {
        for entry in fs::read_dir(&rule).unwrap() {
            let path = entry.unwrap().path();
            let single = path.extension().is_some_and(|ending| ending == "tf");
            if single {
                out.push(BTreeMap::from([("main.tf".to_owned(), read(&path))]));
            } else if path.is_dir() {
                let mut tree = Tree::new();
                collect(&path, "", &mut tree);
                if tree.keys().any(|path| path.ends_with(".tf")) {
                    out.push(tree);
                }
            }
        }
    }
    out
}

fn folders(of: &Path) -> Vec<PathBuf> {
    let mut out: Vec<PathBuf> =
        fs::read_dir(of).unwrap().map(|entry| entry.unwrap().path()).collect();
    out.push(of.join("terraform/linking"));
    // a case of a fix holds one tree twice, before and after
    let apart = ["terraform", "fix"];
    out.retain(|path| path.is_dir() && !apart.iter().any(|name| path.ends_with(name)));
    out.sort();
    out
}

fn collect(folder: &Path, below: &str, tree: &mut Tree) {
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap();
        let path = if below.is_empty() { name } else { format!("{below}/{name}") };
        if entry.path().is_dir() {
            collect(&entry.path(), &path, tree);
        } else if std::str::from_utf8(&fs::read(entry.path()).unwrap()).is_ok() {
            tree.insert(path, read(&entry.path()));
        }
    }
}

/// The text of a file, without a byte-order mark.
fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap().trim_start_matches('\u{feff}').to_owned()
}

fn verdicts(tree: &Tree) -> Verdicts {
    let settings = Settings::default();
    let sources = Sources::default();
    let mut directories = BTreeSet::new();
    for (path, text) in tree {
        sources.add(path.as_str(), text.as_str());
        if path.ends_with(".tf") {
            directories.insert(parent(path).to_owned());
        }
    }
    let project = Project::Terraform { directories: directories.into_iter().collect() };
    let facts = dialect::facts(&project, &sources, &settings);
    let buckets = link(&facts, &sources, &settings);
    let said = buckets.iter().map(|bucket| {
        let path = sources.path(bucket.header.file);
        let place = format!("{} in {}", bucket.address, parent(&path));
        (place, bucket.lets_browsers_read())
    });
    said.collect()
}

/// The mutant with the literal as the variable's value.
fn given(mut mutant: Tree, path: &str, literal: &str) -> Tree {
    let values = Path::new(path).with_file_name("terraform.tfvars");
    let values = values.to_str().unwrap().to_owned();
    mutant.entry(values).or_default().push_str(&format!("\n{NAME} = {literal}\n"));
    mutant
}

/// Whether a file of values gives values to the variables of this file: no module is above it.
fn is_root(tree: &Tree, path: &str) -> bool {
    let directory = parent(path);
    tree.keys()
        .filter(|other| other.ends_with(".tf"))
        .all(|other| parent(other).starts_with(directory))
}

fn mutant(tree: &Tree, path: &str, start: usize, end: usize) -> Tree {
    let mut mutant = tree.clone();
    let text = &tree[path];
    let (before, after) = (text.get(..start).unwrap(), text.get(end..).unwrap());
    let is_key = after.trim_start().starts_with(['=', ':']);
    let name = if is_key { format!("(var.{NAME})") } else { format!("var.{NAME}") };
    let changed = format!("{before}{name}{after}");
    mutant
        .insert(path.to_owned(), format!("{changed}\nvariable \"{NAME}\" {{\n  type = any\n}}\n"));
    mutant
}

/// The places of the literals that a variable may stand for.
fn literals(text: &str) -> Vec<(usize, usize)> {
    let sources = Sources::default();
    let file = sources.add("main.tf", text);
    let source: std::sync::Arc<Source> = sources.get(file);
    let mut spans = Vec::new();
    if let Ok(document) = hcl::read(&source, file) {
        in_body(&document.body, &mut spans);
    }
    let places = spans.into_iter().map(|span| (span.start as usize, span.end as usize));
    // a heredoc has no literal to replace, and a bare key is no expression
    let is_literal = |(start, end): &(usize, usize)| {
        let written = text.get(*start..*end).unwrap();
        written.starts_with('"')
            || written.parse::<f64>().is_ok()
            || written == "true"
            || written == "false"
    };
    places.filter(is_literal).collect()
}

/// Blocks and arguments that take no variables.
const CONSTANT: &[&str] = &["variable", "terraform", "lifecycle", "moved", "removed"];
const CONSTANT_ARGUMENTS: &[&str] = &["source", "version", "provider", "providers", "depends_on"];

fn in_body(body: &Body, out: &mut Vec<Span>) {
    for attribute in &body.attributes {
        if !CONSTANT_ARGUMENTS.contains(&attribute.name.as_str()) {
            in_expression(&attribute.value, out);
        }
    }
    for Block { kind, body, .. } in &body.blocks {
        if !CONSTANT.contains(&kind.as_str()) {
            in_body(body, out);
        }
    }
}

fn in_expression(expression: &Expression, out: &mut Vec<Span>) {
    let mut each = |inner: &Expression| in_expression(inner, out);
    match &expression.kind {
        ExpressionKind::Bool(_) | ExpressionKind::Number(_) => out.push(expression.span),
        ExpressionKind::Template(segments) => {
            let is_plain = segments.iter().all(|one| matches!(one, Segment::Literal(_)));
            if is_plain {
                out.push(expression.span);
                return;
            }
            for segment in segments {
                if let Segment::Interpolation { expression, .. } = segment {
                    each(expression);
                }
            }
        }
        ExpressionKind::List(items) => items.iter().for_each(each),
        ExpressionKind::Object(items) => items.iter().for_each(|(key, value)| {
            each(key);
            each(value);
        }),
        ExpressionKind::Call { arguments, .. } => arguments.iter().for_each(each),
        ExpressionKind::Conditional { condition, then, otherwise } => {
            [condition, then, otherwise].into_iter().for_each(|one| each(one));
        }
        ExpressionKind::Binary { left, right, .. } => {
            each(left);
            each(right);
        }
        ExpressionKind::Unary { operand, .. } | ExpressionKind::Parenthesized(operand) => {
            each(operand);
        }
        ExpressionKind::Traversal { base, steps } => {
            each(base);
            for step in steps {
                if let Step::Index { key, .. } = step {
                    each(key);
                }
            }
        }
        ExpressionKind::ForList { source, value, condition } => {
            each(&source.collection);
            each(value);
            condition.iter().for_each(|one| each(one));
        }
        ExpressionKind::ForObject { source, key, value, condition, .. } => {
            each(&source.collection);
            each(key);
            each(value);
            condition.iter().for_each(|one| each(one));
        }
        ExpressionKind::Null | ExpressionKind::Variable(_) => {}
    }
}
