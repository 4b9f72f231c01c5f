//! What a tag, a map, a URI or a reference looks like in each notation, whole.

use cors_lint::finding::Finding;

use crate::seen::{Dialect, Seen};

/// A property's key, of a template or of Terraform's JSON.
pub fn is_property(seen: &Seen, name: &str) -> bool {
    let quoted = format!("\"{name}\"");
    let text = if seen.dialect == Dialect::Yaml { name } else { &quoted };
    seen.text == text && seen.after.starts_with(':')
}

/// `Purpose = "labeling-input"`, or an item `{Key, Value}` in any notation.
pub fn is_tag(seen: &Seen, key: &str, value: &str) -> bool {
    let words: Vec<&str> = seen
        .text
        .split(|c: char| c.is_whitespace() || "\"'{},:=".contains(c))
        .filter(|word| !word.is_empty())
        .collect();
    let fits = match words.as_slice() {
        [one, other] => *one == key && *other == value,
        ["Key", one, "Value", other]
        | ["Value", other, "Key", one]
        | ["key", one, "value", other] => *one == key && *other == value,
        _ => false,
    };
    fits && (is_entry(seen) || is_map(seen))
}

/// One entry of a map: balanced quotes, and what follows is no part of the value.
pub fn is_entry(seen: &Seen) -> bool {
    let balanced = seen.text.matches('"').count().is_multiple_of(2);
    let quoted = seen.dialect != Dialect::TerraformJson || seen.text.starts_with('"');
    let ends = seen.after.is_empty() || seen.after.starts_with(['\n', '\r', ' ', ',', '}']);
    let closed = seen.text.ends_with('"') || !seen.text.contains('"');
    balanced && quoted && ends && closed && !seen.text.contains(['{', '}'])
}

/// A map with both its brackets, a block of Terraform, or all lines of a map in YAML.
pub fn is_map(seen: &Seen) -> bool {
    if seen.text.ends_with('}') {
        let opens = seen.text.matches('{').count() == seen.text.matches('}').count();
        let block = seen.text.split_once(" {").is_some_and(|(name, _)| {
            name.chars().all(|c| c.is_alphanumeric() || c == '_') && seen.starts_line()
        });
        let flow_end = seen.dialect == Dialect::Yaml && is_block_map(seen);
        return opens && (seen.text.starts_with('{') || block || flow_end);
    }
    seen.dialect == Dialect::Yaml && is_block_map(seen)
}

pub fn is_block_map(seen: &Seen) -> bool {
    let key = seen.text.split_once(": ").map(|(key, _)| key);
    let key = key.is_some_and(|key| key.chars().all(char::is_alphanumeric));
    key && seen.starts_line() && seen.ends_line()
}

pub fn is_statement(seen: &Seen, action: &str) -> bool {
    seen.text.contains(action) && seen.text.contains("sagemaker.amazonaws.com")
}

/// A whole S3 URI; in a text that is joined from parts, from its first to its last character.
pub fn is_uri(seen: &Seen) -> bool {
    let balanced = seen.text.matches('{').count() == seen.text.matches('}').count();
    let quotes = seen.text.matches('"').count().is_multiple_of(2);
    let is_whole =
        |uri: &str| uri.starts_with("s3://") && !uri.ends_with(['"', '\'', '\\']) && uri != "s3://";
    balanced && quotes && seen.scalar().is_some_and(is_whole)
}

/// The object of a manifest that is put together in Terraform.
pub fn is_line_of_manifest(seen: &Seen) -> bool {
    seen.text.starts_with("{ source-ref = \"s3://") && seen.text.ends_with('}')
}

