//! Manifests of labeling jobs: one object of JSON to a line, whose `source-ref` is the address of what workers are shown,
//! or of a sequence of frames: one object whose `prefix` is the address that its frames lie below. Formats: the developer
//! guide of SageMaker, "Input data" for images, video frames and 3D point clouds.

use super::search::{behind, from, word};
use crate::{
    source::{FileId, Sources, Span},
    text::Text,
    value::{Is, Part, Value},
};

/// Manifests have these endings.
pub const ENDINGS: &[&str] = &[".manifest", ".jsonl", ".json"];
/// Buckets past these are not told from one manifest.
const MAX_BUCKETS: usize = 16;
/// Larger files are not read.
const MAX_BYTES: usize = 4 * 1024 * 1024;
/// Lines that name something past these are not read.
const MAX_LINES: usize = 10_000;
const OBJECT: &str = "\"source-ref\"";
/// Of a sequence, or of the images beside a point cloud.
const PREFIX: &str = "\"prefix\"";
const FRAMES: &str = "\"frames\"";

/// Whether a file may be a manifest, by its name.
pub fn is_named_so(path: &str) -> bool {
    ENDINGS.iter().any(|ending| path.ends_with(ending))
}

/// What a manifest lists.
#[derive(Debug, Default)]
pub struct Listed {
    /// The first address in each bucket.
    pub addresses: Vec<Value>,
    /// Whether it surely speaks of no other bucket.
    pub is_all: bool,
}

pub fn listed(manifest: &Value) -> Listed {
    let mut out: Vec<Value> = Vec::new();
    let mut seen: Vec<String> = Vec::new();
    let mut count = 0;
    let alternatives = manifest.alternatives();
    for (key, (_, one)) in
        [OBJECT, PREFIX].iter().flat_map(|key| alternatives.iter().map(move |one| (*key, one)))
    {
        let Some(parts) = one.as_parts() else { continue };
        let named = lines(&parts).into_iter().flat_map(|line| named(line, key));
        for address in named.take(MAX_LINES) {
            count += 1;
            let bucket = bucket(&address);
            if !seen.contains(&bucket) && seen.len() < MAX_BUCKETS {
                seen.push(bucket);
                out.push(address);
            }
        }
    }
    let is_all = alternatives.len() == 1 && seen.len() < MAX_BUCKETS;
    Listed { is_all: is_all && spoken_of(manifest) == Some(count), addresses: out }
}

/// How many addresses in S3 a text speaks of, behind whichever key; `None` where that cannot be told.
fn spoken_of(manifest: &Value) -> Option<usize> {
    let count = |part: &Part| match part {
        Part::Literal(text) => {
            Some(memchr::memmem::find_iter(text.as_str().as_bytes(), "s3://").count())
        }
        Part::Symbol(symbol) => (!symbol.class.may_contain(':')).then_some(0),
        Part::Unknown(_) => None,
    };
    manifest.as_parts()?.iter().map(count).sum()
}

/// The lines of a text that name something.
fn lines(parts: &[Part]) -> Vec<Vec<Part>> {
    let names = |part: &Part| match part {
        Part::Literal(text) => [OBJECT, PREFIX].iter().any(|key| text.as_str().contains(key)),
        _ => false,
    };
    let (mut out, mut line) = (Vec::new(), Vec::new());
    for part in parts {
        let Part::Literal(text) = part else {
            line.push(part.clone());
            continue;
        };
        let mut start = 0;
        for end in memchr::memchr_iter(b'\n', text.as_str().as_bytes()) {
            line.push(Part::Literal(text.slice(start, end)));
            let whole = std::mem::take(&mut line);
            out.extend(Some(whole).filter(|line| line.iter().any(names)));
            start = end + 1;
        }
        line.push(Part::Literal(text.slice(start, text.len())));
    }
    out.extend(Some(line).filter(|line| line.iter().any(names)));
    out
}

