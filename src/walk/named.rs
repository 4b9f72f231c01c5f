//! Directories that name a bucket which another directory declares: they are judged together.

use std::{
    collections::BTreeMap,
    hash::{DefaultHasher, Hash, Hasher},
};

use memchr::memmem;

use super::leads::{Lead, values};

/// What stands before the name of a bucket in a URI and in an ARN.
const SCHEMES: [&[u8]; 2] = [b"s3://", b"arn:aws:s3:::"];

/// A block that names its bucket does so within so many bytes.
const BLOCK: usize = 400;

const BUCKET: &[u8] = b"\"aws_s3_bucket\" ";

/// The blocks that name a bucket by itself.
const BLOCKS: [&[u8]; 2] = [BUCKET, b"\"aws_s3_bucket_cors_configuration\" "];

/// The written names of buckets, as hashes: to join too much costs time, to keep the names would cost memory.
pub(super) fn buckets(bytes: &[u8]) -> Vec<Lead> {
    let mut out = Vec::new();
    for kind in BLOCKS {
        for at in memmem::find_iter(bytes, kind) {
            let (before, block) = bytes.split_at(at);
            let block = block.get(kind.len()..block.len().min(BLOCK)).unwrap_or_default();
            let Some(name) = values(block, b"bucket").into_iter().find_map(whole_name) else {
                continue;
            };
            let is_resource = before.trim_ascii_end().ends_with(b"resource");
            out.push(match (is_resource, kind == BUCKET) {
                (false, _) => Lead::Names(name),
                (true, true) => Lead::Declares(name),
                (true, false) => Lead::SetsRules(name),
            });
        }
    }
    for scheme in SCHEMES {
        let after =
            memmem::find_iter(bytes, scheme).filter_map(|at| bytes.get(at + scheme.len()..));
        out.extend(after.filter_map(name_at_start).map(Lead::Names));
    }
    out
}

/// The directories that are one project for a bucket's name: what has labeling and names it, or sets rules of one that
/// is of labeling, and the one directory that declares it. Copies of a directory declare one name each, and none of
/// them is meant.
pub(super) fn joined(
    leads: &[&[&Lead]],
    is_labeling: &dyn Fn(usize) -> bool,
) -> Vec<(usize, usize)> {
    let mut declared: BTreeMap<u64, Option<usize>> = BTreeMap::new();
    let all =
        || leads.iter().enumerate().flat_map(|(at, own)| own.iter().map(move |lead| (at, *lead)));
    for (at, lead) in all() {
        if let Lead::Declares(name) = lead {
            let known = declared.entry(*name).or_insert(Some(at));
            *known = known.filter(|known| *known == at);
        }
    }
    let declares = |name: &u64| declared.get(name).copied().flatten();
    let pair = |(at, lead): (usize, &Lead)| match lead {
        Lead::Names(name) if is_labeling(at) => Some((at, declares(name)?)),
        Lead::SetsRules(name) => Some((at, declares(name).filter(|to| is_labeling(*to))?)),
        _ => None,
    };
    all().filter_map(pair).collect()
}

/// Of a value that is a name and nothing else.
fn whole_name(value: &str) -> Option<u64> {
    let is_of_name =
        |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '.');
    name_at_start(value.as_bytes()).filter(|_| value.chars().all(is_of_name))
}

/// The hash of a name as S3 allows it, where no hole follows that it may go on in.
fn name_at_start(bytes: &[u8]) -> Option<u64> {
    let is_of_name =
        |byte: &&u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-.".contains(byte);
    let len = bytes.iter().take(64).take_while(is_of_name).count();
    let name = bytes.get(..len).filter(|_| (3..=63).contains(&len))?;
    if matches!(bytes.get(len), Some(b'$' | b'*' | b'?')) {
        return None;
    }
    let mut hasher = DefaultHasher::new();
    name.hash(&mut hasher);
    Some(hasher.finish())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn leads(text: &str) -> Vec<Lead> {
        buckets(text.as_bytes())
    }

    #[test]
    fn names_that_are_written_whole() {
        let [Lead::Names(name)] = leads("\"s3://acme-frames/cars.manifest\"")[..] else { panic!() };
        let declared = "resource \"aws_s3_bucket\" \"a\" {\n  bucket = \"acme-frames\"\n}\n";
        assert_eq!(leads(declared), [Lead::Declares(name)]);
        assert_eq!(leads(&declared.replace("resource", "data")), [Lead::Names(name)]);
        let rules = declared.replace("bucket\" \"a\"", "bucket_cors_configuration\" \"a\"");
        assert_eq!(leads(&rules), [Lead::SetsRules(name)]);
        assert_eq!(leads("\"arn:aws:s3:::acme-frames/*\""), [Lead::Names(name)]);
        for holed in ["s3://acme-${var.env}/x", "arn:aws:s3:::acme-*", "s3://${var.a}", "s3://a/"] {
            assert_eq!(leads(holed), [], "{holed}");
        }
        assert_eq!(leads(&declared.replace("frames\"", "${var.env}\"")), []);
    }

    #[test]
    fn only_the_one_that_declares_it() {
        let (names, declares) = (Lead::Names(1), Lead::Declares(1));
        let (one, other, third) = ([&names], [&declares], [&declares]);
        let is_first = |at: usize| at == 0;
        assert_eq!(joined(&[&one, &other], &is_first), [(0, 1)]);
        assert_eq!(joined(&[&one, &other, &third], &is_first), []);
        assert_eq!(joined(&[&other, &one], &is_first), []);
    }
}