/// `"${aws_s3_bucket.frames.arn}/*"`, `${Frames.Arn}/*`, or the argument of `Fn::GetAtt`.
pub fn is_objects_of(seen: &Seen, finding: &Finding) -> bool {
    let name = finding.subject.rsplit(['.', '/']).next().unwrap_or_default();
    if is_map(seen) {
        return seen.text.contains("s3:GetObject") && seen.text.contains(name);
    }
    if seen.text.starts_with('[') {
        let is_id = |id: &str| id.starts_with(name) && id.chars().all(char::is_alphanumeric);
        return seen
            .items()
            .is_some_and(|items| items.len() == 2 && is_id(items[0]) && items[1] == "Arn");
    }
    // the items of a join
    if seen.text.starts_with('{') && seen.text.ends_with("\"/*\"") {
        let items = serde_json::from_str::<Vec<serde_json::Value>>(&format!("[{}]", seen.text));
        return items.is_ok_and(|items| {
            let id = items[0]["Fn::GetAtt"][0].as_str().unwrap_or_default();
            items.len() == 2 && id.starts_with(name)
        });
    }
    if is_key_of_arn(seen, finding) {
        return true;
    }
    let inner = seen.scalar().unwrap_or_default();
    let arn = inner
        .strip_prefix("${")
        .and_then(|rest| {
            let endings = [".arn}/*", "Arn}/*", "Arn}*"];
            endings.iter().find_map(|ending| rest.strip_suffix(ending))
        })
        .map(|id| id.trim_end_matches('.'));
    let of_state = inner.starts_with("${data.terraform_remote_state.")
        && inner.ends_with(&format!(".outputs.{name}_arn}}/*"));
    let of_variables = inner.starts_with("arn:aws:s3:::${") && inner.ends_with("/*");
    // by the name that stands there: it begins as the bucket's address does
    let key = inner.strip_prefix("arn:aws:s3:::acme-").and_then(|rest| rest.strip_suffix("/*"));
    let of_name = key.is_some_and(|rest| rest.starts_with(&name.to_ascii_lowercase()));
    let of_module = inner.starts_with("${module.") && inner.ends_with("arn}/*");
    of_state
        || of_variables
        || of_name
        || of_module
        || inner == finding.subject
        || arn.is_some_and(|arn| arn == name || arn == finding.subject)
}

/// A variable of the Serverless Framework, or the tag of what makes a value.
pub fn is_from_elsewhere(seen: &Seen) -> bool {
    let count = |c: char| seen.text.matches(c).count();
    let is_variable = seen.text.starts_with("${") && seen.text.ends_with('}');
    let is_tag = matches!(seen.text.as_str(), "!Rain::Include" | "!Transform" | "Fn::Transform");
    is_tag || (is_variable && count('{') == count('}'))
}

/// `${BucketArn}/*` of a bucket that is called so.
pub fn is_key_of_arn(seen: &Seen, finding: &Finding) -> bool {
    seen.scalar().is_some_and(|whole| whole.strip_suffix("/*") == Some(&finding.subject))
}

/// `!Ref Topic`, `!GetAtt Role.Arn`, or the argument of `Fn::GetAtt`, of a resource whose name holds a word.
pub fn is_reference(seen: &Seen, word: &str) -> bool {
    if seen.text.starts_with('[') {
        return seen
            .items()
            .is_some_and(|items| items.len() == 2 && items[0].contains(word) && items[1] == "Arn");
    }
    if let Some(joined) = seen.text.strip_prefix("\\\"") {
        return joined.ends_with("\\\"") && joined.contains(&format!("\"Ref\": \"{word}"));
    }
    if seen.dialect == Dialect::Json {
        let quoted = seen.text.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
        return seen.key() == "Ref"
            && quoted.is_some_and(|id| id.starts_with(word) && !id.is_empty());
    }
    let named = seen.text.strip_prefix("!Ref ").or(seen.text.strip_prefix("!GetAtt "));
    named.is_some_and(|name| {
        let ends = seen.after.is_empty() || seen.after.starts_with(['\n', '\r', ' ', ',', '}']);
        ends && name.contains(word) && name.chars().all(|c| c.is_alphanumeric() || c == '.')
    })
}

/// A comment to its end, or the entry that holds the ignore.
pub fn is_ignore(seen: &Seen) -> bool {
    let key = seen.text.starts_with("ignore: [") || seen.text.starts_with("\"ignore\": [");
    let is_entry = key && seen.text.matches(']').count() == 1 && seen.text.ends_with(']');
    let is_comment = seen.text.starts_with("# cors-lint: ignore[") && seen.ends_line();
    let is_text = seen.scalar().is_some_and(|text| text.starts_with("cors-lint: ignore["))
        && seen.text.starts_with('"');
    is_entry || is_comment || is_text
}

/// A word in the list of changes that Terraform ignores.
pub fn is_ignored_change(seen: &Seen) -> bool {
    ["cors_rule", "cors_configuration"].contains(&seen.text.as_str())
        && seen.before.ends_with("ignore_changes = [")
}

/// The source of a call of a module, with its quotes.
pub fn is_open_source(seen: &Seen) -> bool {
    let inner = seen.text.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    seen.key() == "source" && inner.is_some_and(|path| path.contains("${") && !path.contains('"'))
}
