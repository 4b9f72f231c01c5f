//! Bucket policies: SageMaker, or a role that labeling takes on, may read the objects.

use super::{
    boundary, denials::BucketDenial, labeling::LabelingRole, outputs::Known, reach::Reached,
    roles::Roles,
};
use crate::{
    aws::iam::{Statement, statements},
    facts::{BucketPolicyFact, Facts},
    link::Found,
    model::{Confidence, Role, Service, Work},
    source::Label,
};

/// `is_labeling`: whether something else shows labeling here, for SageMaker reads models and training data too.
pub(super) fn find(
    facts: &Facts,
    known: &Known,
    roles: &Roles,
    labeling: &[(usize, LabelingRole)],
    is_labeling: bool,
    found: &mut Vec<Found>,
) {
    for policy in &facts.bucket_policies {
        for statement in statements(&policy.document) {
            if statement.allows("s3:GetObject") {
                let statement = &statement;
                Here { known, roles, labeling, is_labeling, policy, statement }.find(found);
            }
        }
    }
}

struct Here<'a> {
    known: &'a Known<'a>,
    roles: &'a Roles<'a>,
    labeling: &'a [(usize, LabelingRole)],
    is_labeling: bool,
    policy: &'a BucketPolicyFact,
    statement: &'a Statement,
}

impl Here<'_> {
    fn find(&self, found: &mut Vec<Found>) {
        let (names, denied) = (self.known.names, self.known.denied);
        if self.statement.trusts("sagemaker.") {
            let text = "SageMaker itself may read the objects of this bucket";
            let confidence =
                if self.is_labeling { Confidence::Likely } else { Confidence::Possible };
            let mut hits = Vec::new();
            self.add(Service::GroundTruth, confidence, &[], text, &mut hits);
            let hits = denied.spare(names, hits, BucketDenial::is_for_sagemaker);
            found.extend(self.known.aids.settle(hits, None));
        }
        for principal in &self.statement.principals {
            let named = self.roles.named_in(principal);
            for (at, labeling) in self.labeling.iter().filter(|(role, _)| named.contains(role)) {
                let Some(role) = self.roles.views.get(*at) else { continue };
                let trail = labeling.trail(role);
                let text = "and it may read the objects of this bucket";
                let mut hits = Vec::new();
                self.add(labeling.service, labeling.confidence, &trail, text, &mut hits);
                let hits = denied.spare(names, hits, |denial| denial.is_for_role(role));
                let hits = boundary::within(names, role, hits);
                found.extend(self.known.aids.settle(hits, None));
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
            names: self.known.names,
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
