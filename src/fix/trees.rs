//! The trees of a project's files, each read once, with their blocks and entries by place.

use std::{
    cell::RefCell,
    collections::{BTreeSet, HashMap},
    rc::Rc,
    sync::Arc,
};

use crate::{
    dialect::Project,
    facts::named_bucket,
    source::{FileId, Source, Sources, Span, join, parent},
    syntax::{
        hcl::{self, Block},
        json,
        node::{Entry, Kind, Node},
        yaml,
    },
};

/// A file in the native syntax of Terraform.
pub struct Native {
    pub source: Arc<Source>,
    pub body: hcl::Body,
    places: HashMap<(u32, u32), usize>,
}

/// A file in JSON or YAML.
pub struct Data {
    pub source: Arc<Source>,
    pub root: Node,
    pub is_json: bool,
    /// Map entries by the offset of their key.
    entries: HashMap<u32, Entry>,
}

/// What one directory of Terraform declares about CORS.
#[derive(Default)]
pub struct Directory {
    /// The labels of all `aws_s3_bucket_cors_configuration`.
    pub configurations: BTreeSet<String>,
    /// The labels of all buckets.
    pub buckets: BTreeSet<String>,
    /// The configuration block that names a bucket, by the bucket's label.
    pub by_bucket: HashMap<String, Span>,
    /// Local modules that it calls: their directory, and whether the call repeats.
    calls: Vec<(String, bool)>,
}

pub struct Trees<'a> {
    pub sources: &'a Sources,
    pub project: &'a Project,
    natives: RefCell<HashMap<FileId, Option<Rc<Native>>>>,
    data: RefCell<HashMap<FileId, Option<Rc<Data>>>>,
    directories: RefCell<HashMap<String, Rc<Directory>>>,
    called: RefCell<Option<Rc<HashMap<String, usize>>>>,
}

impl<'a> Trees<'a> {
    pub fn new(project: &'a Project, sources: &'a Sources) -> Trees<'a> {
        let (natives, data) = (RefCell::default(), RefCell::default());
        let (directories, called) = (RefCell::default(), RefCell::default());
        Trees { sources, project, natives, data, directories, called }
    }

    /// A file without any error.
    pub fn native(&self, file: FileId) -> Option<Rc<Native>> {
        if let Some(known) = self.natives.borrow().get(&file) {
            return known.clone();
        }
        let source = self.sources.get(file);
        let document = hcl::read(&source, file).ok().filter(|read| read.problems.is_empty());
        let native = document.map(|document| {
            let blocks = document.body.blocks.iter().enumerate();
            let places = blocks.map(|(at, block)| ((block.span.start, block.span.end), at));
            Rc::new(Native { source, places: places.collect(), body: document.body })
        });
        self.natives.borrow_mut().insert(file, native.clone());
        native
    }

    pub fn data(&self, file: FileId) -> Option<Rc<Data>> {
        if let Some(known) = self.data.borrow().get(&file) {
            return known.clone();
        }
        let source = self.sources.get(file);
        let as_json = source.text.trim_start().starts_with(['{', '[']);
        let json = if as_json { json::read(&source, file).ok() } else { None };
        // what is called JSON stays as near to it as it is
        let is_json = json.is_some() || (as_json && source.path.ends_with(".json"));
        let document = json.or_else(|| yaml::read(&source, file).ok());
        let data = document.map(|document| {
            let mut entries = HashMap::new();
            index(&document.root, &mut entries);
            Rc::new(Data { source, root: document.root, is_json, entries })
        });
        self.data.borrow_mut().insert(file, data.clone());
        data
    }

    pub fn directory(&self, path: &str) -> Rc<Directory> {
        if let Some(known) = self.directories.borrow().get(path) {
            return known.clone();
        }
        let mut out = Directory::default();
        for name in self.sources.list(path) {
            let Some(file) = join(path, &name).and_then(|path| self.sources.open(&path).ok())
            else {
                continue;
            };
            if name.ends_with(".tf") || name.ends_with(".tofu") {
                let Some(native) = self.native(file) else { continue };
                for block in &native.body.blocks {
                    out.take(block, &native.source.text, path);
                }
            } else if name.ends_with(".tf.json") || name.ends_with(".tofu.json") {
                self.data(file).iter().for_each(|data| out.take_json(&data.root, path));
            }
        }
        let out = Rc::new(out);
        self.directories.borrow_mut().insert(path.to_owned(), out.clone());
        out
    }

    /// How many instances of a directory's module the project makes, as far as that is plain; a call that repeats counts
    /// as two.
    pub fn calls_of(&self, directory: &str) -> usize {
        let known = self.called.borrow().clone();
        let called = known.unwrap_or_else(|| {
            let mut called: HashMap<String, usize> = HashMap::new();
            if let Project::Terraform { directories, .. } = self.project {
                for directory in directories {
                    for (target, repeats) in &self.directory(directory).calls {
                        *called.entry(target.clone()).or_default() += 1 + usize::from(*repeats);
                    }
                }
            }
            let called = Rc::new(called);
            *self.called.borrow_mut() = Some(called.clone());
            called
        });
        called.get(directory).copied().unwrap_or(0)
    }
}

