//! Roles that give no right to label: a function that has one starts no labeling, whatever its code says.

use std::{collections::BTreeSet, sync::Arc};

use crate::{
    aws::iam::speaks_of_rights_to_label,
    facts::{Facts, Policy},
    value::{Part, Value},
};

/// Roles by the ids of their names.
#[derive(Default)]
pub(super) struct Roles {
    idle: BTreeSet<Arc<str>>,
    others: BTreeSet<Arc<str>>,
}

/// All roles of a root, and which of them are idle.
pub(super) fn roles(facts: &Facts) -> Roles {
    let all = facts.roles.iter();
    let mut roles =
        Roles { idle: all.map(|role| role.name.id.clone()).collect(), ..Roles::default() };
    for role in facts.roles.iter().filter(|role| speaks(&role.managed)) {
        roles.take(&role.name.id);
    }
    for grant in &facts.grants {
        let (Policy::Document(policy) | Policy::Managed(policy)) = &grant.policy;
        if !speaks(policy) {
            continue;
        }
        if !roles.names_only_its_own(&grant.role) {
            // it may be given to any of them
            return Roles::default();
        }
        grant.role.symbols().iter().for_each(|symbol| roles.take(&symbol.id));
    }
    roles
}

fn speaks(policy: &Value) -> bool {
    policy.has_text(&speaks_of_rights_to_label)
}

impl Roles {
    fn take(&mut self, id: &Arc<str>) {
        if let Some(id) = self.idle.take(id) {
            self.others.insert(id);
        }
    }

    /// Whether a value surely names nothing but idle roles.
    pub fn surely_has(&self, value: &Value) -> bool {
        let mut symbols = value.symbols().into_iter();
        self.names_only_its_own(value) && !symbols.any(|symbol| self.others.contains(&symbol.id))
    }

    /// Whether a value is the name or the ARN of a role that is among these, and not by a written name.
    fn names_only_its_own(&self, value: &Value) -> bool {
        let Some(parts) = value.as_parts() else { return false };
        let Some(Part::Symbol(last)) = parts.last() else { return false };
        self.idle.contains(&last.id) || self.others.contains(&last.id)
    }
}
