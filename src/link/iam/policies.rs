//! Bucket policies: SageMaker, or a role that labeling takes on, may read the objects.

use super::{labeling::Labeling, reach::Reached, roles::Roles};
use crate::{
    aws::iam::{Statement, statements},
    facts::{BucketPolicyFact, Facts},
    link::{Found, names::Names},
    model::{Confidence, Role, Service, Work},
    source::Label,
};

pub(super) fn find(
    facts: &Facts,
    names: &Names,
    roles: &Roles,
    labeling: &[(usize, Labeling)],
    found: &mut Vec<Found>,
) {
    for policy in &facts.bucket_policies {
        for statement in statements(&policy.document) {
            if statement.allows("s3:GetObject") {
                let here = Here { names, roles, labeling, policy, statement: &statement };
                here.find(found);
            }
        }
    }
}

struct Here<'a> {
    names: &'a Names<'a>,
    roles: &'a Roles<'a>,
    labeling: &'a [(usize, Labeling)],
    policy: &'a BucketPolicyFact,
    statement: &'a Statement,
}

impl Here<'_> {
    fn find(&self, found: &mut Vec<Found>) {
        if self.statement.trusts("sagemaker.") {
            let text = "SageMaker itself may read the objects of this bucket";
            self.add(Service::GroundTruth, Confidence::Likely, &[], text, found);
        }
        for principal in &self.statement.principals {
            let named = self.roles.named_in(principal);
            for (role, labeling) in self.labeling.iter().filter(|(role, _)| named.contains(role)) {
                let Some(role) = self.roles.views.get(*role) else { continue };
                let mut trail = vec![Label::new(role.fact.header, labeling.what())];
                trail.extend(labeling.why.iter().cloned());
                let text = "and it may read the objects of this bucket";
                self.add(labeling.service, labeling.confidence, &trail, text, found);
            }
        }
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