/// The addresses that stand behind a key.
fn named(line: Vec<Part>, key: &str) -> impl Iterator<Item = Value> {
    let behind = move |line: &Vec<Part>| behind(line, key, |_, _| false);
    let rests = std::iter::successors(behind(&line), behind);
    rests.filter_map(|rest| word(&rest).filter(begins))
}

fn begins(address: &Value) -> bool {
    let Is::Text(parts) = &address.is else { return false };
    from(parts.get(..1).unwrap_or_default(), "s3://", |before, _| !before.is_empty()).is_some()
}

/// The address up to the end of the bucket's name, as it is shown.
fn bucket(address: &Value) -> String {
    address.shown().splitn(4, '/').take(3).collect()
}

/// A file of the tree, where it may be a manifest; one that is not is not kept.
pub fn open(path: &str, sources: &Sources) -> Option<FileId> {
    let is_one = |bytes: &Vec<u8>| bytes.len() <= MAX_BYTES && may_be_one(bytes);
    if sources.find(path).is_none() && !sources.read(path).is_ok_and(|bytes| is_one(&bytes)) {
        return None;
    }
    sources.open(path).ok()
}

/// The text of such a file.
pub fn read(path: &str, sources: &Sources) -> Option<Value> {
    let file = open(path, sources)?;
    let source = sources.get(file);
    let whole = Span { file, start: 0, end: source.text.len() as u32 };
    Some(Value::text(Text::written(source.text.as_str(), whole)))
}

/// Whether a text may hold such lines.
fn may_be_one(bytes: &[u8]) -> bool {
    let has = |key: &str| memchr::memmem::find(bytes, key.as_bytes()).is_some();
    has(OBJECT) || (has(PREFIX) && has(FRAMES))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::{Class, Part, Symbol};

    #[test]
    fn one_address_of_each_bucket() {
        let text = "{\"source-ref\": \"s3://a/1.jpg\"}\n{\"source-ref\":\"s3://a/2.jpg\", \"x\": 1}\n{\"source-ref\": \"s3://b/1.jpg\"}\n{\"source\": \"s3://c\"}\n";
        let shown: Vec<String> =
            listed(&Value::text(text)).addresses.iter().map(Value::shown).collect();
        assert_eq!(shown, ["s3://a/1.jpg", "s3://b/1.jpg"]);
        assert!(
            listed(&Value::text("{\"entries\": [{\"url\": \"s3://a/1\"}]}")).addresses.is_empty()
        );
    }

    #[test]
    fn all_that_it_speaks_of() {
        let is_all = |text: &str| listed(&Value::text(text)).is_all;
        assert!(is_all("{\"source-ref\": \"s3://a/1.jpg\"}\n{\"source-ref\":\"s3://b/2.jpg\"}\n"));
        assert!(!is_all("{\"source-ref\": \"s3://a/1.jpg\", \"cars-ref\": \"s3://c/1.png\"}\n"));
    }

    #[test]
    fn sequences_of_frames() {
        let text = "{\"seq-no\": 1, \"prefix\": \"s3://data/drive/\", \"frames\": [{\"frame\": \"1.jpg\"}]}";
        assert!(may_be_one(text.as_bytes()) && !may_be_one(b"{\"prefix\": \"s3://data/\"}"));
        let shown: Vec<String> =
            listed(&Value::text(text)).addresses.iter().map(Value::shown).collect();
        assert_eq!(shown, ["s3://data/drive/"]);
    }

    #[test]
    fn names_that_are_symbols() {
        let symbol = Part::Symbol(Symbol::new("b", "b", Class::Managed));
        let parts = vec![
            Part::Literal("{\"source-ref\": \"s3://".into()),
            symbol,
            Part::Literal("/1.jpg\"}\n".into()),
        ];
        let all = listed(&Value::parts(parts)).addresses;
        assert_eq!(all[0].shown(), "s3://${b}/1.jpg");
    }
}
