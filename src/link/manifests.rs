//! Manifests that labeling jobs name and that lie in the tree: they list the objects that workers are shown.

use super::{Found, Unmatched, calls, names::Names};
use crate::{
    aws::{
        labeling::{self, Call},
        manifest, s3,
    },
    model::{Confidence, Role, Service, Use},
    source::{Label, Sources, Span, parent},
    text::Text,
    value::{Answer, Guard, Part, Value},
};

/// More folders than these beside and below the job are not looked into.
const MAX_FOLDERS: usize = 40;
/// Larger files are not read.
const MAX_BYTES: usize = 4 * 1024 * 1024;

pub(super) fn find(
    names: &Names,
    sites: &[calls::Site],
    sources: &Sources,
    found: &mut Vec<Found>,
    unmatched: &mut Vec<Unmatched>,
) {
    for site in sites.iter().filter(|site| site.call == Call::CreateLabelingJob) {
        for (guard, request) in site.request.alternatives() {
            let Some(exists) = site.exists.and(&guard) else { continue };
            let job = labeling::labeling_job(&request);
            for uri in &job.inputs {
                let Some(file) = file_of(uri, site.header, sources) else { continue };
                let here = Here { names, site, exists: &exists, work: job.work, uri };
                here.read(&file, found, unmatched);
            }
        }
    }
}

/// The manifest as a file of the tree: the only one of its name beside the job or below.
fn file_of(uri: &Value, job: Span, sources: &Sources) -> Option<Value> {
    let parts = uri.as_parts()?;
    let Some(Part::Literal(last)) = parts.last() else { return None };
    let name = last.as_str().rsplit_once('/').map(|(_, name)| name)?;
    if name.is_empty() || !manifest::is_named_so(name) {
        return None;
    }
    let folder = sources.path(job.file);
    let all = sources.below(parent(&folder), MAX_FOLDERS);
    let mut same = all.iter().filter(|path| path.rsplit('/').next() == Some(name));
    let (path, None) = (same.next()?.trim_start_matches('/'), same.next()) else { return None };
    let is_one = |bytes: &Vec<u8>| bytes.len() <= MAX_BYTES && manifest::may_be_one(bytes);
    if sources.find(path).is_none() && !sources.read(path).is_ok_and(|bytes| is_one(&bytes)) {
        return None;
    }
    let file = sources.open(path).ok()?;
    let source = sources.get(file);
    let whole = Span { file, start: 0, end: source.text.len() as u32 };
    Some(Value::text(Text::written(source.text.as_str(), whole)))
}

struct Here<'a> {
    names: &'a Names<'a>,
    site: &'a calls::Site<'a>,
    exists: &'a Guard,
    work: labeling::Work,
    uri: &'a Value,
}

impl Here<'_> {
    fn read(&self, file: &Value, found: &mut Vec<Found>, unmatched: &mut Vec<Unmatched>) {
        for address in manifest::addresses(file) {
            let name = s3::bucket_of_uri(&address, &|symbol| self.names.class(symbol));
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
