//! From requests to the buckets that they name: the input of labeling jobs and human loops, and where results go.

use rayon::prelude::*;

use super::{Found, Unmatched, manifests::Apart, names::Names, sites::Site};
use crate::{
    aws::{
        labeling::{self, Call, Request},
        s3,
    },
    facts::Facts,
    model::{Confidence, Role, Service, Use, Work},
    source::{Label, Span},
    value::{Answer, Guard, Is, Origins, Part, Value},
};

/// A job whose manifest lists objects of other buckets reads no more than that manifest from the one that it names.
pub(super) fn find(
    facts: &Facts,
    names: &Names,
    sites: &[Site],
    apart: &Apart,
) -> (Vec<Found>, Vec<Unmatched>) {
    let read = |(at, site): (usize, &Site)| {
        let (mut found, mut unmatched) = (Vec::new(), Vec::new());
        let is_apart = |uri: &Value| !apart.is_empty() && apart.contains(&(at, uri.shown()));
        read(facts, names, site, &is_apart, &mut found, &mut unmatched);
        (found, unmatched)
    };
    let all: Vec<_> = sites.par_iter().enumerate().map(read).collect();
    let (mut found, mut unmatched) = (Vec::new(), Vec::new());
    for (its_buckets, its_unmatched) in all {
        found.extend(its_buckets);
        unmatched.extend(its_unmatched);
    }
    read_flows(facts, names, &mut found);
    (found, unmatched)
}

/// Where flow definitions write their results.
fn read_flows(facts: &Facts, names: &Names, found: &mut Vec<Found>) {
    for flow in &facts.flows {
        let site = Site {
            call: Call::CreateFlowDefinition,
            request: flow.output.clone(),
            address: &flow.address,
            header: flow.header,
            exists: flow.exists.clone(),
            scope: &flow.scope,
            what: "this flow definition".to_owned(),
            is_state: false,
        };
        let here = Here {
            facts,
            names,
            site: &site,
            service: Service::A2i,
            exists: &flow.exists,
            work: Work::Unknown,
            public_crowd: None,
        };
        let name = s3::bucket_of_uri(&flow.output, &|symbol| names.class(symbol));
        here.link(&flow.output, &name, Role::Output, found, &mut Vec::new());
    }
}

fn read(
    facts: &Facts,
    names: &Names,
    site: &Site,
    is_apart: &dyn Fn(&Value) -> bool,
    found: &mut Vec<Found>,
    unmatched: &mut Vec<Unmatched>,
) {
    let service = match site.call {
        Call::CreateLabelingJob => Service::GroundTruth,
        Call::CreateHit => Service::MechanicalTurk,
        _ => Service::A2i,
    };
    for (guard, request) in site.request.alternatives() {
        let Some(exists) = site.exists.and(&guard) else { continue };
        let Some(parts) = parsed(site.call, &request) else { continue };
        let here = Here {
            facts,
            names,
            site,
            service,
            exists: &exists,
            work: parts.work,
            public_crowd: parts.public_crowd,
        };
        let narrow = |symbol: &crate::value::Symbol| names.class(symbol);
        for uri in parts.inputs.iter().filter(|uri| !is_apart(uri)) {
            here.link(uri, &s3::bucket_of_uri(uri, &narrow), Role::Input, found, unmatched);
        }
        for name in &parts.input_names {
            here.link(name, &s3::bucket_of_name(name, &narrow), Role::Input, found, unmatched);
        }
        for uri in &parts.outputs {
            here.link(uri, &s3::bucket_of_uri(uri, &narrow), Role::Output, found, &mut Vec::new());
        }
        for topic in &parts.topics {
            here.follow_topic(topic, found);
        }
        if site.call == Call::CreateLabelingJob
            && parts.inputs.is_empty()
            && parts.topics.is_empty()
        {
            let origins = request.origins().unwrap_or_else(|| {
                Origins::one("where its manifest lies, which it does not say", Some(site.header))
            });
            unmatched.push(here.untraced(site.header, Err(origins)));
        }
    }
}