impl Native {
    /// The block at the top of the file with exactly this span.
    pub fn block(&self, span: Span) -> Option<&Block> {
        let at = self.places.get(&(span.start, span.end))?;
        self.body.blocks.get(*at)
    }

    /// The directory of the file.
    pub fn directory(&self) -> &str {
        parent(&self.source.path)
    }
}

impl Data {
    /// The entry whose key starts at an offset.
    pub fn entry(&self, start: u32) -> Option<&Entry> {
        self.entries.get(&start)
    }
}

impl Directory {
    fn take(&mut self, block: &Block, text: &str, directory: &str) {
        match (block.kind.as_str(), block.label(0), block.label(1)) {
            ("resource", Some("aws_s3_bucket"), Some(name)) => {
                self.buckets.insert(name.to_owned());
            }
            ("resource", Some("aws_s3_bucket_cors_configuration"), Some(name)) => {
                self.configurations.insert(name.to_owned());
                let span = block.body.attribute("bucket").map(|bucket| bucket.value.span);
                let written = span.and_then(|at| text.get(at.start as usize..at.end as usize));
                if let Some(label) = written.and_then(named_bucket) {
                    self.by_bucket.insert(label.to_owned(), block.span);
                }
            }
            ("module", Some(_), None) => {
                let source = block.body.attribute("source").and_then(|one| one.value.plain());
                let source = source.filter(|source| source.as_str().starts_with('.'));
                let target = source.and_then(|source| join(directory, source.as_str()));
                let mut repeats = ["count", "for_each"].iter();
                let repeats = repeats.any(|name| block.body.attribute(name).is_some());
                self.calls.extend(target.map(|target| (target, repeats)));
            }
            _ => {}
        }
    }

    fn take_json(&mut self, root: &Node, directory: &str) {
        for call in root.get("module").and_then(Node::map).unwrap_or_default() {
            let source = call.value.get("source").and_then(Node::as_str);
            let source = source.filter(|source| source.starts_with('.'));
            let target = source.and_then(|source| join(directory, source));
            let repeats = ["count", "for_each"].iter().any(|name| call.value.get(name).is_some());
            self.calls.extend(target.map(|target| (target, repeats)));
        }
        let kinds =
            root.get("resource").map(|node| node.list().unwrap_or(std::slice::from_ref(node)));
        for kinds in kinds.unwrap_or_default() {
            for (kind, labels) in [
                ("aws_s3_bucket", &mut self.buckets),
                ("aws_s3_bucket_cors_configuration", &mut self.configurations),
            ] {
                let names = kinds.get(kind).and_then(Node::map).unwrap_or_default();
                labels.extend(names.iter().map(|entry| entry.key.as_str().to_owned()));
            }
        }
    }
}

/// Every entry that is written where its map stands; those of aliases and merges stand elsewhere.
fn index(node: &Node, into: &mut HashMap<u32, Entry>) {
    match &node.kind {
        Kind::Map(entries) => {
            for entry in entries.iter().filter(|entry| node.span.contains(entry.key_span)) {
                index(&entry.value, into);
                into.insert(entry.key_span.start, entry.clone());
            }
        }
        Kind::List(items) => {
            items
                .iter()
                .filter(|item| node.span.contains(item.span))
                .for_each(|item| index(item, into));
        }
        _ => {}
    }
}
