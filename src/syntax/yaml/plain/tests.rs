//! The quick way and the parser read the same, wherever the quick way reads at all.

use std::{env, fs, path::Path};

use super::super::{read_any, read_events};
use super::read;
use crate::{
    source::Sources,
    syntax::node::{Entry, Node, Prune, ReadAgain},
};
use mutants::{Dice, mutant, snippet};

mod mutants;

/// Whether the quick way reads `text`. Whatever it reads, it reads as the parser does.
fn is_plain(text: &str, prunes: bool) -> bool {
    // sources take it off, and count from behind it
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut cut = |entries: &mut Vec<Entry>, again: Option<ReadAgain>| {
        if let Some(again) = again {
            entries.iter().for_each(|entry| reads_again(text, &entry.value, again));
        }
        entries.truncate(1);
    };
    let mut prune = Prune { depth: 2, look: &mut cut };

    let sources = Sources::default();
    let file = sources.add("x.yaml", text);
    let source = sources.get(file);
    let Some(quick) = read(&source.text, file, prunes.then(|| prune.again())) else { return false };
    let parsed = read_events(&source.text, file, prunes.then(|| prune.again()));
    let parsed = parsed.unwrap_or_else(|_| panic!("the parser refuses {text:?}"));
    if format!("{quick:?}") != format!("{parsed:?}") {
        assert_eq!(format!("{quick:#?}"), format!("{parsed:#?}"), "{text}");
    }
    true
}

/// A map that is read again by itself is the same.
fn reads_again(text: &str, node: &Node, again: ReadAgain) {
    if node.tag.is_none() && node.map().is_some() {
        let found = again(text, node.span.file, node.span.start as usize);
        assert_eq!(format!("{:?}", found.as_ref()), format!("{:?}", Some(node)), "{text}");
    }
}

fn files(folder: &Path, into: &mut Vec<String>) {
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().flatten().map(|one| one.path()).collect();
    // the dice fall the same way on every machine
    paths.sort();
    for path in paths {
        if path.is_dir() && !path.is_symlink() {
            files(&path, into);
        } else if let Some("yaml" | "yml" | "template") = path.extension().and_then(|e| e.to_str())
        {
            into.extend(fs::read_to_string(path));
        }
    }
}