fn parsed(call: Call, request: &Value) -> Option<Request> {
    match call {
        Call::CreateLabelingJob => Some(labeling::labeling_job(request)),
        Call::StartHumanLoop => Some(labeling::human_loop(request)),
        Call::AnalyzeWithHumanLoop => labeling::analysis(request),
        Call::CreateFlowDefinition => Some(labeling::flow_definition(request)),
        Call::CreateHit | Call::PutBucketCors => None,
    }
}

struct Here<'a> {
    facts: &'a Facts,
    names: &'a Names<'a>,
    site: &'a Site<'a>,
    service: Service,
    exists: &'a Guard,
    work: Work,
    public_crowd: Option<Span>,
}

impl Here<'_> {
    fn link(
        &self,
        written: &Value,
        name: &Value,
        role: Role,
        found: &mut Vec<Found>,
        unmatched: &mut Vec<Unmatched>,
    ) {
        let at = written.span.unwrap_or(self.site.header);
        for (guard, one) in name.alternatives() {
            let Some(exists) = self.exists.and(&guard) else { continue };
            if one.is_absent() || one.is_null() {
                continue;
            }
            if let Is::Unknown(origins) = &one.is {
                unmatched.push(self.untraced(at, Err(origins.clone())));
                continue;
            }
            let hits = self.names.find(&one, self.site.scope);
            if hits.is_empty() {
                let is_open = matches!(&one.is, Is::Text(parts) if parts.iter().all(is_hole));
                let name = match one.origins() {
                    Some(origins) if is_open => Err(origins),
                    _ => Ok(one.clone()),
                };
                unmatched.push(self.untraced(at, name));
            }
            for hit in hits {
                let sure = hit.answer == Answer::Yes;
                let text = match (role, sure) {
                    (Role::Input, true) => "reads its input from this bucket",
                    (Role::Input, false) => "may read its input from this bucket",
                    (Role::Output, _) => "writes its output to this bucket",
                };
                let confidence = if sure { Confidence::Certain } else { Confidence::Possible };
                let mut used = self.used(role, confidence);
                used.trail.push(Label::new(at, text));
                used.trail.extend(written.via.iter().cloned());
                let is_doubtful_input = !sure && role == Role::Input;
                let assumptions = if is_doubtful_input { self.doubt(&one, at) } else { Vec::new() };
                found.push(Found { bucket: hit.bucket, used, exists: exists.clone(), assumptions });
            }
        }
    }

    fn doubt(&self, name: &Value, at: Span) -> Vec<Label> {
        let why =
            name.origins().map_or_else(|| "its name".to_owned(), |origins| origins.sentence());
        vec![Label::new(at, format!("whether labeling reads this bucket depends on {why}"))]
    }

    fn used(&self, role: Role, confidence: Confidence) -> Use {
        let trail = vec![Label::new(self.site.header, self.site.what.clone())];
        Use {
            role,
            work: self.work,
            service: self.service,
            confidence,
            public_crowd: self.public_crowd,
            trail,
        }
    }

    fn untraced(&self, at: Span, name: Result<Value, Origins>) -> Unmatched {
        let mut used = self.used(Role::Input, Confidence::Certain);
        if at != self.site.header {
            used.trail.push(Label::new(at, "reads its input from here"));
        }
        Unmatched { name, address: self.site.address.to_owned(), header: at, used }
    }

    /// A streaming job: every bucket whose notifications go to the topic.
    fn follow_topic(&self, topic: &Value, found: &mut Vec<Found>) {
        for notification in &self.facts.notifications {
            let Some(target) = notification.listener.named() else { continue };
            let is = crate::value::same(topic, target, &|symbol| self.names.class(symbol));
            let Some(exists) = self.exists.and(&notification.exists) else { continue };
            if is != Answer::Yes {
                continue;
            }
            for hit in self.names.find(&notification.bucket, &notification.scope) {
                if hit.answer != Answer::Yes {
                    continue;
                }
                let mut used = self.used(Role::Input, Confidence::Certain);
                let at = topic.span.unwrap_or(self.site.header);
                used.trail.push(Label::new(at, "takes its input from this topic"));
                used.trail
                    .push(Label::new(notification.span, "which this bucket tells of new objects"));
                let exists = exists.clone();
                found.push(Found { bucket: hit.bucket, used, exists, assumptions: Vec::new() });
            }
        }
    }
}

fn is_hole(part: &Part) -> bool {
    !matches!(part, Part::Literal(_))
}
