//! Files that are no configuration and speak of labeling: they matter to a configuration that takes them.

use std::collections::BTreeSet;

use super::{
    leads::Lead,
    sieve::{Saw, Sieved},
};
use crate::{
    dialect::cloudformation::inputs::is_parameter_file,
    source::{last_segment, parent},
};

pub(super) struct Taken<'s> {
    /// Their names, each read from its end.
    names: BTreeSet<Vec<u8>>,
    folders: BTreeSet<&'s str>,
    /// The folders of those that give values to Terraform's variables.
    values: Vec<&'s str>,
    /// The folders of those that give values to the parameters of templates.
    parameters: BTreeSet<&'s str>,
}

impl<'s> Taken<'s> {
    pub fn of(sieved: &'s [Sieved]) -> Taken<'s> {
        let (mut names, mut folders) = (BTreeSet::new(), BTreeSet::new());
        let (mut values, mut parameters) = (Vec::new(), BTreeSet::new());
        for one in sieved.iter().filter(|one| matches!(one.saw, Saw::Words)) {
            let (folder, name) = (parent(&one.path), last_segment(&one.path));
            names.insert(from_end(name));
            folders.insert(folder);
            if name.ends_with(".tfvars") || name.ends_with(".tfvars.json") {
                values.push(folder);
            } else if name == "samconfig.toml" || is_parameter_file(&one.path) {
                parameters.insert(folder);
            }
        }
        Taken { names, folders, values, parameters }
    }

    /// Whether there is labeling in a file, or in one that it takes.
    pub fn leads_to_labeling(&self, file: &Sieved) -> bool {
        let is_labeling = matches!(file.saw, Saw::Labeling { .. });
        is_labeling || file.saw.leads().iter().any(|lead| self.has(lead))
    }

    /// Whether a lead goes to one of them.
    fn has(&self, lead: &Lead) -> bool {
        let (name, is_end) = match lead {
            Lead::Takes { name, is_end } => (name, is_end),
            Lead::TakesFrom(folder) => return self.folders.contains(folder.as_str()),
            _ => return false,
        };
        let name = from_end(name);
        let mut from_here = self.names.range(name.clone()..);
        from_here.next().is_some_and(|one| one.starts_with(&name) && (*is_end || *one == name))
    }

    /// Of these directories those whose variables get such values: of each file, the nearest that it lies in or below.
    pub fn given(&self, is_directory: &impl Fn(&str) -> bool) -> BTreeSet<&'s str> {
        self.values.iter().filter_map(|folder| nearest(folder, is_directory)).collect()
    }

    /// Whether the parameters of a template in one of these folders may get such values: it lies above the file, or below.
    pub fn gives(&self, folders: &BTreeSet<&str>) -> bool {
        let mut above = self.parameters.iter();
        above.any(|folder| nearest(folder, &|one| folders.contains(one)).is_some())
            || folders
                .iter()
                .any(|folder| nearest(folder, &|one| self.parameters.contains(one)).is_some())
    }
}

/// The folder itself or the nearest above it that is one of those.
fn nearest<'f>(folder: &'f str, is: &impl Fn(&str) -> bool) -> Option<&'f str> {
    let mut up = folder;
    while !is(up) {
        if up.is_empty() {
            return None;
        }
        up = parent(up);
    }
    Some(up)
}

fn from_end(name: &str) -> Vec<u8> {
    name.bytes().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::walk::sieve::Kind;

    fn words(path: &str) -> Sieved {
        Sieved { path: path.to_owned(), kind: Kind::Text, saw: Saw::Words }
    }

    #[test]
    fn names_and_their_ends() {
        let other = Sieved { saw: Saw::Nothing, ..words("other.asl.json") };
        let all = [words("a/label.asl.json"), other];
        let all = Taken::of(&all);
        let has = |name: &str, is_end| all.has(&Lead::Takes { name: name.to_owned(), is_end });
        assert!(has("label.asl.json", false) && has(".asl.json", true));
        assert!(all.has(&Lead::TakesFrom("a".to_owned())));
        assert!(!has("asl.json", false) && !has("other.asl.json", true));
        assert!(!all.has(&Lead::Directory("a".to_owned())));
    }

    #[test]
    fn values_are_for_the_nearest() {
        let all = [words("a/env/prod.tfvars"), words("a/b/x.tfvars.json"), words("c/x.tfvars")];
        let given = Taken::of(&all).given(&|folder| ["a", "a/b"].contains(&folder));
        assert_eq!(given, BTreeSet::from(["a", "a/b"]));
    }

    #[test]
    fn parameters_are_for_templates_above_and_below() {
        let gives = |path: &str, folder| {
            let all = [words(path)];
            Taken::of(&all).gives(&BTreeSet::from([folder]))
        };
        assert!(gives("a/params/prod.json", "a") && gives("a/samconfig.toml", "a/b"));
        assert!(!gives("a/params/prod.json", "b") && !gives("a/other.json", "a"));
    }
}
