//! What opens a block, a resource or a construct: all of it, and nothing else.

use cors_lint::finding::Finding;

use crate::seen::{Dialect, Seen};

/// The names of one kind of thing in every dialect.
pub struct Kind {
    /// A block and, for resources, its type: `variable`, `resource aws_iam_role`.
    pub terraform: &'static [&'static str],
    /// Types of resources or parameters.
    pub cloudformation: &'static [&'static str],
    /// Classes of constructs, or methods.
    pub app: &'static [&'static str],
}

pub fn is_header(seen: &Seen, kind: &Kind) -> bool {
    match seen.dialect {
        Dialect::Terraform => {
            kind.terraform.iter().any(|block| is_block(seen, block, None))
                || in_template(seen, kind)
        }
        Dialect::TerraformJson => kind.terraform.iter().any(|block| is_key_of(seen, block)),
        Dialect::Yaml | Dialect::Json => in_template(seen, kind),
        Dialect::App => callee(seen).is_some_and(|name| kind.app.contains(&name)),
        Dialect::Other => false,
    }
}

/// A key of a template, which may stand in a text of Terraform.
fn in_template(seen: &Seen, kind: &Kind) -> bool {
    is_key(seen) && type_below(seen).is_some_and(|one| kind.cloudformation.contains(&one))
}

/// The header of the bucket that a finding speaks of.
pub fn is_bucket(seen: &Seen, finding: &Finding) -> bool {
    let subject = without_keys(&finding.subject);
    let names: Vec<&str> = subject.split(['.', '/']).collect();
    let name = names[names.len() - 1];
    match seen.dialect {
        Dialect::Terraform => {
            let modules = names.windows(2).filter(|pair| pair[0] == "module").map(|pair| pair[1]);
            let block = names[..names.len() - 1].join(" ");
            let kind = names.get(names.len().wrapping_sub(2)).copied().unwrap_or_default();
            let kind = if block.starts_with("data ") { block } else { format!("resource {kind}") };
            is_block(seen, &kind, Some(name))
                || modules.into_iter().any(|name| is_block(seen, "module", Some(name)))
                || seen.text == name && is_key(seen) && type_below(seen) == Some("AWS::S3::Bucket")
        }
        Dialect::TerraformJson => {
            let kind = names.get(names.len().wrapping_sub(2)).copied().unwrap_or_default();
            let kinds = ["aws_s3_bucket", "awscc_s3_bucket"];
            seen.text == format!("\"{name}\"") && kinds.contains(&kind) && is_key_of(seen, kind)
        }
        Dialect::Yaml | Dialect::Json => {
            let id = seen.unquoted().unwrap_or_default();
            let fits = id == name || is_loop_of(id, name) || name.starts_with(id) && id.len() > 4;
            fits && is_key(seen) && type_below(seen) == Some("AWS::S3::Bucket")
                || is_id_of_path(seen, &finding.subject)
        }
        Dialect::App => {
            let quoted = [format!("'{name}'"), format!("\"{name}\"")];
            callee(seen).is_some_and(|class| {
                class.ends_with("Bucket") && quoted.iter().any(|name| seen.text.contains(name))
                    || class == "CfnInclude"
            })
        }
        Dialect::Other => false,
    }
}

/// The key of a bucket in a synthesized template.
pub fn is_logical_id(seen: &Seen, subject: &str) -> bool {
    seen.dialect == Dialect::Json && is_key(seen) && is_id_of_path(seen, subject)
}

fn is_id_of_path(seen: &Seen, subject: &str) -> bool {
    let file = format!("{}{}{}", seen.before, seen.text, seen.after);
    let Ok(template) = serde_json::from_str::<serde_json::Value>(&file) else { return false };
    let Some(id) = seen.text.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) else {
        return false;
    };
    let resource = &template["Resources"][id];
    let path = resource["Metadata"]["aws:cdk:path"].as_str();
    let name = subject.rsplit('/').next().unwrap_or_default();
    resource["Type"] == "AWS::S3::Bucket"
        && match path {
            Some(path) => path.strip_suffix("/Resource").unwrap_or(path) == subject,
            None => id.contains(name),
        }
}

