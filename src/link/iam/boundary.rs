//! Permissions boundaries: what a role may do at most, whatever its policies allow.

use super::{
    resources::{Objects, has_wildcard, is_everything, objects},
    roles::RoleView,
};
use crate::{
    aws::{
        iam::{Statement, is_whole, matches, statements},
        s3,
    },
    link::{Found, names::Names},
    model::Role,
    value::{Answer, Value},
};

/// What each of its alternatives allows; nothing is told of one that is not there, or not in view.
pub(super) struct Boundary(Vec<Option<Vec<Statement>>>);

/// Those hits that the boundary of a role does not surely exclude.
pub(super) fn within(names: &Names, role: &RoleView, mut hits: Vec<Found>) -> Vec<Found> {
    hits.retain(|hit| {
        let action = match hit.used.role {
            Role::Input => "s3:GetObject",
            Role::Output => "s3:PutObject",
        };
        !role.boundary().excludes(action, |resource| may_be_in(names, resource, hit.bucket))
    });
    hits
}

impl Boundary {
    pub fn of(document: &Value) -> Boundary {
        let all = document.alternatives().into_iter();
        Boundary(all.map(|(_, one)| is_whole(&one).then(|| statements(&one))).collect())
    }

    /// Whether an action is surely not allowed on what a resource may be.
    pub fn excludes(&self, action: &str, may_be: impl Fn(&Value) -> bool) -> bool {
        let excludes = |statement: &Statement| {
            let is_other =
                statement.not_resources.is_empty() && !statement.resources.iter().any(&may_be);
            is_other || !may_allow(statement, action)
        };
        let excluded = |one: &Option<Vec<Statement>>| {
            one.as_ref().is_some_and(|statements| statements.iter().all(excludes))
        };
        !self.0.is_empty() && self.0.iter().all(excluded)
    }
}

fn may_allow(statement: &Statement, action: &str) -> bool {
    let mut spared = statement.not_actions.iter().filter_map(Value::constant);
    if !statement.not_actions.is_empty() {
        return !spared.any(|pattern| matches(&pattern, action));
    }
    statement.actions.iter().any(|one| one.constant().is_none_or(|one| matches(&one, action)))
}

/// Whether a resource may be an object of a bucket.
fn may_be_in(names: &Names, resource: &Value, bucket: usize) -> bool {
    if is_everything(resource) {
        return true;
    }
    let name = s3::bucket_of_uri(resource, &|symbol| names.class(symbol));
    if name.is_unknown() || has_wildcard(&name) {
        return true;
    }
    let is_bucket = !name.is_absent() && names.same(&name, bucket) != Answer::No;
    is_bucket && !matches!(objects(names, resource), Objects::None)
}
