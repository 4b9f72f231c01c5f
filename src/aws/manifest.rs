//! Manifests of labeling jobs: one object of JSON to a line, whose `source-ref` is the address of what workers are shown,
//! or of a sequence of frames: one object whose `prefix` is the address that its frames lie below. Formats: the developer
//! guide of SageMaker, "Input data" for images, video frames and 3D point clouds.

use super::search::{behind, from, word};
use crate::{
    source::{FileId, Sources, Span},
    text::Text,
    value::{Is, Value},
};

/// Manifests have these endings.
const ENDINGS: &[&str] = &[".manifest", ".jsonl", ".json"];
/// Buckets past these are not told from one manifest.
const MAX_BUCKETS: usize = 16;
/// Larger files are not read.
const MAX_BYTES: usize = 4 * 1024 * 1024;
/// Lines past these are not read.
const MAX_LINES: usize = 10_000;
const OBJECT: &str = "\"source-ref\"";
/// Of a sequence, or of the images beside a point cloud.
const PREFIX: &str = "\"prefix\"";
const FRAMES: &str = "\"frames\"";

/// Whether a file may be a manifest, by its name.
pub fn is_named_so(path: &str) -> bool {
    ENDINGS.iter().any(|ending| path.ends_with(ending))
}

/// The first address in each bucket that a manifest lists.
pub fn addresses(manifest: &Value) -> Vec<Value> {
    let mut out: Vec<Value> = Vec::new();
    let mut seen: Vec<String> = Vec::new();
    let alternatives = manifest.alternatives();
    for (key, (_, one)) in
        [OBJECT, PREFIX].iter().flat_map(|key| alternatives.iter().map(move |one| (*key, one)))
    {
        let Some(mut rest) = one.as_parts() else { continue };
        for _ in 0..MAX_LINES {
            let Some(after) = behind(&rest, key, |_, _| false) else { break };
            let address = word(&after).filter(begins);
            rest = after.into();
            let Some(address) = address else { continue };
            let bucket = bucket(&address);
            if !seen.contains(&bucket) && seen.len() < MAX_BUCKETS {
                seen.push(bucket);
                out.push(address);
            }
        }
    }
    out
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
        let shown: Vec<String> = addresses(&Value::text(text)).iter().map(Value::shown).collect();
        assert_eq!(shown, ["s3://a/1.jpg", "s3://b/1.jpg"]);
        assert!(addresses(&Value::text("{\"entries\": [{\"url\": \"s3://a/1\"}]}")).is_empty());
    }

    #[test]
    fn sequences_of_frames() {
        let text = "{\"seq-no\": 1, \"prefix\": \"s3://data/drive/\", \"frames\": [{\"frame\": \"1.jpg\"}]}";
        assert!(may_be_one(text.as_bytes()) && !may_be_one(b"{\"prefix\": \"s3://data/\"}"));
        let shown: Vec<String> = addresses(&Value::text(text)).iter().map(Value::shown).collect();
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
        let all = addresses(&Value::parts(parts));
        assert_eq!(all[0].shown(), "s3://${b}/1.jpg");
    }
}
