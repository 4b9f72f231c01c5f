//! One look at the bytes of a file, before anything is parsed: can it have to do with labeling?

use memchr::memmem;
use rayon::prelude::*;

use super::{
    cut,
    leads::{self, Lead, leads},
    named, words,
};
use crate::{
    aws::{code, manifest},
    source::{OpenError, Source, Sources, last_segment},
};

/// What a file may be, by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Terraform,
    /// YAML or JSON that may be a template.
    Template,
    /// A `manifest.json`: of a cloud assembly, or of anything.
    Manifest,
    /// What a configuration may take, and no configuration itself: definitions, templates of text, values.
    Text,
}

/// A file that may be ours.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct File {
    pub path: String,
    pub kind: Kind,
    /// Whether the walk came by it and saw a regular file, no link and no device.
    pub plain: bool,
}

/// What one look at a file tells.
#[derive(Debug)]
pub(super) struct Sieved {
    pub path: String,
    pub kind: Kind,
    pub saw: Saw,
}

#[derive(Debug)]
pub(super) enum Saw {
    /// Nothing that concerns us.
    Nothing,
    /// Words of labeling.
    Labeling {
        leads: Vec<Lead>,
    },
    /// No word of labeling, but something that labeling elsewhere may lead to: module calls, states, buckets, nested stacks.
    Neighbour {
        leads: Vec<Lead>,
    },
    /// No word of labeling, but it looks as if the end were missing; leads as above.
    CutOff {
        leads: Vec<Lead>,
    },
    /// The manifest of a cloud assembly.
    Assembly,
    /// Words of labeling, in a file that is no configuration.
    Words,
    /// A template that takes definitions from other files, and leads nowhere else.
    Taker {
        leads: Vec<Lead>,
    },
    Unreadable(OpenError),
}

impl Saw {
    /// Where the file leads.
    pub fn leads(&self) -> &[Lead] {
        match self {
            Saw::Labeling { leads }
            | Saw::Neighbour { leads }
            | Saw::CutOff { leads }
            | Saw::Taker { leads } => leads,
            Saw::Nothing | Saw::Assembly | Saw::Words | Saw::Unreadable(_) => &[],
        }
    }
}

/// In bytes.
const LARGE: usize = 256 * 1024;

/// A folder of so many files is work for more than one core.
const MANY: usize = 64;

/// The artifacts of an assembly that hold stacks.
const ASSEMBLY: &[&str] = &["aws:cloudformation:stack", "cdk:cloud-assembly"];

const TERRAFORM: &[&str] = &[".tf", ".tofu", ".tf.json", ".tofu.json"];
const TEMPLATES: &[&str] = &[".yaml", ".yml", ".json", ".template"];
const TEXTS: &[&str] = &[".asl", ".tftpl", ".tpl", ".tfvars", "samconfig.toml"];

/// What the names of all files end in that a finding may hang on: configurations, what they take, the sources of
/// functions, lists of objects.
pub fn endings() -> impl Iterator<Item = &'static str> {
    let all = [TERRAFORM, TEMPLATES, TEXTS, code::ENDINGS, manifest::ENDINGS];
    all.into_iter().flatten().copied()
}

/// The kind of a file by its name; `None` for all that is not ours.
pub(super) fn kind(path: &str) -> Option<Kind> {
    let name = last_segment(path);
    let ends_in = |endings: &[&str]| endings.iter().any(|end| name.ends_with(end));
    if ends_in(TERRAFORM) {
        return Some(Kind::Terraform);
    }
    if name == "manifest.json" {
        return Some(Kind::Manifest);
    }
    if ends_in(TEMPLATES) {
        return Some(Kind::Template);
    }
    ends_in(TEXTS).then_some(Kind::Text)
}

/// Reads the files of one folder, each once. What concerns us stays in `sources`: files with labeling, and with them
/// all of their folder, for they are judged together. With `wide`, every bucket may be one of labeling. The `buffer`
/// takes each file in turn.
pub(super) fn sieve(
    files: Vec<File>,
    wide: bool,
    sources: &Sources,
    buffer: &mut Vec<u8>,
) -> Vec<Sieved> {
    let one = |buffer: &mut Vec<u8>, file| read(file, wide, sources, buffer);
    let (sieved, texts): (Vec<Sieved>, Vec<Option<String>>) = match files.len() {
        0..MANY => files.into_iter().map(|file| one(buffer, file)).unzip(),
        _ => files.into_par_iter().map_init(Vec::new, one).unzip(),
    };
    let is_labeling = |one: &Sieved| matches!(one.saw, Saw::Labeling { .. } | Saw::Assembly);
    let any = sieved.iter().any(is_labeling);
    for (one, text) in sieved.iter().zip(texts) {
        let belongs = match one.kind {
            Kind::Terraform => any,
            Kind::Template | Kind::Manifest | Kind::Text => any && !matches!(one.saw, Saw::Nothing),
        };
        if let Some(text) = text.filter(|_| belongs) {
            sources.add(one.path.clone(), text);
        }
    }
    sieved
}

