//! State machines that are defined in files of their own, which say nothing of who takes them.

use std::collections::BTreeSet;

use super::{
    leads::Lead,
    sieve::{Saw, Sieved},
};

/// The names of the definitions that speak of labeling, each read from its end.
pub(super) struct Definitions(BTreeSet<Vec<u8>>);

impl Definitions {
    pub fn of(sieved: &[Sieved]) -> Definitions {
        let all = sieved.iter().filter(|one| matches!(one.saw, Saw::Definition));
        Definitions(all.filter_map(|one| Some(from_end(one.path.rsplit('/').next()?))).collect())
    }

    /// Whether a lead goes to one of them.
    pub fn has(&self, lead: &Lead) -> bool {
        let Lead::Takes { name, is_end } = lead else { return false };
        let name = from_end(name);
        let mut from_here = self.0.range(name.clone()..);
        from_here.next().is_some_and(|one| one.starts_with(&name) && (*is_end || *one == name))
    }
}

fn from_end(name: &str) -> Vec<u8> {
    name.bytes().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::walk::sieve::Kind;

    #[test]
    fn names_and_their_ends() {
        let sieved = |path: &str, saw| Sieved { path: path.to_owned(), kind: Kind::Template, saw };
        let all = Definitions::of(&[
            sieved("a/label.asl.json", Saw::Definition),
            sieved("other.asl.json", Saw::Nothing),
        ]);
        let has = |name: &str, is_end| all.has(&Lead::Takes { name: name.to_owned(), is_end });
        assert!(has("label.asl.json", false) && has(".asl.json", true));
        assert!(!has("asl.json", false) && !has("other.asl.json", true));
        assert!(!all.has(&Lead::Directory("a".to_owned())));
    }
}
