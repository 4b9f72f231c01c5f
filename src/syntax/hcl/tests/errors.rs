//! What is said of a broken file, and where.

use super::{File, problems};
use crate::syntax::hcl::read;

#[test]
fn an_open_quote_is_found_where_it_opens() {
    let told = "this string is not closed before its line ends";
    assert_eq!(problems("a = 1\nb {\n  c = \"x\n  d = \"y\"\n}\n"), [format!("3:7 {told}")]);
    assert_eq!(problems("a = \"x"), [format!("1:5 {told}")]);
    assert_eq!(problems("a = \"x ${f(\"y)}\"\n"), ["1:11 this `(` is never closed"]);
}

#[test]
fn open_brackets_heredocs_and_comments() {
    assert_eq!(problems("a {\n  b = 1\n"), ["1:3 this `{` is never closed"]);
    assert_eq!(
        problems("a {\n  b = f(1\n}\n"),
        ["3:1 `}` stands where `)` must close the `(` of line 2"]
    );
    assert_eq!(problems("a = 1\n}\n"), ["2:1 this `}` closes nothing"]);
    assert_eq!(
        problems("a = 1\nb = <<EOT\nx\n"),
        ["2:5 this heredoc never ends: no line holds `EOT` alone"]
    );
    assert_eq!(problems("a = 1\n/* x\n"), ["2:1 this comment is never closed"]);
}

#[test]
fn one_broken_item_leaves_the_others() {
    let file = File::new("a = 1\nb \"x\" {\n  c = = 2\n}\nd = 3\n");
    let document = read(&file.source, file.id).unwrap();
    let names: Vec<&str> = document.body.attributes.iter().map(|one| one.name.as_str()).collect();
    assert_eq!(names, ["a", "d"]);
    assert_eq!(document.body.blocks.len(), 0);
    let at = file.source.place(document.problems[0].at.unwrap().start);
    assert_eq!((at.line, at.column), (3, 7));
}

#[test]
fn what_terraform_takes_and_the_reader_does_not_is_said() {
    assert_eq!(
        problems("b {\n  a = 1\n  a = 2\n}\n"),
        ["3:3 this argument is set a second time in the same block: keep one of the two"]
    );
    assert_eq!(
        problems("a = 1\na = 2\n"),
        ["2:1 this argument is set a second time in the same block: keep one of the two"]
    );
    let deep = format!("a = {}{}\n", "[".repeat(100), "]".repeat(100));
    assert!(problems(&deep)[0].ends_with("deeper than is read here"));
    let long = format!("a = 1{}\n", " + 1".repeat(200));
    assert!(problems(&long)[0].ends_with("more than is read here"));
    let splats = format!("a = b{}\n", "[*]".repeat(200));
    assert!(problems(&splats)[0].contains("more than 32 splats"));
}

#[test]
fn a_huge_object_is_refused_at_once() {
    let items: String = (0..40_000).map(|n| format!("  k{n} = {n}\n")).collect();
    let told = problems(&format!("a = {{\n{items}}}\n"));
    assert!(told[0].starts_with("1:5 this object has more than 4000 items"), "{told:?}");
    let attributes: String = (0..10_000).map(|n| format!("  k{n} = {n}\n")).collect();
    assert_eq!(problems(&format!("locals {{\n{attributes}}}\n")), Vec::<String>::new());
}

#[test]
fn a_file_of_something_else_is_told_in_few_words() {
    let told = problems(&"What is this?\n".repeat(1_000));
    assert_eq!(told.len(), 10);
    assert!(told[9].ends_with("nor are 990 items after it"));
}

#[test]
fn any_cut_of_a_file_is_read_without_panic() {
    let text = "a \"b\" {\r\n c = \"x${y ? \"é$${\" : <<-E\n  %{ for i in [1] ~}ü\n E\n}\" # z\n d = {for k in l : k => k}\n}\n";
    for (at, _) in text.char_indices() {
        let (before, after) = text.split_at(at);
        problems(before);
        problems(after);
    }
}

#[test]
fn a_character_of_several_bytes_is_marked_whole() {
    let file = File::new("a = b.fra\u{fffd}es.id\n");
    let document = read(&file.source, file.id).unwrap();
    let at = document.problems[0].at.unwrap();
    assert_eq!(file.source.text.get(at.start as usize..at.end as usize), Some("\u{fffd}"));
}
