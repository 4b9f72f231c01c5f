//! Whether code sends on the text that it read in an object.

use super::code_names::{MOST, is_of_name, line_before, words};

/// Words of a line that takes the text out of an object.
const TAKES_TEXT: &[&str] =
    &[".read()", ".decode(", "transformToString", ".toString(", "get_object_as_string"];

/// Whether whatever stands in a field is a name that was given to a text.
pub(super) fn are_sent_as(text: &str, field: &str) -> bool {
    let fields: Vec<usize> = words(text, field).take(MOST + 1).collect();
    let sends_text =
        |at: &usize| value_of(text, at + field.len()).is_some_and(|name| is_text(text, name));
    !fields.is_empty() && fields.len() <= MOST && fields.iter().all(sends_text)
}

/// The name that stands behind a field: `"taskObject": blurb`, `taskObject: blurb`.
fn value_of(text: &str, at: usize) -> Option<&str> {
    let rest = text.get(at..)?.trim_start_matches(['"', '\'', ']']).trim_start();
    let rest = rest.strip_prefix([':', '='])?.trim_start();
    let end = rest.find(|c| !is_of_name(c)).unwrap_or(rest.len());
    let (name, after) = rest.split_at_checked(end)?;
    let is_whole = after.trim_start().starts_with(['}', ',', ')', '\n']) || after.is_empty();
    Some(name).filter(|name| is_whole && !name.is_empty())
}

fn is_text(text: &str, name: &str) -> bool {
    words(text, name).take(MOST).any(|at| {
        let line = text.get(at..).and_then(|rest| rest.lines().next()).unwrap_or_default();
        let right = line.get(name.len()..).unwrap_or_default().trim_start();
        let starts = ["", "const", "let", "var"].contains(&line_before(text, at).trim());
        let is_assigned = right.starts_with('=') && !right.starts_with("==");
        starts && is_assigned && TAKES_TEXT.iter().any(|word| right.contains(word))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_was_read() {
        let code = "blurb = s3.get_object(Bucket=b, Key=k)['Body'].read().decode()\n\
            content = {'initialValue': s, 'taskObject': blurb}\n";
        assert!(are_sent_as(code, "taskObject"));
        assert!(!are_sent_as(&code.replace(": blurb", ": event['image']"), "taskObject"));
        assert!(!are_sent_as(&code.replace(": blurb", ": key"), "taskObject"));
        assert!(!are_sent_as(&format!("{code}other = {{'taskObject': uri}}\n"), "taskObject"));
        let script = "const text = await body.transformToString();\nloop({ taskObject: text });";
        assert!(are_sent_as(script, "taskObject"));
    }
}
