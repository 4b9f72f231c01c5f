//! Labeling jobs and flow definitions, by the roles that they take on.

use super::{pages, roles::Roles};
use crate::{
    aws::labeling::{self, Call},
    facts::Facts,
    model::{Service, Work},
    source::Label,
    value::Value,
};

pub(super) struct Taker {
    pub service: Service,
    /// Where it stands, and what it is.
    pub at: Label,
    /// What the page of a flow definition tells of the work.
    pub work: Work,
    roles: Vec<usize>,
}

impl Taker {
    pub fn takes(&self, role: usize) -> bool {
        self.roles.contains(&role)
    }
}

/// All of them, each read once.
pub(super) fn takers(facts: &Facts, roles: &Roles) -> Vec<Taker> {
    let taker =
        |service, role: &Value, at, work| Taker { service, at, work, roles: roles.named_in(role) };
    let flows = facts.flows.iter().map(|flow| {
        let at = Label::new(flow.header, "this flow definition takes it on");
        taker(Service::A2i, &flow.role, at, pages::work(facts, &flow.page, &flow.source))
    });
    let requests = facts.requests.iter().filter_map(|one| match one.call {
        Call::CreateLabelingJob => {
            let at = Label::new(one.header, "this labeling job takes it on");
            let role = labeling::labeling_job(&one.request).role?;
            Some(taker(Service::GroundTruth, &role, at, Work::Unknown))
        }
        Call::CreateFlowDefinition => {
            let at = Label::new(one.header, "this call makes a flow definition that takes it on");
            let role = labeling::flow_definition(&one.request).role?;
            let (page, source) = labeling::page_and_source(&one.request);
            Some(taker(Service::A2i, &role, at, pages::work(facts, &page, &source)))
        }
        _ => None,
    });
    flows.chain(requests).collect()
}

/// The work of those that take a role on, where they all agree. A role of labeling jobs may do other work too.
pub(super) fn work_of_role(takers: &[Taker], role: usize) -> Work {
    let mut all: Vec<&Taker> = takers.iter().filter(|taker| taker.takes(role)).collect();
    if all.iter().any(|taker| taker.service == Service::GroundTruth) {
        return Work::Unknown;
    }
    all.dedup_by_key(|taker| taker.work);
    match all.as_slice() {
        [only] => only.work,
        _ => Work::Unknown,
    }
}
