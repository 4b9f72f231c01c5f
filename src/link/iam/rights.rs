//! What a function's own role lets it do with the objects of each bucket.

use std::collections::BTreeSet;

use super::{
    holders::Reads,
    resources::{Objects, has_wildcard, is_everything, objects},
    roles::{Granted, RoleView},
};
use crate::{
    aws::{iam::WITHOUT_OBJECTS, s3},
    link::{Found, names::Names},
    model::{Confidence, Role},
    value::{Answer, Value},
};

pub(super) struct Rights {
    pub reads: BTreeSet<usize>,
    /// Whether it may surely read nothing else.
    pub all: bool,
    writes: BTreeSet<usize>,
    writes_everywhere: bool,
}

impl Rights {
    pub fn new(names: &Names, own: &[&RoleView]) -> Rights {
        let is_known = |role: &&RoleView| {
            role.is_in_view()
                && role.managed.iter().all(|(name, _)| WITHOUT_OBJECTS.contains(&name.as_str()))
        };
        let mut rights = Rights {
            reads: BTreeSet::new(),
            all: !own.is_empty() && own.iter().all(is_known),
            writes: BTreeSet::new(),
            writes_everywhere: false,
        };
        for granted in own.iter().flat_map(|role| role.grants()) {
            rights.read(names, granted);
        }
        rights
    }

    fn read(&mut self, names: &Names, granted: &Granted) {
        let statement = &granted.statement;
        let reads = statement.allows("s3:GetObject");
        let is_written = |action: &Value| action.constant().is_some();
        self.all &= statement.not_actions.is_empty() && statement.actions.iter().all(is_written);
        self.all &= !reads || !statement.resources.is_empty();
        let reaches = |one: &&Value| !matches!(objects(names, one), Objects::None);
        for resource in statement.resources.iter().filter(reaches) {
            let everything = is_everything(resource);
            let (found, is_sure) = match everything {
                true => (Vec::new(), false),
                false => buckets(names, resource, &granted.scope),
            };
            if statement.allows("s3:PutObject") {
                self.writes.extend(&found);
                self.writes_everywhere |= everything;
            }
            if reads {
                self.reads.extend(&found);
                self.all &= is_sure;
            }
        }
    }

    fn may_read(&self, bucket: usize) -> bool {
        !self.all || self.reads.contains(&bucket)
    }

    /// Whether it may write to a bucket, and surely not read it.
    pub fn only_writes(&self, bucket: usize) -> bool {
        let writes = self.writes_everywhere || self.writes.contains(&bucket);
        writes && !self.may_read(bucket)
    }

    /// What an environment variable shows of a bucket, in the light of IAM. Neither the function nor the roles of its
    /// labeling read their input from where they may only write.
    pub fn weigh(&self, hit: &mut Found, labeling: &[&Reads]) {
        if hit.used.role != Role::Input {
            return;
        }
        let labeling_may = labeling.iter().any(|reads| reads.may(hit.bucket));
        if labeling_may || self.may_read(hit.bucket) {
            return;
        }
        let writes = self.writes_everywhere || self.writes.contains(&hit.bucket);
        if writes {
            hit.used.role = Role::Output;
        }
        if writes || !labeling.is_empty() {
            hit.used.confidence = hit.used.confidence.min(Confidence::Likely);
        }
    }
}

/// The buckets that a resource surely is, and whether it surely is no other.
fn buckets(names: &Names, resource: &Value, scope: &str) -> (Vec<usize>, bool) {
    let (mut found, mut is_sure) = (Vec::new(), true);
    for (_, name) in s3::bucket_of_uri(resource, &|symbol| names.class(symbol)).alternatives() {
        let hits = names.find(&name, scope);
        let is_written = name.is_absent() || name.constant().is_some();
        is_sure &= !has_wildcard(&name) && (is_written || !hits.is_empty());
        is_sure &= hits.iter().all(|hit| hit.answer == Answer::Yes);
        found.extend(hits.iter().map(|hit| hit.bucket));
    }
    (found, is_sure)
}
