//! CORS rules as S3 reads them, from any dialect's spelling.

pub mod answer;
pub mod refused;

use super::folded;
use crate::{
    source::Span,
    value::{Answer, Is, Origins, Value},
};

/// One rule of a bucket's CORS configuration.
#[derive(Clone, Debug, PartialEq)]
pub struct CorsRule {
    pub span: Option<Span>,
    pub methods: Strings,
    pub origins: Strings,
    pub headers: Strings,
    pub expose: Strings,
    /// Every key of the rule as it is spelt, and where.
    pub keys: Vec<(String, Option<Span>)>,
}

/// A list of texts, some of which may not be known.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Strings {
    pub known: Vec<(String, Option<Span>)>,
    /// Why there may be more.
    pub unknown: Option<Origins>,
    pub span: Option<Span>,
}

impl Strings {
    /// Whether the list surely holds this text, letter for letter, as S3 compares.
    pub fn has(&self, text: &str) -> Answer {
        if self.known.iter().any(|(known, _)| known == text) {
            return Answer::Yes;
        }
        if self.unknown.is_some() { Answer::Maybe } else { Answer::No }
    }

    pub fn span_of(&self, text: &str) -> Option<Span> {
        self.known.iter().find(|(known, _)| known == text).and_then(|(_, span)| *span)
    }
}

impl CorsRule {
    pub fn allows_get(&self) -> Answer {
        self.methods.has("GET")
    }

    pub fn allows_any_origin(&self) -> Answer {
        self.origins.has("*")
    }

    /// What video-frame and 3D point cloud work needs, in this one rule: GET, HEAD and PUT from `*` with any header.
    pub fn serves_frames(&self) -> Answer {
        let methods = ["GET", "HEAD", "PUT"].iter().map(|method| self.methods.has(method)).min();
        methods.unwrap_or(Answer::No).min(self.allows_any_origin()).min(self.headers.has("*"))
    }

    /// GET from `*`: both in this one rule, for S3 takes one rule for a request.
    pub fn lets_browsers_read(&self) -> Answer {
        self.allows_get().min(self.allows_any_origin())
    }
}

/// The rules in a value without alternatives, and why there may be more.
pub fn rules(value: &Value) -> (Vec<CorsRule>, Option<Origins>) {
    let (items, mut open) = value.elements();
    let mut out = Vec::new();
    for item in items {
        match &item.is {
            Is::Map(_) => out.push(rule(&item)),
            Is::Json(_) | Is::Null => {}
            _ => {
                let origins = item
                    .origins()
                    .unwrap_or_else(|| Origins::one("a CORS rule of unknown form", item.span));
                open = Some(open.map_or(origins.clone(), |known| known.and(&origins)));
            }
        }
    }
    (out, open)
}

fn rule(value: &Value) -> CorsRule {
    CorsRule {
        span: value.span,
        methods: strings(&either_key(value, &["allowedmethods", "methods"])),
        origins: strings(&either_key(value, &["allowedorigins", "origins"])),
        headers: strings(&either_key(value, &["allowedheaders", "headers"])),
        expose: strings(&either_key(value, &["exposeheaders", "exposedheaders"])),
        keys: keys(value),
    }
}

fn keys(value: &Value) -> Vec<(String, Option<Span>)> {
    let Is::Map(map) = &value.is else { return Vec::new() };
    map.entries
        .iter()
        .filter(|entry| !entry.value.is_absent() && !entry.value.is_null())
        .map(|entry| (entry.key.as_str().to_owned(), entry.key.span()))
        .collect()
}

/// CloudFormation says `ExposedHeaders`, the S3 API and Terraform `ExposeHeaders`.
fn either_key(value: &Value, keys: &[&str]) -> Value {
    value.get_where(&|name| keys.contains(&folded(name).as_str()), keys.first().unwrap_or(&""))
}

fn strings(value: &Value) -> Strings {
    let (items, open) = value.elements();
    let mut out = Strings { known: Vec::new(), unknown: open, span: value.span };
    for item in items {
        match (item.constant(), item.origins()) {
            (Some(text), _) => out.known.push((text, item.span)),
            (None, Some(origins)) => {
                out.unknown =
                    Some(out.unknown.map_or(origins.clone(), |known| known.and(&origins)));
            }
            (None, None) => {}
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::Entry;

    fn list(items: &[&str]) -> Value {
        Value::list(items.iter().map(|text| Value::text(*text)).collect())
    }

    fn configuration(methods: Value, origins: Value) -> Value {
        let entries = [
            Entry { key: "allowed_methods".into(), value: methods },
            Entry { key: "AllowedOrigins".into(), value: origins },
        ];
        Value::list([Value::map(entries.into())].into())
    }

    #[test]
    fn get_and_star_must_stand_in_one_rule() {
        let (all, open) = rules(&configuration(list(&["GET"]), list(&["*"])));
        assert_eq!(all[0].lets_browsers_read(), Answer::Yes);
        assert!(open.is_none());
        let (all, _) = rules(&configuration(list(&["get"]), list(&["https://*"])));
        assert_eq!(all[0].lets_browsers_read(), Answer::No);
    }

    #[test]
    fn an_unknown_list_is_neither() {
        let (all, _) = rules(&configuration(Value::unknown("var.methods", None), list(&["*"])));
        assert_eq!(all[0].lets_browsers_read(), Answer::Maybe);
        let (none, open) = rules(&Value::unknown("var.cors", None));
        assert!(none.is_empty() && open.is_some());
    }
}