/// `resource "aws_iam_role" "labeling"` for `resource aws_iam_role`; `name` is the last label, if it is known.
fn is_block(seen: &Seen, block: &str, name: Option<&str>) -> bool {
    let mut words = block.split(' ');
    let mut start = words.next().unwrap_or_default().to_owned();
    words.for_each(|label| start.push_str(&format!(" \"{label}\"")));
    let Some(rest) = seen.text.strip_prefix(&start) else { return false };
    let label = rest.strip_prefix(" \"").and_then(|rest| rest.strip_suffix('"'));
    let is_named = match (label, name) {
        (Some(label), Some(name)) => label == name,
        (Some(label), None) => is_word(label),
        (None, name) => rest.is_empty() && name.is_none() && block == "cors_rule",
    };
    is_named && seen.starts_line() && seen.after.trim_start().starts_with('{')
}

/// A key right below the keys of its block: `"labeling"` in `{"resource": {"aws_iam_role": {"labeling": …}}}`.
fn is_key_of(seen: &Seen, block: &str) -> bool {
    let above = block.rsplit(' ').next().unwrap_or_default();
    let quoted = format!("\"{above}\"");
    if block == "cors_rule" {
        return seen.text == quoted && is_key(seen);
    }
    let depth = |text: &str| text.matches('{').count() - text.matches('}').count();
    let found = seen.before.rfind(&quoted).and_then(|at| seen.before.get(at..));
    is_key(seen)
        && found.is_some_and(|between| {
            between.matches('{').count() > between.matches('}').count() && depth(between) == 1
        })
}

/// A key with its quotes, and a colon behind it.
fn is_key(seen: &Seen) -> bool {
    let quotes = matches!(seen.dialect, Dialect::Json | Dialect::TerraformJson);
    let inner = if quotes && !seen.text.starts_with('"') { None } else { seen.unquoted() };
    let whole =
        inner.is_some_and(|inner| inner.chars().all(|c| is_word_part(c) || "${}&".contains(c)));
    let opens = quotes || seen.starts_line() || seen.before.ends_with(['{', ' ']);
    whole && opens && seen.after.trim_start_matches(' ').starts_with(':')
}

/// The first type that stands below a key.
fn type_below(seen: &Seen) -> Option<&str> {
    let at = seen.after.find("Type\":").or_else(|| seen.after.find("Type:"))?;
    let value = seen.after.get(at..)?.split_once(':')?.1.trim_start_matches([' ', '"']);
    let end = value.find(|c: char| !c.is_alphanumeric() && !":<>".contains(c));
    value.get(..end.unwrap_or(value.len()))
}

/// The class or the method that an expression of an app calls, when the span is the expression as far as its first line
/// goes.
pub fn callee(seen: &Seen) -> Option<&str> {
    let (called, _) = seen.text.split_once('(')?;
    let line = |text: &str| !text.contains('\n');
    let is_comment = |rest: &str| {
        let rest = rest.trim_start_matches([' ', ';']);
        rest.is_empty() || rest.starts_with(['\n', '\r', '#']) || rest.starts_with("//")
    };
    let opens = seen.text.matches('(').count();
    let closes = seen.text.matches(')').count();
    let ends = match opens == closes {
        true => seen.text.ends_with(')'),
        false => opens > closes && is_comment(&seen.after),
    };
    let starts = seen.text.starts_with("new ") || seen.starts_line() || seen.before.ends_with('.');
    let name = called.rsplit(['.', ' ']).next()?;
    (line(&seen.text) && starts && ends && is_word(name)).then_some(name)
}

/// Whether an id with holes can be this one: `B${Name}` and `BEdge`.
fn is_loop_of(id: &str, name: &str) -> bool {
    let parts = id.split_once(['$', '&']).zip(id.rsplit_once('}'));
    parts.is_some_and(|((start, _), (_, end))| name.starts_with(start) && name.ends_with(end))
}

/// An address without the keys of its instances.
fn without_keys(address: &str) -> String {
    let mut out = String::new();
    let mut depth = 0;
    for c in address.chars() {
        match c {
            '[' => depth += 1,
            ']' => depth -= 1,
            _ if depth == 0 => out.push(c),
            _ => {}
        }
    }
    out
}

fn is_word(text: &str) -> bool {
    !text.is_empty() && text.chars().all(is_word_part)
}

fn is_word_part(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || c == '-'
}
