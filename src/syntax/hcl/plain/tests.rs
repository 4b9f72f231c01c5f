//! The quick way and the parser read the same, wherever the quick way reads at all.

use std::{fs, path::Path};

use super::item;
use crate::{
    source::{FileId, Sources, Span},
    syntax::hcl::{
        lower::Lowering,
        parse::{items, parsed_item},
        survey::{self, Root},
    },
    text::Text,
};

/// How many items of a text are read the quick way, and how many there are.
fn compared(content: &str) -> (usize, usize) {
    let sources = Sources::default();
    let file: FileId = sources.add("x.tf", content);
    let span = Span { file, start: 0, end: content.len() as u32 };
    let text = Text::written(content, span);
    let Ok(survey) = survey::survey(content, Root::File) else { return (0, 0) };
    let (mut plain, mut all) = (0, 0);
    for range in items(&survey) {
        all += 1;
        let Some(quick) = item(&Lowering::new(&text, span, &survey, 0), &range, span) else {
            continue;
        };
        plain += 1;
        let parsed = parsed_item(&text, &survey, range.clone(), span);
        let parsed = parsed.unwrap_or_else(|fault| panic!("{fault:?} at {range:?} of {content}"));
        assert_eq!(format!("{quick:#?}"), format!("{parsed:#?}"));
    }
    (plain, all)
}

fn files(folder: &Path, into: &mut Vec<String>) {
    for entry in fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() {
            files(&path, into);
        } else if path.extension().is_some_and(|ending| ending == "tf") {
            into.extend(fs::read_to_string(path));
        }
    }
}

#[test]
fn fixtures_read_the_same() {
    let mut texts = Vec::new();
    files(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/testdata")), &mut texts);
    let (mut plain, mut all) = (0, 0);
    for text in &texts {
        // broken in many ways, each must be left to the parser or read as it reads it
        for part in 1..=4 {
            let end = (0..=text.len() * part / 4).rev().find(|end| text.is_char_boundary(*end));
            let (some, of) = compared(text.get(..end.unwrap()).unwrap());
            (plain, all) = (plain + some, all + of);
        }
        for (from, to) in [("\n", "\r\n"), ("=", "= "), ("\"", "\\\""), ("{", "{ "), (".", " .")] {
            compared(&text.replace(from, to));
        }
    }
    assert!(plain > all / 2 && plain > 100, "{plain} of {all}");
}

#[test]
fn plain_items() {
    let text = r#"
a = [1, "x", { b : true, "c d" = null }, ] # list
b = var.x["k"].y[0] == local.z ? "a${ f(g, "h") }b" : {
  c = 1, d = "\n\"e"
  f = "$5 100%"
}
resource "t" n { x = "" }
locals {

  a = f()
  b { }
}
c = a + b * c - d / e % f
d = a == b != c && !d || (e < f) && g <= h ? i > j : k >= l
e = [ for a, b in c : b if a != d ]
f = { for a in b : a => a.c... if a.d }
g = f(a, b...)[0].x[*].y["z"]
h = <<-E
    x ${ y } z
      E x

  ${ a }
  E
i = f(<<F
$5 100% \\n
F
)
k = a < b
l = a-b - c
m = [for]
"#;
    assert_eq!(compared(text), (14, 14));
}

#[test]
fn what_is_left_to_the_parser() {
    for text in [
        "a = -1",
        "a = 1.5",
        "a = \"$${b}\"",
        "a = \"%{ if true }b%{ endif }\"",
        "a = \"${~ b }\"",
        "a = \"\\u00e9\"",
        "a = b.*.c",
        "a = b.0",
        "a = p::f()",
        "a = (b).c",
        "a = { (b) = c }",
        "a = { b = 1, b = 2 }",
        "a = <<E\nE\n",
        "é = 1",
        "a { b = 1 \n}",
        "a { b = 1, c = 2 }",
        "a {\n b = 1\n b = 2\n}\n",
    ] {
        assert_eq!(compared(text), (0, 1), "{text}");
    }
}