fn fixtures() -> Vec<String> {
    let mut texts = Vec::new();
    files(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/testdata")), &mut texts);
    texts
}

/// Other people's files.
fn corpus() -> Option<Vec<String>> {
    let mut texts = Vec::new();
    files(Path::new(&env::var_os("CORS_LINT_CORPUS")?), &mut texts);
    Some(texts)
}

#[test]
fn fixtures_read_the_same() {
    let texts = fixtures();
    let plain = texts.iter().filter(|text| is_plain(text, false)).count();
    assert!(plain > texts.len() * 2 / 3, "{plain} of {}", texts.len());
    for text in &texts {
        is_plain(text, true);
        is_plain(&text.replace('\n', "\r\n"), false);
        is_plain(text.trim_end(), false);
        is_plain(&format!("---\n{text}"), false);
    }
}

#[test]
fn broken_texts_read_the_same_or_not_at_all() {
    let count = env::var("CORS_LINT_MUTANTS").ok().and_then(|count| count.parse().ok());
    let mut texts = fixtures();
    texts.extend([PLAIN.to_owned(), PLAIN.to_owned(), PLAIN.to_owned()]);
    texts.extend(corpus().unwrap_or_default());
    let mut dice = Dice::default();
    let mut plain = 0;
    let count = count.unwrap_or(15_000);
    for _ in 0..count {
        let text = snippet(&texts, &mut dice);
        let mutant = mutant(&text, &mut dice);
        plain += usize::from(is_plain(&mutant, false));
        is_plain(&mutant, true);
    }
    println!("{plain} of {count} mutants are plain");
    assert!(plain > count / 8, "{plain} of {count}");
}

/// Other people's files: `CORS_LINT_CORPUS=DIR cargo test --lib yaml::plain -- --nocapture`.
#[test]
fn files_of_a_folder_read_the_same() {
    let Some(texts) = corpus() else {
        eprintln!("SKIPPED: CORS_LINT_CORPUS names no folder of templates");
        return;
    };
    let plain = texts.iter().filter(|text| is_plain(text, false)).count();
    let sources = Sources::default();
    let file = sources.add("x.yaml", "");
    let valid = texts.iter().filter(|text| read_any(text, file, None).is_ok()).count();
    println!("{plain} plain, {valid} valid, {} files", texts.len());
}

const PLAIN: &str = r#"# cors-lint: a
---
"a b": 1 # cors-lint: b
'c''d': "\"x\\ \n\/"
e:   # none
f :
- x: !Ref y
  z: [ a, "b", 'c', !Sub "${d}", { e: f, "g":h, i: }, [ ], ] # c
- - - 1
    - 2

  - ~
-
  k: v
-
- !If
  - c
  - !GetAtt a.b
g: !Sub |
    x

      y #
    z: "

h: !Fn::Join
  - ''
  - [
     a::b:c,
     # cors-lint: c
     d
    ]
    # less
i: >-

  folded
  text

   more
  text
  # text
j: !Select
- 0
- a
k: |+
  kept


l:
  !Sub "x"
m: -1
n: a, b: {c} # d
é: ü
~: null
a b:
  on: off
  ? : x
"#;

#[test]
fn what_is_plain() {
    let text = PLAIN
        .replace("n: a, b: {c} # d", "n: a,b:{c}#d # e")
        .replace("  ? : x\n", "  a: b\n  a: c\n");
    for (from, to) in [("", ""), ("\n", "\r\n"), ("\n\n", "\n  \n")] {
        let text = if from.is_empty() { text.clone() } else { text.replace(from, to) };
        assert!(is_plain(&text, false), "{text}");
        assert!(is_plain(text.trim_end(), true), "{text}");
    }
}

#[test]
fn what_is_left_to_the_parser() {
    for text in [
        "",
        "a",
        "'a'",
        "[a]",
        "{a: b}",
        "!T\na: b",
        "--- a",
        "a: 1\n---\nb: 1\n",
        "a: 1\n...\n",
        "%YAML 1.2\n---\na: 1\n",
        "a: &b c",
        "a: *b",
        "<<: {a: b}",
        "? a\n: b",
        "a:\tb",
        "a:\n\tb",
        "a: b\n  c",
        "a: 'b\n  c'",
        "a: \"\\u00e9\"",
        "a: |2\n   b",
        "a: |\nb: c",
        "a: @b",
        "a: b: c",
        "a: [b: c]",
        "a: {b}",
        "a: 'b' c",
        "a: 'b'#c",
        "- a\nb: c",
        "a:\n  b: c\n d: e",
        "!!str a: b",
        "a: !!str b",
        "a: ! b",
        "a: [b",
        "a: {b: c]",
        "a: |\n  \u{7}",
        "a: \u{85}",
        "- # c\n- a\n",
    ] {
        assert!(!is_plain(text, false), "{text}");
    }
}

#[test]
fn long_and_deep_texts_read_the_same_or_not_at_all() {
    let (mut plain, mut all) = (0, 0);
    let mut compare = |text: String| {
        plain += usize::from(is_plain(&text, false));
        all += 1;
    };
    for len in [990, 999, 1000, 1023, 1024, 1025, 3000] {
        let (word, wide) = ("k".repeat(len), "é ".repeat(len / 2) + "é");
        for word in [&word, &wide] {
            compare(format!("{word}: a\n"));
            compare(format!("- '{word}' : a\n"));
            compare(format!("a:\n  {{{word}: b, \"{word}\":c}}\n"));
            compare(format!("a: {word}\nb:\n- !Sub '{word}'\n- {word}\n-\n  \"{word}\"\n"));
            compare(format!("a:\n  [{word},\n {word} , [\n '{word}']]\nb: [ {word}: a ]\n"));
            compare(format!("a:\n  [{word},\n {word} , [\n '{word}']]\nb:\n  !T\n  {word}\n"));
        }
    }
    for depth in [10, 40, 50, 60, 126, 130] {
        compare(format!("{}a", "- ".repeat(depth)));
        compare(format!("{}a: b", "- ".repeat(depth)));
        compare(format!("a: {}{}", "[".repeat(depth), "]".repeat(depth)));
        compare((0..depth).map(|at| format!("{}a:\n", " ".repeat(at))).collect());
    }
    assert!(plain > all / 3 && plain < all, "{plain} of {all}");
}
