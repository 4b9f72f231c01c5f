//! Manifests that labeling jobs name and that lie in the tree: they list the objects that workers are shown.

use std::{collections::HashMap, rc::Rc};

use super::{Found, Unmatched, names::Names, sites::Site};
use crate::{
    aws::{
        labeling::{self, Call},
        manifest, s3,
    },
    model::{Confidence, Role, Service, Use},
    source::{Label, Sources, Span, last_segment, parent},
    value::{Answer, Guard, Part, Value},
};

/// More folders than these beside and below the job are not looked into.
const MAX_FOLDERS: usize = 40;

pub(super) fn find(
    names: &Names,
    sites: &[Site],
    sources: &Sources,
) -> (Vec<Found>, Vec<Unmatched>) {
    let (mut found, mut unmatched) = (Vec::new(), Vec::new());
    let mut files = Files { sources, below: HashMap::new(), read: HashMap::new() };
    for site in sites.iter().filter(|site| site.call == Call::CreateLabelingJob) {
        for (guard, request) in site.request.alternatives() {
            let Some(exists) = site.exists.and(&guard) else { continue };
            let job = labeling::labeling_job(&request);
            for uri in &job.inputs {
                let Some(addresses) = files.manifest(uri, site.header) else { continue };
                let here = Here { names, site, exists: &exists, work: job.work, uri };
                here.add(&addresses, &mut found, &mut unmatched);
                for address in addresses.iter() {
                    if let Some(sequence) = files.manifest(address, site.header) {
                        Here { uri: address, ..here }.add(&sequence, &mut found, &mut unmatched);
                    }
                }
            }
        }
    }
    (found, unmatched)
}

/// The manifests of the tree, each folder looked through and each file read once.
struct Files<'s> {
    sources: &'s Sources,
    /// By the folder of a job: the files there and below that may be manifests, by their names. `None` for a name that
    /// several have.
    below: HashMap<String, HashMap<String, Option<String>>>,
    /// The addresses that a file lists, by its path; none where it is no manifest.
    read: HashMap<String, Rc<[Value]>>,
}

impl Files<'_> {
    /// What a manifest lists that a job names as a file of the tree: the only one of its name beside the job or below.
    fn manifest(&mut self, uri: &Value, job: Span) -> Option<Rc<[Value]>> {
        let parts = uri.as_parts()?;
        let Some(Part::Literal(last)) = parts.last() else { return None };
        let name = last.as_str().rsplit_once('/').map(|(_, name)| name)?;
        if name.is_empty() || !manifest::is_named_so(name) {
            return None;
        }
        let path = self.path(name, job)?;
        let listed = |path: &str| {
            let text = manifest::read(path, self.sources);
            text.as_ref().map(manifest::addresses).unwrap_or_default().into()
        };
        Some(self.read.entry(path).or_insert_with_key(|path| listed(path)).clone())
    }

    fn path(&mut self, name: &str, job: Span) -> Option<String> {
        let job = self.sources.path(job.file);
        let folder = parent(&job);
        if !self.below.contains_key(folder) {
            self.below.insert(folder.to_owned(), self.manifests_below(folder));
        }
        self.below.get(folder)?.get(name)?.clone()
    }

    fn manifests_below(&self, folder: &str) -> HashMap<String, Option<String>> {
        let mut out = HashMap::new();
        let all = self.sources.below(folder, MAX_FOLDERS).into_iter();
        for path in all.filter(|path| manifest::is_named_so(path)) {
            let path = path.trim_start_matches('/').to_owned();
            let name = last_segment(&path).to_owned();
            out.entry(name).and_modify(|only| *only = None).or_insert(Some(path));
        }
        out
    }
}

#[derive(Clone, Copy)]
struct Here<'a> {
    names: &'a Names<'a>,
    site: &'a Site<'a>,
    exists: &'a Guard,
    work: labeling::Work,
    uri: &'a Value,
}

impl Here<'_> {
    fn add(&self, addresses: &[Value], found: &mut Vec<Found>, unmatched: &mut Vec<Unmatched>) {
        for address in addresses {
            let name = s3::bucket_of_uri(address, &|symbol| self.names.class(symbol));
            let at = address.span.unwrap_or(self.site.header);
            let hits = self.names.find(&name, self.site.scope);
            if hits.is_empty() {
                let (address, used) = (name.shown(), self.used(at));
                unmatched.push(Unmatched { name: Ok(name), address, header: at, used });
                continue;
            }
            for hit in hits.into_iter().filter(|hit| hit.answer == Answer::Yes) {
                let (used, exists) = (self.used(at), self.exists.clone());
                found.push(Found { bucket: hit.bucket, used, exists, assumptions: Vec::new() });
            }
        }
    }

    fn used(&self, at: Span) -> Use {
        let mut trail = vec![Label::new(self.site.header, self.site.what.clone())];
        trail.extend(self.uri.span.map(|span| Label::new(span, "reads this manifest")));
        trail.push(Label::new(at, "which lists objects of this bucket"));
        Use {
            role: Role::Input,
            work: self.work,
            service: Service::GroundTruth,
            confidence: Confidence::Certain,
            public_crowd: None,
            trail,
        }
    }
}
