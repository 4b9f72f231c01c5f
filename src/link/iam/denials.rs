//! What policies deny: it takes away what was found to be allowed, or makes it doubtful.

use super::{
    resources::{Objects, has_wildcard, is_everything, objects},
    roles::RoleView,
};
use crate::{
    aws::{denial::Denial, s3},
    link::{Found, names::Names},
    model::{Confidence, Role},
    value::{Answer, Guard, Value},
};

/// A statement that denies something to a role, and the decisions under which it does.
pub(super) struct Denied {
    pub denial: Denial,
    pub exists: Guard,
}

/// Those hits that are not denied; the doubtful ones are possible at most.
pub(super) fn weigh(names: &Names, role: &RoleView, hits: Vec<Found>) -> Vec<Found> {
    let denied: Vec<&Denied> = role.denials().iter().collect();
    without(names, &denied, hits)
}

pub(super) fn without(names: &Names, denied: &[&Denied], mut hits: Vec<Found>) -> Vec<Found> {
    hits.retain_mut(|hit| match Answer::any(denied.iter().map(|one| one.takes(names, hit))) {
        Answer::Yes => false,
        Answer::Maybe => {
            hit.used.confidence = hit.used.confidence.min(Confidence::Possible);
            true
        }
        Answer::No => true,
    });
    hits
}

/// Whether a role is denied an action on every resource.
pub(super) fn of_action(role: &RoleView, action: &str) -> Answer {
    Answer::any(role.denials().iter().map(|one| {
        let is_all = one.denial.statement.resources.iter().any(is_everything);
        let answer = one.denial.denies(action);
        if is_all && one.exists.is_always() { answer } else { answer.min(Answer::Maybe) }
    }))
}

impl Denied {
    fn takes(&self, names: &Names, hit: &Found) -> Answer {
        let action = match hit.used.role {
            Role::Input => "s3:GetObject",
            Role::Output => "s3:PutObject",
        };
        if self.exists.and(&hit.exists).is_none() {
            return Answer::No;
        }
        let answer = self.denial.denies(action).min(self.holds_for(names, hit.bucket));
        if self.exists.covers(&hit.exists) { answer } else { answer.min(Answer::Maybe) }
    }

    /// Whether it speaks of all objects of a bucket.
    fn holds_for(&self, names: &Names, bucket: usize) -> Answer {
        let statement = &self.denial.statement;
        let is = |resource: &Value| all_objects(names, resource, bucket);
        if statement.not_resources.is_empty() {
            let unseen = if self.denial.is_sure { Answer::No } else { Answer::Maybe };
            return statement.resources.iter().map(is).max().unwrap_or(unseen);
        }
        match Answer::any(statement.not_resources.iter().map(is)) {
            Answer::Yes => Answer::No,
            Answer::No => Answer::Yes,
            Answer::Maybe => Answer::Maybe,
        }
    }
}

/// `Maybe` for some of them.
fn all_objects(names: &Names, resource: &Value, bucket: usize) -> Answer {
    if is_everything(resource) {
        return Answer::Yes;
    }
    let name = s3::bucket_of_uri(resource, &|symbol| names.class(symbol));
    if name.is_unknown() || has_wildcard(&name) {
        return Answer::Maybe;
    }
    let is_bucket = if name.is_absent() { Answer::No } else { names.same(&name, bucket) };
    match (is_bucket, objects(resource)) {
        (_, Objects::None) | (Answer::No, _) => Answer::No,
        (answer, Objects::All) => answer,
        (_, Objects::Some) => Answer::Maybe,
    }
}
