//! Manifests that labeling jobs name and that lie in the tree: they list the objects that workers are shown.

use std::{
    collections::{HashMap, HashSet},
    rc::Rc,
};

use super::{Found, Unmatched, names::Names, sites::Site};
use crate::{
    aws::{
        labeling::{self, Call},
        manifest::{self, Listed},
        s3,
    },
    facts::{Facts, InputFact},
    model::{Confidence, Role, Service, Use},
    source::{Label, Sources, Span, last_segment, parent},
    value::{Answer, Guard, Part, Value, same},
};

/// More folders than these beside and below the job are not looked into.
const MAX_FOLDERS: usize = 40;

/// Manifests that list objects of other buckets than their own, by the place of the job's site and their URI.
pub(super) type Apart = HashSet<(usize, String)>;

pub(super) fn find(
    facts: &Facts,
    names: &Names,
    sites: &[Site],
    sources: &Sources,
) -> (Vec<Found>, Vec<Unmatched>, Apart) {
    let (mut found, mut unmatched, mut apart) = (Vec::new(), Vec::new(), HashSet::new());
    let uploaded = uploaded(facts, names);
    let mut files = Files { sources, below: HashMap::new(), read: HashMap::new() };
    for (at, site) in sites.iter().enumerate() {
        if site.call != Call::CreateLabelingJob {
            continue;
        }
        for (guard, request) in site.request.alternatives() {
            let Some(exists) = site.exists.and(&guard) else { continue };
            let job = labeling::labeling_job(&request);
            for uri in &job.inputs {
                let own = Own::of(names, uri, site.scope);
                let its = own.place.as_ref().and_then(|place| uploaded.get(place));
                let is_listed = |one: &&InputFact| {
                    one.exists.covers(&exists) && own.is_apart(names, &one.input, &one.scope)
                };
                if its.is_some_and(|its| its.iter().all(is_listed)) {
                    apart.insert((at, uri.shown()));
                }
                let Some(listed) = files.manifest(uri, site.header) else { continue };
                let addresses = &listed.addresses;
                let is_listed = |one: &Value| own.is_apart(names, one, site.scope);
                if listed.is_all && !addresses.is_empty() && addresses.iter().all(is_listed) {
                    apart.insert((at, uri.shown()));
                }
                let here = Here { names, site, exists: &exists, work: job.work, uri };
                here.add(addresses, &mut found, &mut unmatched);
                for address in addresses {
                    if let Some(sequence) = files.manifest(address, site.header) {
                        Here { uri: address, ..here }.add(
                            &sequence.addresses,
                            &mut found,
                            &mut unmatched,
                        );
                    }
                }
            }
        }
    }
    (found, unmatched, apart)
}

/// What the manifests that are uploaded here list, by their places.
fn uploaded<'f>(facts: &'f Facts, names: &Names) -> HashMap<String, Vec<&'f InputFact>> {
    let mut out: HashMap<String, Vec<&InputFact>> = HashMap::new();
    for fact in &facts.inputs {
        let Some(uri) = &fact.manifest else { continue };
        if let Some(place) = Own::of(names, uri, &fact.scope).place {
            out.entry(place).or_default().push(fact);
        }
    }
    out
}

/// The bucket that a URI lies in.
struct Own {
    name: Value,
    bucket: Option<usize>,
    /// The bucket and the key, the same for the same object.
    place: Option<String>,
}

impl Own {
    fn of(names: &Names, uri: &Value, scope: &str) -> Own {
        let name = s3::bucket_of_uri(uri, &|symbol| names.class(symbol));
        let bucket = match names.find(&name, scope).as_slice() {
            [hit] if hit.answer == Answer::Yes => Some(hit.bucket),
            _ => None,
        };
        let shown = uri.shown();
        let key = shown.splitn(4, '/').nth(3).filter(|key| !key.contains("${"));
        let of = bucket.map(|at| at.to_string()).or_else(|| Some(format!("={}", name.constant()?)));
        let place = of.zip(key).map(|(of, key)| format!("{of}/{key}"));
        Own { name, bucket, place }
    }

    /// Whether an address surely lies in another bucket.
    fn is_apart(&self, names: &Names, address: &Value, scope: &str) -> bool {
        let other = Own::of(names, address, scope);
        match (self.bucket, other.bucket) {
            (Some(own), Some(other)) => own != other,
            _ => same(&self.name, &other.name, &|symbol| names.class(symbol)) == Answer::No,
        }
    }
}

/// The manifests of the tree, each folder looked through and each file read once.
struct Files<'s> {
    sources: &'s Sources,
    /// By the folder of a job: the files there and below that may be manifests, by their names. `None` for a name that
    /// several have.
    below: HashMap<String, HashMap<String, Option<String>>>,
    /// What a file lists, by its path; nothing where it is no manifest.
    read: HashMap<String, Rc<Listed>>,
}

impl Files<'_> {
    /// What a manifest lists that a job names as a file of the tree: the only one of its name beside the job or below.
    fn manifest(&mut self, uri: &Value, job: Span) -> Option<Rc<Listed>> {
        let parts = uri.as_parts()?;
        let Some(Part::Literal(last)) = parts.last() else { return None };
        let name = last.as_str().rsplit_once('/').map(|(_, name)| name)?;
        if name.is_empty() || !manifest::is_named_so(name) {
            return None;
        }
        let path = self.path(name, job)?;
        let listed = |path: &str| {
            let text = manifest::read(path, self.sources);
            Rc::new(text.as_ref().map(manifest::listed).unwrap_or_default())
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
