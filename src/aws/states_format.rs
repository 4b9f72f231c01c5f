//! `States.Format('s3://{}/{}', 'name', $.key)`: the template with its arguments filled in.

use crate::{
    text::Text,
    value::{Origins, Part, Value},
};

/// `None` when the text is not a call of `States.Format` with a written template.
pub(super) fn filled(parts: &[Part]) -> Option<Value> {
    let Some(Part::Literal(first)) = parts.first() else { return None };
    let head = first.as_str();
    let trimmed = head.trim_start();
    let open = head.len() - trimmed.len() + "States.Format(".len();
    if !trimmed.starts_with("States.Format(") {
        return None;
    }
    let mut body = vec![Part::Literal(first.slice(open, first.len()))];
    body.extend(parts.get(1..).unwrap_or_default().iter().cloned());
    let mut arguments = arguments(&body)?.into_iter();
    let template = arguments.next()??;
    let mut rest = arguments;
    let mut out = Vec::new();
    for part in template {
        let Part::Literal(text) = part else {
            out.push(part);
            continue;
        };
        let mut from = 0;
        while let Some(at) = text.as_str().get(from..).and_then(|left| left.find("{}")) {
            out.push(Part::Literal(text.slice(from, from + at)));
            match rest.next().flatten() {
                Some(parts) => out.extend(parts),
                None => out.push(Part::Unknown(run_time(text.span_of(from + at, from + at + 2)))),
            }
            from += at + 2;
        }
        out.push(Part::Literal(text.slice(from, text.len())));
    }
    Some(Value::parts(out))
}

fn run_time(span: Option<crate::source::Span>) -> Origins {
    Origins::one("the state machine's input at run time", span)
}

/// The arguments up to the closing parenthesis: the parts of a quoted text, `None` for a path or a nested call.
fn arguments(parts: &[Part]) -> Option<Vec<Option<Vec<Part>>>> {
    let mut out = Vec::new();
    let mut current: Option<Vec<Part>> = None;
    let mut quoted = false;
    let mut text = Text::default();
    for part in parts {
        let Part::Literal(literal) = part else {
            if quoted {
                let before = std::mem::take(&mut text);
                let pieces = current.get_or_insert_default();
                pieces.extend([Part::Literal(before), part.clone()]);
            }
            continue;
        };
        for (at, c) in literal.as_str().char_indices() {
            match c {
                '\'' if quoted => {
                    current.get_or_insert_default().push(Part::Literal(std::mem::take(&mut text)));
                    quoted = false;
                }
                '\'' => quoted = true,
                ',' if !quoted => out.push(current.take()),
                ')' if !quoted => {
                    out.push(current.take());
                    return Some(out);
                }
                _ if quoted => text.append(&literal.slice(at, at + c.len_utf8())),
                _ => {}
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::{Class, Symbol};

    #[test]
    fn known_arguments_fill_the_template() {
        let parts = vec![
            Part::Literal("States.Format('s3://{}/in/{}.manifest', '".into()),
            Part::Symbol(Symbol::new("B", "B", Class::Managed)),
            Part::Literal("', $.key)".into()),
        ];
        assert_eq!(filled(&parts).unwrap().shown(), "s3://${B}/in/${…}.manifest");
        assert!(filled(&[Part::Literal("$.uri".into())]).is_none());
    }
}
