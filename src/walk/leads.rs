//! Where a Terraform file leads, told from its bytes: modules that it calls, and states that it reads or keeps.

use memchr::memmem;

use crate::source::{join, parent};

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Lead {
    /// A directory that it calls, or whose state it reads.
    Directory(String),
    /// A directory below which it calls one.
    Below(String),
    /// A word that a state is called by, in a file that reads states.
    Reads(String),
    /// The same in a file that says where its own state is kept.
    Keeps(String),
    /// The name of a file whose text it takes, which may define a state machine; or how the name ends.
    Takes { name: String, is_end: bool },
    /// A folder of such files.
    TakesFrom(String),
    /// A bucket that it names, by the hash of its name.
    Names(u64),
    /// The same of a bucket that it sets CORS rules of.
    SetsRules(u64),
    /// The same of a bucket that it declares.
    Declares(u64),
}

impl Lead {
    /// The state that it reads.
    pub fn read(&self) -> Option<&str> {
        match self {
            Lead::Reads(state) => Some(state),
            _ => None,
        }
    }
}

/// More of a file than this many bytes behind a key is no value.
const MAX_VALUE: usize = 1024;

/// Without parsing: more than there are, never fewer.
pub(super) fn leads(path: &str, bytes: &[u8]) -> Vec<Lead> {
    let has = |word: &[u8]| memmem::find(bytes, word).is_some();
    let called = |target: &str| match target.split_once("${") {
        Some((known, _)) => {
            let above = known.rsplit_once('/').map_or(known, |(above, _)| above);
            join(parent(path), &format!("{above}/")).map(Lead::Below)
        }
        None => join(parent(path), target).map(Lead::Directory),
    };
    let is_local = |target: &&str| target.starts_with("./") || target.starts_with("../");
    let mut out: Vec<Lead> =
        values(bytes, b"source").into_iter().filter(is_local).filter_map(called).collect();
    let names = || [b"key".as_slice(), b"name"].into_iter().flat_map(|key| values(bytes, key));
    if has(b"terraform_remote_state") {
        // the file of a state lies in the directory of its root
        let files = values(bytes, b"path").into_iter().filter_map(|file| {
            let file = file.strip_prefix("${path.module}/").unwrap_or(file);
            join(parent(path), file).map(|file| Lead::Directory(parent(&file).to_owned()))
        });
        out.extend(files);
        out.extend(names().map(|name| Lead::Reads(name.to_owned())));
    }
    let keeps: [&[u8]; 4] = [b"backend \"", b"\"backend\"", b"cloud {", b"\"cloud\""];
    if keeps.into_iter().any(has) {
        out.extend(names().map(|name| Lead::Keeps(name.to_owned())));
    }
    // `templatefile(` ends in this too
    out.extend(values(bytes, b"file(").into_iter().filter_map(|file| takes(path, file)));
    out
}

/// The files that a template takes the definitions of its state machines from.
pub(super) fn definitions_of_template(path: &str, bytes: &[u8]) -> Vec<Lead> {
    values(bytes, b"DefinitionUri").into_iter().filter_map(|file| takes(path, file)).collect()
}

/// Of a path its last segment, or what stands behind the holes in it; where that is nothing, the folder.
fn takes(own: &str, path: &str) -> Option<Lead> {
    let (folder, last) = path.rsplit_once('/').unwrap_or(("", path));
    let name = last.rsplit('}').next().unwrap_or(last);
    let name = name.split_whitespace().next().unwrap_or_default().trim_matches(['\'', '\\']);
    if !name.is_empty() {
        return Some(Lead::Takes { name: name.to_owned(), is_end: last.contains('}') });
    }
    let folder = folder.strip_prefix("${path.module}").unwrap_or(folder).trim_start_matches('/');
    join(parent(own), folder).filter(|folder| !folder.contains('$')).map(Lead::TakesFrom)
}

