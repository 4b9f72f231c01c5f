//! Bucket policies: SageMaker, or a role that labeling takes on, may read the objects.

use super::{
    denials::{self, Denied},
    labeling::LabelingRole,
    reach::Reached,
    roles::Roles,
};
use crate::{
    aws::{
        denial,
        iam::{Statement, statements},
    },
    facts::{BucketPolicyFact, Facts},
    link::{Found, names::Names},
    model::{Confidence, Role, Service, Work},
    source::Label,
    value::Value,
};

/// `is_labeling`: whether something else shows labeling here, for SageMaker reads models and training data too.
pub(super) fn find(
    facts: &Facts,
    names: &Names,
    roles: &Roles,
    labeling: &[(usize, LabelingRole)],
    is_labeling: bool,
    found: &mut Vec<Found>,
) {
    for policy in &facts.bucket_policies {
        let denials = denial::denials(&policy.document).into_iter();
        let denied = denials.map(|denial| Denied { denial, exists: policy.exists.clone() });
        let denied: Vec<Denied> = denied.collect();
        for statement in statements(&policy.document) {
            if statement.allows("s3:GetObject") {
                let (statement, denied) = (&statement, denied.as_slice());
                let here = Here { names, roles, labeling, is_labeling, policy, statement, denied };
                here.find(found);
            }
        }
    }
}

struct Here<'a> {
    names: &'a Names<'a>,
    roles: &'a Roles<'a>,
    labeling: &'a [(usize, LabelingRole)],
    is_labeling: bool,
    policy: &'a BucketPolicyFact,
    statement: &'a Statement,
    denied: &'a [Denied],
}

impl Here<'_> {
    fn find(&self, found: &mut Vec<Found>) {
        if self.statement.trusts("sagemaker.") {
            let text = "SageMaker itself may read the objects of this bucket";
            let confidence =
                if self.is_labeling { Confidence::Likely } else { Confidence::Possible };
            let mut hits = Vec::new();
            self.add(Service::GroundTruth, confidence, &[], text, &mut hits);
            found.extend(self.without(hits, |denied| denied.trusts("sagemaker.")));
        }
        for principal in &self.statement.principals {
            let named = self.roles.named_in(principal);
            for (at, labeling) in self.labeling.iter().filter(|(role, _)| named.contains(role)) {
                let Some(role) = self.roles.views.get(*at) else { continue };
                let mut trail = vec![Label::new(role.fact.header, labeling.what())];
                trail.extend(labeling.why.iter().cloned());
                let text = "and it may read the objects of this bucket";
                let mut hits = Vec::new();
                self.add(labeling.service, labeling.confidence, &trail, text, &mut hits);
                let is_role = |denied: &Statement| {
                    let mut names = denied.principals.iter().map(|one| self.roles.named_in(one));
                    names.any(|denied| denied.contains(at))
                };
                found.extend(self.without(hits, is_role));
            }
        }
    }

    /// What the policy does not deny to someone, by his name or as one of all.
    fn without(&self, hits: Vec<Found>, is_named: impl Fn(&Statement) -> bool) -> Vec<Found> {
        let is_all = |one: &Value| one.constant().is_some_and(|one| one == "*");
        let denied: Vec<&Denied> = self
            .denied
            .iter()
            .filter(|one| {
                let statement = &one.denial.statement;
                statement.principals.iter().any(is_all) || is_named(statement)
            })
            .collect();
        denials::without(self.names, &denied, hits)
    }

    fn add(
        &self,
        service: Service,
        confidence: Confidence,
        trail: &[Label],
        text: &str,
        found: &mut Vec<Found>,
    ) {
        let policy = self.policy;
        let reached = Reached {
            names: self.names,
            service,
            work: Work::Unknown,
            confidence,
            trail,
            exists: &policy.exists,
            scope: &policy.scope,
        };
        let at = self.statement.span.unwrap_or(policy.header);
        reached.add(&policy.bucket, &policy.bucket, Role::Input, at, text, found);
    }
}
