//! An assembly that has no word of labeling: whether what it was made from, or what it uploads, speaks of it.

use std::collections::BTreeSet;

use memchr::memmem;

use crate::{
    aws::manifest,
    source::{Sources, join, parent},
};

use super::{directives, frame::user_frame, origin::Origins};

/// So many sources of one app are looked at.
const MAX_SOURCES: usize = 10_000;
/// Part of the logical id of every function that uploads.
const UPLOADS: &str = "CDKBucketDeployment";

/// Looks at the files in which an assembly keeps its traces and tags: whether they have a word of labeling, by `speaks`;
/// whether a source that they name speaks to this tool; or whether a manifest of labeling is uploaded.
pub fn leads_to_labeling(
    directory: &str,
    files: &[&str],
    speaks: &dyn Fn(&[u8]) -> bool,
    sources: &Sources,
) -> bool {
    let mut folders = BTreeSet::new();
    let mut named = BTreeSet::new();
    for path in files {
        let Ok(bytes) = sources.read(path) else { continue };
        if speaks(&bytes) {
            return true;
        }
        if memmem::find(&bytes, UPLOADS.as_bytes()).is_some() {
            folders.insert(parent(path));
        }
        collect(&String::from_utf8_lossy(&bytes), &mut named);
    }
    let origins = Origins::new(directory, sources);
    let speaks_to_us = |path: &String| {
        let files = origins.files(path).into_iter();
        files.map(|file| sources.get(file)).any(|source| directives::is_in(&source.text))
    };
    named.iter().any(speaks_to_us) || folders.iter().any(|folder| uploads(folder, sources))
}

/// The files that frames of the user's own code name.
fn collect(text: &str, named: &mut BTreeSet<String>) {
    let mut last = "";
    for text in
        text.split('"').filter(|text| text.ends_with(|c: char| c == ')' || c.is_ascii_digit()))
    {
        let Some(frame) = user_frame(text).filter(|frame| frame.file != last) else { continue };
        last = frame.file;
        if named.len() < MAX_SOURCES && !named.contains(last) {
            named.insert(last.to_owned());
        }
    }
}

/// Whether an asset in this folder is, or holds, a manifest of labeling.
fn uploads(folder: &str, sources: &Sources) -> bool {
    let assets = sources.folders(folder).into_iter().filter(|name| name.starts_with("asset."));
    assets.filter_map(|name| join(folder, &name)).any(|asset| {
        let files = sources.list(&asset).into_iter().filter(|name| manifest::is_named_so(name));
        let mut manifests = files.filter_map(|name| join(&asset, &name));
        manifests.any(|path| manifest::open(&path, sources).is_some())
    })
}
