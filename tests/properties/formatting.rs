//! How a configuration is laid out, and over which files, changes no verdict.

use cors_lint::{source::Sources, syntax::hcl};
use serde_json::Value;

use crate::{
    fixtures::{Tree, fixtures, laid_out, outcome},
    random::Random,
    verdict,
};

/// Another layout of one file; `None` where it would not be the same configuration.
pub type Layout = fn(&str, &str) -> Option<String>;

pub const LAYOUTS: &[(&str, Layout)] = &[
    ("line ends of Windows", |_, text| Some(text.replace("\r\n", "\n").replace('\n', "\r\n"))),
    ("a byte-order mark", |_, text| Some(format!("\u{feff}{text}"))),
    ("indented", indented),
    ("comments", commented),
    ("one line of JSON", |path, text| json(path, text, serde_json::to_string)),
    ("pretty JSON", |path, text| json(path, text, serde_json::to_string_pretty)),
];

#[test]
fn layout_changes_no_verdict() {
    let mut cases = 0;
    for (name, tree) in fixtures() {
        let before = verdict(&outcome(&tree));
        for (what, layout) in LAYOUTS {
            let (changed, count) = laid_out(&tree, *layout);
            if count > 0 {
                assert_eq!(verdict(&outcome(&changed)), before, "{name}, {what}: {changed:#?}");
                cases += 1;
            }
        }
    }
    println!("{cases} cases");
    assert!(cases >= 300, "only {cases} cases");
}

/// Two blanks more before each line, where blanks mean nothing.
fn indented(path: &str, text: &str) -> Option<String> {
    let is_free = path.ends_with(".json") || (path.ends_with(".tf") && !text.contains("<<"));
    is_free.then(|| text.lines().map(|line| format!("  \t{line}\n")).collect())
}

/// A comment at the start, and one at the end.
fn commented(path: &str, text: &str) -> Option<String> {
    let takes_comments = path.ends_with(".tf") || path.ends_with(".yaml") || path.ends_with(".yml");
    takes_comments.then(|| format!("# ürst 🪣: \"{{\n\n{}\n# last: }}'\n", text.trim_end()))
}

fn json(path: &str, text: &str, write: fn(&Value) -> serde_json::Result<String>) -> Option<String> {
    let value: Value = path.ends_with(".json").then(|| serde_json::from_str(text).ok())??;
    write(&value).ok()
}

#[test]
fn the_files_of_a_directory_are_one() {
    let mut random = Random::new(11);
    let mut cases = 0;
    for (name, tree) in fixtures() {
        let Some(split) = split(&tree, &mut random) else { continue };
        assert_eq!(verdict(&outcome(&split)), verdict(&outcome(&tree)), "{name}: {split:#?}");
        cases += 1;
    }
    println!("{cases} cases");
    assert!(cases >= 80, "only {cases} cases");
}

/// The blocks of each Terraform file, dealt out to three files of other names.
fn split(tree: &Tree, random: &mut Random) -> Option<Tree> {
    let mut out = Tree::new();
    let mut is_split = false;
    for (path, text) in tree {
        let Some(stem) = path.strip_suffix(".tf").filter(|stem| !stem.ends_with("override")) else {
            out.insert(path.clone(), text.clone());
            continue;
        };
        let mut files = [String::new(), String::new(), String::new()];
        for chunk in chunks(text) {
            files[random.below(3)].push_str(&format!("{chunk}\n"));
        }
        for (at, file) in files.into_iter().enumerate() {
            out.insert(format!("{stem}_{}.tf", ["z", "a", "m"][at]), file);
        }
        is_split = true;
    }
    is_split.then_some(out)
}

/// The blocks of a file, each with what is written before it.
fn chunks(text: &str) -> Vec<&str> {
    let sources = Sources::default();
    let file = sources.add("main.tf", text);
    let document = hcl::read(&sources.get(file), file).unwrap();
    let mut ends: Vec<usize> =
        document.body.blocks.iter().map(|block| block.span.end as usize).collect();
    ends.sort_unstable();
    let mut out = Vec::new();
    let mut start = 0;
    for end in ends {
        // what stands behind a block on its line is said of it
        let end = text.get(end..).unwrap().find('\n').map_or(text.len(), |line| end + line);
        out.push(text.get(start..end).unwrap());
        start = end;
    }
    out.push(text.get(start..).unwrap());
    out
}
