//! The text under a span, with what stands around it.

use cors_lint::source::{Sources, Span};

/// How the values of a file are written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Dialect {
    Terraform,
    TerraformJson,
    Yaml,
    Json,
    /// The source of an app.
    App,
    /// Anything else: code and manifests beside the templates.
    Other,
}

pub struct Seen {
    pub text: String,
    /// All of the file before the span, and after it.
    pub before: String,
    pub after: String,
    pub dialect: Dialect,
}

impl Seen {
    pub fn new(span: Span, sources: &Sources) -> Seen {
        let source = sources.get(span.file);
        let part = |start: u32, end: u32| {
            source.text.get(start as usize..end as usize).unwrap().to_owned()
        };
        Seen {
            text: part(span.start, span.end),
            before: part(0, span.start),
            after: part(span.end, source.text.len() as u32),
            dialect: dialect(&source.path, &source.text),
        }
    }

    /// Something, no blanks at its ends, no word cut in two.
    pub fn is_whole(&self) -> bool {
        let word = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
        let (first, last) = (self.text.chars().next(), self.text.chars().last());
        let cut = (word(self.before.chars().last()) && word(first))
            || (word(last) && word(self.after.chars().next()));
        !self.text.is_empty() && self.text.trim() == self.text && !cut
    }

    /// What stands between the quotes, when the same ones stand at both ends; all of it when there are none.
    pub fn unquoted(&self) -> Option<&str> {
        for quote in ["\\\"", "\"", "'"] {
            if let Some(rest) = self.text.strip_prefix(quote) {
                let inner = rest.strip_suffix(quote)?;
                return (!inner.ends_with('\\')).then_some(inner);
            }
        }
        let is_quote = |c: char| matches!(c, '"' | '\'' | '\\');
        (!self.text.starts_with(is_quote) && !self.text.ends_with(is_quote)).then_some(&*self.text)
    }

    /// The scalar at this place, all of it: no character of it stands outside.
    pub fn scalar(&self) -> Option<&str> {
        let inner = self.unquoted()?;
        let ends =
            |c: Option<char>| c.is_none_or(|c| c.is_whitespace() || "\"'\\[]{}(),:=".contains(c));
        (ends(self.before.chars().last()) && ends(self.after.chars().next())).then_some(inner)
    }

    /// The items of a list, where this is one, also of a text with commas.
    pub fn items(&self) -> Option<Vec<&str>> {
        let clean = |c: char| c.is_whitespace() || c == '"' || c == '\'';
        if let Some(rest) = self.text.strip_prefix('[') {
            let inner = rest.strip_suffix(']').filter(|inner| !inner.contains(['[', ']']))?;
            return Some(inner.split(',').map(|item| item.trim_matches(clean)).collect());
        }
        if let Some(inner) = self.scalar().filter(|inner| inner.contains(',')) {
            return Some(inner.split(',').map(str::trim).collect());
        }
        let rest = self.text.strip_prefix("- ")?;
        (self.ends_line() && self.starts_line())
            .then(|| rest.split("- ").map(|item| item.trim_matches(clean)).collect())
    }

    /// Only blanks, and dashes of YAML, stand before it on its line.
    pub fn starts_line(&self) -> bool {
        let lead = self.before.rsplit('\n').next().unwrap_or_default();
        lead.chars().all(|c| c == ' ' || c == '-')
    }

    pub fn ends_line(&self) -> bool {
        self.after.is_empty() || self.after.starts_with(['\n', '\r'])
    }

    /// The key that this is the value of.
    pub fn key(&self) -> &str {
        let lead = self.before.trim_end();
        let lead = lead.strip_suffix([':', '=']).unwrap_or(lead).trim_end().trim_end_matches('"');
        lead.rsplit(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default()
    }
}

fn dialect(path: &str, text: &str) -> Dialect {
    let ends = |endings: &[&str]| endings.iter().any(|ending| path.ends_with(ending));
    if ends(&[".tf.json", ".tofu.json"]) {
        return Dialect::TerraformJson;
    }
    if ends(&[".tf", ".tofu"]) {
        return Dialect::Terraform;
    }
    if ends(&[".ts", ".py"]) && !path.contains("asset.") {
        return Dialect::App;
    }
    if ends(&[".yaml", ".yml"]) {
        return Dialect::Yaml;
    }
    if ends(&[".json", ".template"]) {
        return if text.starts_with('{') { Dialect::Json } else { Dialect::Yaml };
    }
    Dialect::Other
}
