//! Evidence that leads to a bucket, and the bucket that it leads to.

use super::{
    MAX_TRAILS, patterns,
    resources::{Objects, bucket, has_wildcard, is_everything, objects},
    roles::Granted,
};
use crate::{
    aws::words,
    link::{Found, Unmatched, names::Names},
    model::{Confidence, Role, Service, Use, Work},
    source::{Label, Span},
    value::{Answer, Guard, Is, Value},
};

/// Of who may use every bucket, more of them than these show nothing.
const MAX_FEW: usize = 8;

/// Evidence that leads to whatever bucket a name is.
pub(super) struct Reached<'a> {
    pub names: &'a Names<'a>,
    pub service: Service,
    pub work: Work,
    pub confidence: Confidence,
    pub trail: &'a [Label],
    pub exists: &'a Guard,
    pub scope: &'a str,
}

impl Reached<'_> {
    /// The same evidence, held for strong where the code bears it out.
    pub fn sure_if(&self, sure: bool) -> Reached<'_> {
        let confidence = if sure { Confidence::Strong } else { self.confidence };
        Reached { confidence, ..*self }
    }

    /// What one statement lets the holder read and write. A statement for every bucket means the only one there is, or one
    /// of a few. Says whether all that it lets him read was found.
    pub fn add_granted(
        &self,
        granted: &Granted,
        hits: &mut Vec<Found>,
        unmatched: &mut Vec<Unmatched>,
        address: &str,
    ) -> bool {
        let mut all = true;
        let directions = [
            ("s3:GetObject", Role::Input, "and it may read the objects of this bucket"),
            ("s3:PutObject", Role::Output, "and it may write to this bucket"),
        ];
        for (action, role, text) in directions {
            if !granted.statement.allows(action) {
                continue;
            }
            for resource in &granted.statement.resources {
                if hits.len() >= MAX_TRAILS {
                    return false;
                }
                let at = resource.span.unwrap_or(granted.span());
                if matches!(objects(self.names, resource), Objects::None) {
                    continue;
                }
                if is_everything(resource) {
                    all &= role == Role::Output;
                    self.add_every(role, at, hits);
                    continue;
                }
                let before = hits.len();
                let name = bucket(self.names, resource);
                self.add(&name, resource, role, at, text, hits);
                let allowed_at = granted.allowed_at(action);
                self.keep_to_statement(at, allowed_at, hits.iter_mut().skip(before));
                if has_wildcard(&name) {
                    self.add_fitting(&name, role, at, text, hits);
                    all &= role == Role::Output;
                    continue;
                }
                if role == Role::Input {
                    all &= hits.len() > before;
                    self.note_undeclared(&name, at, text, unmatched, address);
                }
            }
        }
        all
    }

    /// A bare reference lies where the bucket does, and there it says nothing of the policy.
    fn keep_to_statement<'h>(
        &self,
        at: Span,
        allowed_at: Span,
        hits: impl Iterator<Item = &'h mut Found>,
    ) {
        for hit in hits.filter(|hit| self.names.header(hit.bucket) == Some(at)) {
            if let Some(label) = hit.used.trail.get_mut(self.trail.len()) {
                label.span = allowed_at;
            }
        }
    }

    /// The only bucket that there is, or a few, each of which it may be.
    pub fn add_every(&self, role: Role, at: Span, hits: &mut Vec<Found>) {
        let all = self.names.within(self.scope);
        let (text, most) = match all.len() {
            1 => (
                "and it may use every bucket, of which this is the only one here",
                Confidence::Likely,
            ),
            0 => return,
            _ if all.len() > MAX_FEW || self.confidence < Confidence::Strong => return,
            _ => ("and it may use every bucket, this one too", Confidence::Possible),
        };
        all.iter().for_each(|bucket| self.push(*bucket, role, most, at, text, hits));
    }

    /// Those of the buckets here whose names hold a word.
    pub fn add_called(&self, word: &str, most: Confidence, at: Span, hits: &mut Vec<Found>) {
        let text = "and that lets it read the objects of buckets with such names";
        let is_called = |bucket: &usize| self.names.has_text(*bucket, &|text| text.contains(word));
        for bucket in self.names.within(self.scope).iter().filter(|bucket| is_called(bucket)) {
            self.push(*bucket, Role::Input, most, at, text, hits);
        }
    }

    fn push(
        &self,
        bucket: usize,
        role: Role,
        most: Confidence,
        at: Span,
        text: &str,
        hits: &mut Vec<Found>,
    ) {
        let used = Use { confidence: self.confidence.min(most), ..self.used(role, at, text) };
        let exists = self.exists.clone();
        hits.push(Found { bucket, used, exists, assumptions: Vec::new() });
    }

    /// Buckets whose names fit a pattern. The less of it is written, the less it says.
    fn add_fitting(
        &self,
        pattern: &Value,
        role: Role,
        at: Span,
        text: &str,
        hits: &mut Vec<Found>,
    ) {
        let fitting = patterns::fitting(self.names, pattern, self.scope);
        // one name for many buckets is one for many uses
        let is_narrow =
            fitting.others.len() == 1 || pattern.has_text(&|text| words::labeling(text).is_some());
        let most = match fitting.written >= 4 && is_narrow {
            true => Confidence::Likely,
            false => Confidence::Possible,
        };
        let such = match role {
            Role::Input => "and it may read the objects of buckets with such names",
            Role::Output => "and it may write to buckets with such names",
        };
        for bucket in fitting.named {
            self.push(bucket, role, self.confidence, at, text, hits);
        }
        for bucket in fitting.others {
            self.push(bucket, role, most, at, such, hits);
        }
    }

    /// A bucket that is read by its name and declared nowhere here.
    fn note_undeclared(
        &self,
        name: &Value,
        at: Span,
        text: &str,
        unmatched: &mut Vec<Unmatched>,
        address: &str,
    ) {
        for (_, one) in name.alternatives() {
            let Is::Text(parts) = &one.is else { continue };
            if has_wildcard(&one)
                || parts.is_empty()
                || !self.names.find(&one, self.scope).is_empty()
            {
                continue;
            }
            unmatched.push(Unmatched {
                name: Ok(one.clone()),
                address: address.to_owned(),
                header: at,
                used: self.used(Role::Input, at, text),
            });
        }
    }

    fn used(&self, role: Role, at: Span, text: &str) -> Use {
        let mut trail = self.trail.to_vec();
        trail.push(Label::new(at, text));
        Use {
            role,
            work: self.work,
            service: self.service,
            confidence: self.confidence,
            public_crowd: None,
            trail,
        }
    }

    pub fn add(
        &self,
        name: &Value,
        written: &Value,
        role: Role,
        at: Span,
        text: &str,
        found: &mut Vec<Found>,
    ) {
        for (guard, one) in name.alternatives() {
            let Some(exists) = self.exists.and(&guard) else { continue };
            if one.is_unknown() || one.is_absent() || has_wildcard(&one) {
                continue;
            }
            for hit in self.names.find(&one, self.scope) {
                if hit.answer != Answer::Yes {
                    continue;
                }
                let mut used = self.used(role, at, text);
                used.trail.extend(written.via.iter().cloned());
                let exists = exists.clone();
                found.push(Found { bucket: hit.bucket, used, exists, assumptions: Vec::new() });
            }
        }
    }
}
