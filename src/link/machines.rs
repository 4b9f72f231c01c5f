//! State machines that new objects start, and that label what they are started with.

use super::{Found, Unmatched, names::Names, news::News, sites};
use crate::{
    aws::{
        labeling::Call,
        states::{self, StateCall},
    },
    facts::{Facts, MachineFact},
    model::{Confidence, Role, Service, Use, Work},
    source::Label,
    value::{Answer, Guard},
};

pub(super) fn find(
    facts: &Facts,
    names: &Names,
    news: &[News],
    found: &mut Vec<Found>,
    unmatched: &mut Vec<Unmatched>,
) {
    for machine in &facts.machines {
        let told: Vec<&News> =
            news.iter().filter(|news| news.is_shown() && news.reaches(&machine.name)).collect();
        if told.is_empty() {
            continue;
        }
        for (exists, definition) in sites::definitions(machine) {
            for call in states::calls(&definition).iter().filter(|call| is_open(call)) {
                let here = Here { names, machine, call, exists: &exists };
                let is_traced = told.iter().filter(|news| here.add(news, found)).count() > 0;
                // a loop may show much else, so whatever else it shows is not asked for
                if is_traced && (call.reads_event || call.call == Call::StartHumanLoop) {
                    unmatched.retain(|one| one.name.is_ok() || one.address != machine.address);
                }
            }
        }
    }
}

/// Whether a call labels what only the run can tell.
fn is_open(call: &StateCall) -> bool {
    let starts = matches!(call.call, Call::CreateLabelingJob | Call::StartHumanLoop);
    starts && (call.reads_event || call.request.origins().is_some())
}

struct Here<'a> {
    names: &'a Names<'a>,
    machine: &'a MachineFact,
    call: &'a StateCall,
    exists: &'a Guard,
}

impl Here<'_> {
    /// Says whether the news is of a bucket that is declared here.
    fn add(&self, news: &News, found: &mut Vec<Found>) -> bool {
        let Some(exists) = self.exists.and(&news.exists) else { return false };
        let mut any = false;
        for (guard, bucket) in news.bucket.alternatives() {
            let Some(exists) = exists.and(&guard) else { continue };
            for hit in self.names.find(&bucket, &news.scope) {
                if hit.answer == Answer::Yes {
                    any = true;
                    let (used, exists) = (self.used(news), exists.clone());
                    found.push(Found { bucket: hit.bucket, used, exists, assumptions: Vec::new() });
                }
            }
        }
        any
    }

    fn used(&self, news: &News) -> Use {
        let (service, does) = match self.call.call {
            Call::CreateLabelingJob => (Service::GroundTruth, "starts a labeling job"),
            _ => (Service::A2i, "starts a human loop"),
        };
        let (confidence, with) = match self.call.reads_event {
            true => (Confidence::Strong, " with the object that it is told of"),
            false => (Confidence::Likely, ""),
        };
        let what = format!("state '{}' {does}{with}", self.call.state);
        let mut trail = vec![Label::new(self.machine.header, what)];
        trail.extend(news.hops.iter().cloned());
        trail.push(Label::new(news.at, news.what));
        Use {
            role: Role::Input,
            work: Work::Unknown,
            service,
            confidence,
            public_crowd: None,
            trail,
        }
    }
}
