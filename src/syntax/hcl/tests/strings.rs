//! Quoted strings, heredocs and templates: what they say and where each byte was written.
//! What they say agrees with `terraform console`.

use super::*;
use crate::text::Text;

#[test]
fn escapes() {
    assert_eq!(
        shape(r#""a\n\t\"\\ $${x} %%{y} \u00e9 \U0001F600 $ % $5""#),
        "\"a\n\t\"\\ ${x} %{y} é 😀 $ % $5\""
    );
    assert_eq!(shape(r#""$$${x}""#), "\"$${x}\"");
    assert_eq!(shape("<<EOT\n$${a} \\n %%{b} $$ %% $\nEOT"), "\"${a} \\n %{b} $$ %% $\n\"");
}

#[test]
fn every_byte_of_a_literal_has_its_place() {
    let file = File::new("a = \"äx\\u00e9y$${z\"\n");
    let text = file.value().plain().unwrap();
    assert_eq!(text.as_str(), "äxéy${z");
    let written = |part: &str| {
        let start = text.as_str().find(part).unwrap();
        file.slice(text.span_of(start, start + part.len()).unwrap())
    };
    assert_eq!(written("x"), "x");
    assert_eq!(written("é"), "\\u00e9");
    assert_eq!(written("y"), "y");
    assert_eq!(written("${"), "$${");
    assert_eq!(written("z"), "z");
    assert_eq!(written("xéy"), "x\\u00e9y");
}

#[test]
fn every_byte_of_a_heredoc_has_its_place() {
    let file = File::new("a = <<-EOT\r\n    {\r\n      \"k\": 1\r\n    }\r\n  EOT\r\n");
    let text = file.value().plain().unwrap();
    assert_eq!(text.as_str(), "{\r\n  \"k\": 1\r\n}\r\n");
    let key = text.as_str().find("\"k\"").unwrap();
    let span = text.span_of(key, key + 3).unwrap();
    assert_eq!(file.slice(span), "\"k\"");
    assert_eq!(file.source.place(span.start).line, 3);
    assert_eq!(file.source.place(span.start).column, 7);
}

#[test]
fn indentation_is_taken_from_all_lines() {
    assert_eq!(
        shape("<<-EOT\n      one\n        two ${x}\n\n    three\n  EOT"),
        "\"  one\n    two ‹x›\n\nthree\n\""
    );
    assert_eq!(shape("<<-EOT\n    ${x}\n      b\n    EOT"), "\"‹x›\n  b\n\"");
    assert_eq!(shape("<<-EOT\n\ttab\n\t  tab2\n    EOT"), "\"tab\n  tab2\n\"");
    assert_eq!(shape("<<EOT\n  kept\nEOT"), "\"  kept\n\"");
}

#[test]
fn strip_markers_take_the_literal_beside_them() {
    assert_eq!(shape(r#""a\n  ${~ x ~}  \n b""#), "\"a‹x›b\"");
    assert_eq!(
        shape(
            "<<EOT\n  pre  ${~ x ~}  \n   post\n%{~ if c }\n yes\n%{ else ~}\n no\n%{~ endif }\nEOT"
        ),
        "\"  pre‹x›   post‹if c›\n yes\n‹else› no‹end›\n\""
    );
    assert_eq!(
        shape("<<-EOT\n    %{ for i in l ~}\n    item ${i}\n    %{ endfor ~}\n    end\n    EOT"),
        "\"‹for i in l›    item ‹i›\n‹end›    end\n\""
    );
}

#[test]
fn a_lone_interpolation_stays_alone() {
    let segments = |text: &str| match File::new(&format!("a = {text}\n")).value().kind {
        ExpressionKind::Template(segments) => segments.len(),
        kind => panic!("{kind:?}"),
    };
    assert_eq!(segments("\"${x}\""), 1);
    assert_eq!(segments("\"  ${~ x}\""), 2);
}

#[test]
fn an_empty_heredoc_does_not_swallow_the_next() {
    let file = File::new("a = <<EOT\nEOT\nb = <<EOT\nfoo\nEOT\nc = [<<-X\r\n  X\r\n]\n");
    let body = file.read().body;
    let value = |name: &str| body.attribute(name).unwrap().value.clone();
    assert_eq!(value("a").plain().unwrap().as_str(), "");
    assert_eq!(file.slice(value("a").span), "<<EOT\nEOT");
    assert_eq!(value("b").plain().unwrap().as_str(), "foo\n");
    assert_eq!(show(&file, &value("c")), "[\"\"]");
}

#[test]
fn heredocs_end_at_their_marker_alone() {
    assert_eq!(shape("<<EOT\nEOT2\n xEOT\nEOT"), "\"EOT2\n xEOT\n\"");
    assert_eq!(shape("<<A\n${f(<<B\nA\nB\n)}\nA"), "\"‹f(\"A\n\")›\n\"");
    assert_eq!(shape("<<EOT\n\nEOT"), "\"\n\"");
}

#[test]
fn a_template_maps_to_where_its_text_was_written() {
    let file = File::new("a = \"x $${y.z} %%{ for i in l ~}\\n-%%{ endfor }\"\n");
    let text = file.value().plain().unwrap();
    let at = file.value().span;
    let template = read_template(&text, at).unwrap();
    assert_eq!(show(&file, &template), "\"x ‹y.z› ‹for i in l›-‹end›\"");
    let ExpressionKind::Template(segments) = &template.kind else { panic!() };
    let Segment::Interpolation { expression, span } = &segments[1] else { panic!() };
    assert_eq!(file.slice(expression.span), "y.z");
    assert_eq!(file.slice(*span), "$${y.z}");
}

#[test]
fn expressions_from_elsewhere() {
    let file = File::new("a = \"\"\n");
    let at = file.value().span;
    let read = |text: &str| read_expression(&Text::from(text), at);
    let list = read(" [\n1, 2\n]\n").unwrap();
    assert_eq!(show(&file, &list), "[1 2]");
    assert_eq!(list.span, at);
    assert_eq!(read("map(").unwrap_err().at, Some(at));
    assert!(read("").is_err());
    assert!(read("a b").is_err());
}

#[test]
fn a_line_of_a_heredoc_may_begin_with_its_marker() {
    assert_eq!(shape("<<EOF\na\nEOF\"\n  EOFb\nEOF\n"), "\"a\nEOF\"\n  EOFb\n\"");
}