/// What stands behind each `key =` or `"key":`, without quotes.
pub(super) fn values<'b>(bytes: &'b [u8], key: &[u8]) -> Vec<&'b str> {
    let value = |at: usize| {
        let rest = bytes.get(at + key.len()..)?;
        let rest = rest.get(..rest.len().min(MAX_VALUE))?;
        let skip = rest.iter().take_while(|byte| b" \t\r\n\"\\=:".contains(byte)).count();
        let is_quoted = rest.get(..skip)?.ends_with(b"\"");
        let rest = rest.get(skip..).filter(|_| skip > 0)?;
        let len = memchr::memchr2(b'"', b'\n', rest).unwrap_or(rest.len());
        // values that hold each other would take far more room than the file
        let end = rest.get(..len).filter(|_| !is_quoted).and_then(|rest| memmem::find(rest, key));
        let len = end.unwrap_or(len);
        std::str::from_utf8(rest.get(..len)?).ok().filter(|value| !value.is_empty())
    };
    memmem::find_iter(bytes, key).filter_map(value).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn directory(path: &str) -> Lead {
        Lead::Directory(path.to_owned())
    }

    #[test]
    fn calls() {
        let text = b"module \"a\" {\n  source = \"../store\"\n}\nmodule \"b\" { source = \"hashicorp/x\" }\n";
        assert_eq!(leads("infra/main.tf", text), [directory("store")]);
        assert_eq!(leads("infra/a.tf.json", br#"{"source": "./m"}"#), [directory("infra/m")]);
    }

    #[test]
    fn values_that_hold_each_other() {
        let text = "source=./a ".repeat(1000);
        let all = leads("main.tf", text.as_bytes());
        let directories = all.iter().filter(|lead| matches!(lead, Lead::Directory(_))).count();
        assert_eq!(directories, 1000);
        let size: usize = all.iter().map(|lead| format!("{lead:?}").len()).sum();
        assert!(size < 10 * text.len(), "{size} bytes");
        let open = b"source = \"./modules/${local.kind}\"\n";
        assert_eq!(leads("a/main.tf", open), [Lead::Below("a/modules".to_owned())]);
        let quoted = b"source = \"./modules/data-source\"\n";
        assert_eq!(leads("main.tf", quoted), [directory("modules/data-source")]);
    }

    #[test]
    fn files() {
        let takes = |name: &str, is_end| Lead::Takes { name: name.to_owned(), is_end };
        let machine = b"definition = templatefile(\"${path.module}/label.asl.json\", {})\n";
        assert_eq!(leads("main.tf", machine), [takes("label.asl.json", false)]);
        let hole = b"definition = file( \"./${var.name}.asl.json\")\n";
        assert_eq!(leads("main.tf", hole), [takes(".asl.json", true)]);
        let folder = b"yamldecode(file(\"${path.module}/configs/${each.value}\"))";
        assert_eq!(leads("a/main.tf", folder), [Lead::TakesFrom("a/configs".to_owned())]);
        assert_eq!(leads("a/main.tf", b"file(\"${var.folder}/${each.value}\")"), []);
        let json = br#"{"definition": "${file(\"x/label.json\")}"}"#;
        assert_eq!(leads("main.tf.json", json), [takes("label.json", false)]);
        let yaml = b"DefinitionUri: machines/label.asl.yaml # steps\n";
        assert_eq!(definitions_of_template("t.yaml", yaml), [takes("label.asl.yaml", false)]);
    }

    #[test]
    fn states() {
        let keeps = b"terraform {\n  backend \"s3\" {\n    key = \"storage\"\n  }\n}\n";
        assert_eq!(leads("a/main.tf", keeps), [Lead::Keeps("storage".to_owned())]);
        let reads =
            b"data \"terraform_remote_state\" \"s\" {\n  config = { key = \"storage\" }\n}\n";
        assert_eq!(leads("b/main.tf", reads), [Lead::Reads("storage".to_owned())]);
        let local = b"data \"terraform_remote_state\" \"s\" {\n  config = { path = \"../a/terraform.tfstate\" }\n}\n";
        assert!(leads("b/main.tf", local).contains(&directory("a")));
    }
}
