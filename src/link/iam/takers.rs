//! Labeling jobs and flow definitions, by the roles that they take on.

use super::{pages, roles::Roles};
use crate::{
    aws::labeling::{self, Call},
    facts::Facts,
    link::sites::Site,
    model::{Service, Work},
    source::Span,
    value::{Guard, Value},
};

pub(super) struct Taker<'a> {
    pub service: Service,
    /// The role, by name or ARN.
    pub role: Value,
    pub header: Span,
    /// What stands there: "… takes it on".
    pub what: String,
    /// What the page of a flow definition tells of the work.
    pub work: Work,
    pub exists: Guard,
    pub scope: &'a str,
    /// The places of the roles that it names.
    roles: Vec<usize>,
}

impl Taker<'_> {
    pub fn takes(&self, role: usize) -> bool {
        self.roles.contains(&role)
    }

    pub fn name_roles(&mut self, roles: &Roles) {
        self.roles = roles.named_in(&self.role);
    }
}

/// All of them, each read once; their roles are still to be named.
pub(super) fn takers<'a>(facts: &'a Facts, sites: &'a [Site]) -> Vec<Taker<'a>> {
    let flows = facts.flows.iter().map(|flow| Taker {
        service: Service::A2i,
        role: flow.role.clone(),
        header: flow.header,
        what: "this flow definition".to_owned(),
        work: pages::work(facts, &flow.page, &flow.source),
        exists: flow.exists.clone(),
        scope: &flow.scope,
        roles: Vec::new(),
    });
    let asked = sites.iter().filter_map(|site| {
        let (service, role, work) = match site.call {
            Call::CreateLabelingJob => {
                let role = labeling::labeling_job(&site.request).role?;
                (Service::GroundTruth, role, Work::Unknown)
            }
            Call::CreateFlowDefinition => {
                let role = labeling::flow_definition(&site.request).role?;
                let (page, source) = labeling::page_and_source(&site.request);
                (Service::A2i, role, pages::work(facts, &page, &source))
            }
            _ => return None,
        };
        Some(Taker {
            service,
            role,
            header: site.header,
            what: site.taker(),
            work,
            exists: site.exists.clone(),
            scope: site.scope,
            roles: Vec::new(),
        })
    });
    flows.chain(asked).collect()
}

/// The work of those that take a role on, where they all agree. A role of labeling jobs may do other work too.
pub(super) fn work_of_role(takers: &[Taker], role: usize) -> Work {
    let all = || takers.iter().filter(|taker| taker.takes(role));
    if all().any(|taker| taker.service == Service::GroundTruth) {
        return Work::Unknown;
    }
    Work::of_all(all().map(|taker| taker.work))
}
