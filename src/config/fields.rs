//! Nodes of the configuration as what they should be; everything that is not is a problem at its place.

use crate::{
    finding::Problem,
    nearest::did_you_mean,
    source::Span,
    syntax::node::{Entry, Kind, Node},
};

/// What was wrong so far.
#[derive(Debug, Default)]
pub(super) struct Fields {
    pub problems: Vec<Problem>,
}

impl Fields {
    pub fn wrong(&mut self, message: impl Into<String>, at: Span) {
        self.problems.push(Problem::error("config", message, at));
    }

    /// The entries of a map; nothing given is an empty one. `what` begins the sentence that says what is wrong.
    pub fn map<'a>(&mut self, node: &'a Node, what: &str) -> &'a [Entry] {
        match &node.kind {
            Kind::Map(entries) => entries,
            Kind::Null => &[],
            _ => {
                self.wrong(format!("{what} must be a map: a key, a colon and a value"), node.span);
                &[]
            }
        }
    }

    /// The entries of a map that may have only these keys.
    pub fn known<'a>(&mut self, node: &'a Node, what: &str, known: &[&str]) -> &'a [Entry] {
        let entries = self.map(node, what);
        for entry in entries {
            let key = entry.key.as_str();
            if !known.contains(&key) {
                let hint = match did_you_mean(key, known.iter().copied()) {
                    none if none.is_empty() => format!("; its keys are {}", known.join(", ")),
                    hint => hint,
                };
                self.wrong(format!("{what} has no key '{key}'{hint}"), entry.key_span);
            }
        }
        entries
    }

    /// The items of a list; nothing given is an empty one.
    pub fn list<'a>(&mut self, node: &'a Node, what: &str) -> &'a [Node] {
        match &node.kind {
            Kind::List(items) => items,
            Kind::Null => &[],
            _ => {
                self.wrong(format!("{what} must be a list: each item after a `-`"), node.span);
                &[]
            }
        }
    }

    /// A text, as written.
    pub fn text<'a>(&mut self, node: &'a Node, what: &str) -> Option<&'a str> {
        let text = node.as_str().filter(|text| !text.trim().is_empty());
        if text.is_none() {
            self.wrong(format!("{what} must be a text"), node.span);
        }
        text
    }

    /// One text, or a list of them.
    pub fn texts<'a>(&mut self, node: &'a Node, what: &str) -> Vec<(&'a str, Span)> {
        let items = node.list().unwrap_or(std::slice::from_ref(node));
        items.iter().filter_map(|item| Some((self.text(item, what)?, item.span))).collect()
    }

    /// One of the words that are known here.
    pub fn choice<T: Copy>(&mut self, node: &Node, what: &str, known: &[(&str, T)]) -> Option<T> {
        let names = || known.iter().map(|(name, _)| *name);
        let text = node.as_str().unwrap_or_default();
        let found = known.iter().find(|(name, _)| *name == text).map(|(_, value)| *value);
        if found.is_none() {
            let hint = did_you_mean(text, names());
            let all: Vec<&str> = names().collect();
            self.wrong(format!("{what} must be one of {}{hint}", all.join(", ")), node.span);
        }
        found
    }

    /// The value of a key that must be there.
    pub fn required<'a>(&mut self, node: &'a Node, what: &str, key: &str) -> Option<&'a Node> {
        let found = node.get(key);
        if found.is_none() && node.map().is_some() {
            self.wrong(format!("{what} needs a key '{key}'"), node.span);
        }
        found
    }
}