fn read(
    file: File,
    wide: bool,
    sources: &Sources,
    buffer: &mut Vec<u8>,
) -> (Sieved, Option<String>) {
    let File { path, kind, plain } = file;
    let outcome = match plain {
        true => sources.read_plain(&path, buffer),
        false => sources.read_into(&path, buffer),
    };
    if let Err(error) = outcome {
        return (Sieved { path, kind, saw: Saw::Unreadable(error) }, None);
    }
    let mut saw = look(&path, kind, wide, buffer);
    if matches!(saw, Saw::Nothing) && has_utf16_mark(buffer) {
        saw = look_at_utf16(&path, kind, wide, buffer);
    }
    if matches!(saw, Saw::Nothing) && kind != Kind::Terraform {
        return (Sieved { path, kind, saw }, None);
    }
    // a large text is not worth a copy, a small one not a new buffer
    let bytes = if buffer.len() < LARGE { buffer.clone() } else { std::mem::take(buffer) };
    match String::from_utf8(bytes) {
        Ok(text) => (Sieved { path, kind, saw }, Some(text)),
        Err(error) => {
            let valid = error.utf8_error().valid_up_to();
            let mut bytes = error.into_bytes();
            bytes.truncate(valid);
            let before = String::from_utf8(bytes).unwrap_or_default();
            (Sieved { path, kind, saw: Saw::Unreadable(OpenError::NotText { before }) }, None)
        }
    }
}

/// The same for a text that is at hand; it stays in `sources` whatever it holds.
pub(super) fn sieve_text(
    path: String,
    kind: Kind,
    text: String,
    wide: bool,
    sources: &Sources,
) -> Sieved {
    let saw = look(&path, kind, wide, text.as_bytes());
    sources.add(path.clone(), text);
    Sieved { path, kind, saw }
}

/// The same for a text that the sources hold already.
pub(super) fn sieve_known(path: String, kind: Kind, wide: bool, source: &Source) -> Sieved {
    let saw = look(&path, kind, wide, source.text.as_bytes());
    Sieved { path, kind, saw }
}

fn look(path: &str, kind: Kind, wide: bool, bytes: &[u8]) -> Saw {
    let has = |word: &str| memmem::find(bytes, word.as_bytes()).is_some();
    let is_labeling = |bytes: &[u8]| words::is_labeling(bytes) || (wide && declares_bucket(bytes));
    let text = || if words::is_labeling(bytes) { Saw::Words } else { Saw::Nothing };
    match kind {
        Kind::Terraform => {
            let mut leads = leads(path, bytes);
            leads.extend(named::buckets(bytes));
            if is_labeling(bytes) {
                return Saw::Labeling { leads };
            }
            if cut::is_cut_off(path, bytes) {
                return Saw::CutOff { leads };
            }
            if leads.is_empty() { Saw::Nothing } else { Saw::Neighbour { leads } }
        }
        Kind::Manifest if has("\"artifacts\"") && ASSEMBLY.iter().any(|word| has(word)) => {
            Saw::Assembly
        }
        Kind::Manifest | Kind::Template => {
            let is_cut_off = cut::is_cut_off_json(bytes);
            let is_cut_template = is_cut_off && has("AWSTemplateFormatVersion");
            if !is_cut_template && (!has("Resources") || !has("AWS::")) {
                return text();
            }
            let leads = leads::definitions_of_template(path, bytes);
            if is_labeling(bytes) {
                return Saw::Labeling { leads };
            }
            if is_cut_off {
                return Saw::CutOff { leads };
            }
            let kinds =
                ["AWS::S3::Bucket", "AWS::CloudFormation::Stack", "AWS::Serverless::Application"];
            if kinds.iter().any(|word| has(word)) {
                return Saw::Neighbour { leads };
            }
            if leads.is_empty() { Saw::Nothing } else { Saw::Taker { leads } }
        }
        Kind::Text => text(),
    }
}

/// Whether the text is UTF-16 and says so.
fn has_utf16_mark(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff])
}

/// What there would be to see if it were UTF-8, which is all that can be read.
fn look_at_utf16(path: &str, kind: Kind, wide: bool, bytes: &[u8]) -> Saw {
    let is_big = bytes.starts_with(&[0xfe]);
    let unit = |pair: &[u8]| match pair {
        [first, second] if is_big => u16::from_be_bytes([*first, *second]),
        [first, second] => u16::from_le_bytes([*first, *second]),
        _ => 0,
    };
    let units = bytes.chunks_exact(2).skip(1).map(unit);
    let text: String = char::decode_utf16(units).map(|c| c.unwrap_or('?')).collect();
    match look(path, kind, wide, text.as_bytes()) {
        Saw::Words => Saw::Nothing,
        saw => saw,
    }
}

fn declares_bucket(bytes: &[u8]) -> bool {
    let words: [&[u8]; 2] = [b"bucket", b"AWS::S3::Bucket"];
    words.iter().any(|word| memmem::find(bytes, word).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_by_name() {
        assert_eq!(kind("a/b.tf.json"), Some(Kind::Terraform));
        assert_eq!(kind("cdk.out/manifest.json"), Some(Kind::Manifest));
        assert_eq!(kind("x.template"), Some(Kind::Template));
        assert_eq!(kind("label.asl"), Some(Kind::Text));
        assert_eq!(kind("x.ts"), None);
    }

    #[test]
    fn a_template_in_utf_16_is_not_passed_over() {
        let template = "Resources: {A: {Type: AWS::S3::Bucket}}\n# labeling-input";
        let big = |text: &str| text.encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<_>>();
        let little =
            |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>();
        let look = |bytes: Vec<u8>| look_at_utf16("a.yaml", Kind::Template, false, &bytes);
        for bytes in [big(&format!("\u{feff}{template}")), little(&format!("\u{feff}{template}"))] {
            assert!(has_utf16_mark(&bytes));
            assert!(matches!(look(bytes), Saw::Labeling { .. }));
        }
        assert!(matches!(look(big("\u{feff}words: labeling-input")), Saw::Nothing));
        assert!(!has_utf16_mark("\u{feff}Resources".as_bytes()));
    }
}
