//! The templates of one folder, and which of them a file is for.

use std::{collections::BTreeSet, sync::Arc};

use super::{
    super::{
        load,
        nested::Templates,
        template::{Parameter, Template},
    },
    Settings,
};
use crate::{
    dialect::nearby::below,
    source::{Sources, last_segment},
};

/// A template that lies in the folder.
pub struct Member {
    pub path: String,
    template: Arc<Template>,
    /// Whether another template nests it, which alone gives it values.
    is_nested: bool,
}

impl Member {
    fn parameter(&self, name: &str) -> Option<&Parameter> {
        self.template.parameters.get(name)
    }

    pub fn declares(&self, settings: &Settings) -> bool {
        settings.iter().all(|(name, _)| self.parameter(name).is_some())
    }

    /// The name of its file up to the first dot.
    fn stem(&self) -> String {
        let name = last_segment(&self.path);
        name.split('.').next().unwrap_or(name).to_ascii_lowercase()
    }
}

/// All templates of a folder, those without a word of labeling too.
pub fn of(
    folder: &str,
    templates: &Templates,
    roots: &BTreeSet<&str>,
    sources: &Sources,
) -> Vec<Member> {
    let read = |name: String| {
        let path = below(folder, &name);
        let known = templates.get(&path).cloned();
        let is_nested = known.is_some() && !roots.contains(path.as_str());
        let may_be = [".yaml", ".yml", ".json", ".template"].iter().any(|end| name.ends_with(end));
        let template = known.or_else(|| {
            let read = may_be.then(|| load::template(&path, sources).ok().flatten()).flatten();
            read.map(Arc::new)
        })?;
        Some(Member { path, template, is_nested })
    };
    sources.list(folder).into_iter().filter_map(read).collect()
}

/// The template that a file is for: the one that it is named after, else the only one that declares all that it sets.
pub fn owner<'m>(family: &'m [Member], path: &str, settings: &Settings) -> Option<&'m Member> {
    let named = family.iter().filter(|one| is_named_after(path, &one.stem()));
    let longest = named.clone().map(|one| one.stem().len()).max();
    let candidates: Vec<&Member> = match longest {
        Some(longest) => named.filter(|one| one.stem().len() == longest).collect(),
        None => family.iter().filter(|one| !one.is_nested).collect(),
    };
    let mut fitting = candidates.into_iter().filter(|one| one.declares(settings));
    match (fitting.next(), fitting.next()) {
        (Some(only), None) if !only.is_nested => Some(only),
        _ => None,
    }
}

/// Whether a path holds a name as a word of its own.
fn is_named_after(path: &str, stem: &str) -> bool {
    let path = path.to_ascii_lowercase();
    let is_apart = |side: Option<char>| side.is_none_or(|one| !one.is_alphanumeric());
    !stem.is_empty()
        && path.match_indices(stem).any(|(at, _)| {
            let before = path.get(..at).and_then(|rest| rest.chars().next_back());
            let after = path.get(at + stem.len()..).and_then(|rest| rest.chars().next());
            is_apart(before) && is_apart(after)
        })
}

#[cfg(test)]
mod tests {
    use super::is_named_after;

    #[test]
    fn names_are_whole_words() {
        assert!(is_named_after("params/network-prod.json", "network"));
        assert!(is_named_after("network/params.json", "network"));
        assert!(!is_named_after("params/networks.json", "network"));
        assert!(!is_named_after("params.json", ""));
    }
}
