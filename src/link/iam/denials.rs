//! What policies deny: it takes away what was found to be allowed, or makes it doubtful.

use std::collections::HashMap;

use super::{
    boundary,
    resources::{Objects, has_wildcard, is_everything, objects},
    roles::{RoleView, Roles},
};
use crate::{
    aws::{
        denial::{self, Denial},
        s3,
    },
    facts::Facts,
    link::{Found, names::Names},
    model::{Confidence, Role},
    value::{Answer, Guard, Value},
};

/// A statement that denies something to a role, and the decisions under which it does.
pub(super) struct Denied {
    pub denial: Denial,
    pub exists: Guard,
}

/// What the policies of buckets deny, by the bucket's place.
pub(super) struct BucketDenials {
    by_bucket: HashMap<usize, Vec<BucketDenial>>,
}

/// A statement in the policy of a bucket that denies something.
pub(super) struct BucketDenial {
    denied: Denied,
    /// Whether it speaks of everyone.
    everyone: bool,
    /// The roles that it names.
    roles: Vec<usize>,
}

impl BucketDenials {
    pub fn new(facts: &Facts, names: &Names, roles: &Roles) -> BucketDenials {
        let mut by_bucket: HashMap<usize, Vec<BucketDenial>> = HashMap::new();
        for policy in &facts.bucket_policies {
            for (guard, bucket) in policy.bucket.alternatives() {
                let Some(exists) = policy.exists.and(&guard) else { continue };
                for hit in names.find(&bucket, &policy.scope) {
                    if hit.answer == Answer::Yes {
                        let denials = denial::denials(&policy.document).into_iter();
                        let denied =
                            denials.map(|denial| Denied { denial, exists: exists.clone() });
                        let own = by_bucket.entry(hit.bucket).or_default();
                        own.extend(denied.map(|denied| BucketDenial::new(denied, roles)));
                    }
                }
            }
        }
        BucketDenials { by_bucket }
    }

    /// Those hits whose bucket does not deny them to whom a statement `is_for`.
    pub fn spare(
        &self,
        names: &Names,
        hits: Vec<Found>,
        is_for: impl Fn(&BucketDenial) -> bool,
    ) -> Vec<Found> {
        spared(hits, |hit| {
            let own = self.by_bucket.get(&hit.bucket).into_iter().flatten();
            Answer::any(own.filter(|one| is_for(one)).map(|one| one.denied.takes(names, hit)))
        })
    }
}

impl BucketDenial {
    fn new(denied: Denied, roles: &Roles) -> BucketDenial {
        let principals = &denied.denial.statement.principals;
        let everyone = principals.iter().any(|one| one.constant().is_some_and(|one| one == "*"));
        let roles = principals.iter().flat_map(|one| roles.named_in(one)).collect();
        BucketDenial { denied, everyone, roles }
    }

    pub fn is_for_role(&self, role: &RoleView) -> bool {
        self.everyone || self.roles.contains(&role.at)
    }

    pub fn is_for_sagemaker(&self) -> bool {
        self.everyone || self.denied.denial.statement.trusts("sagemaker.")
    }
}

/// Those hits that neither the role's own policies nor those of the buckets deny; the doubtful ones are possible at most.
pub(super) fn weigh(
    names: &Names,
    role: &RoleView,
    buckets: &BucketDenials,
    hits: Vec<Found>,
) -> Vec<Found> {
    let hits = spared(hits, |hit| {
        Answer::any(role.denials().iter().map(|denied| denied.takes(names, hit)))
    });
    let hits = buckets.spare(names, hits, |denial| denial.is_for_role(role));
    boundary::within(names, role, hits)
}

fn spared(mut hits: Vec<Found>, is_denied: impl Fn(&Found) -> Answer) -> Vec<Found> {
    hits.retain_mut(|hit| match is_denied(hit) {
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
    if role.boundary().excludes(action, |_| true) {
        return Answer::Yes;
    }
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
    match (is_bucket, objects(names, resource)) {
        (_, Objects::None) | (Answer::No, _) => Answer::No,
        (answer, Objects::All) => answer,
        (_, Objects::Some) => Answer::Maybe,
    }
}
