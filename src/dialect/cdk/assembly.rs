//! A cloud assembly: its manifests, stacks, assets and stages.

use std::collections::{BTreeSet, HashMap};

use crate::{
    dialect::room::{MAX_VALUES, Room},
    finding::Problem,
    source::{OpenError, Sources, Span, join, parent},
    syntax::{
        json,
        node::{self, Document, Node},
    },
    text::Text,
    value::{Entry, Value},
};

use super::metadata::Metadata;

/// Stages stand in each other at most this deep.
const MAX_STAGES: usize = 16;

/// How the template of a product of Service Catalog is named.
const PRODUCT: &str = ".product.template.json";

/// All that the manifests of an assembly say.
#[derive(Default)]
pub struct Assembly {
    pub stacks: Vec<Artifact>,
    /// Files by the key of the object that they are uploaded as, and by their hash.
    pub assets: HashMap<String, String>,
    pub problems: Vec<Problem>,
    /// How many files were read.
    pub files: usize,
}

/// A stack of an assembly.
pub struct Artifact {
    /// Unique among the artifacts beside it.
    id: String,
    /// Its template, relative to the root.
    pub template: String,
    /// `Prod/Data`.
    pub shown: String,
    pub name: String,
    pub account: Option<String>,
    pub region: Option<String>,
    pub metadata: Metadata,
    /// The tags of the stack, which CloudFormation gives to all that is in it.
    pub tags: Vec<Entry>,
    /// The templates of its products of Service Catalog, relative to the root.
    pub products: Vec<String>,
}

/// Reads the `manifest.json` of a directory and of every stage below it.
pub fn read(directory: &str, sources: &Sources, room: &Room) -> Assembly {
    let mut assembly = Assembly::default();
    let mut open = vec![(directory.to_owned(), 0)];
    while let Some((directory, depth)) = open.pop() {
        let Some(manifest) = assembly.json(&beside(&directory, "manifest.json"), sources, room)
        else {
            continue;
        };
        let mut products = HashMap::new();
        for artifact in manifest.get("artifacts").and_then(Node::map).unwrap_or_default() {
            let (id, artifact) = (artifact.key.as_str(), &artifact.value);
            let property = |name: &str| artifact.path(&["properties", name]).and_then(Node::as_str);
            match artifact.get("type").and_then(Node::as_str) {
                Some("cdk:cloud-assembly") if depth >= MAX_STAGES => {
                    assembly.too_deep(artifact.span)
                }
                Some("cdk:cloud-assembly") => {
                    let stage = property("directoryName").and_then(|name| join(&directory, name));
                    open.extend(stage.map(|stage| (stage, depth + 1)));
                }
                Some("cdk:asset-manifest") => {
                    if let Some(path) = property("file").and_then(|file| join(&directory, file)) {
                        let files = assembly.add_assets(&directory, &path, sources, room);
                        let is_product = |file: &String| file.ends_with(PRODUCT);
                        let of = id.strip_suffix(".assets").unwrap_or(id).to_owned();
                        products.insert(of, files.into_iter().filter(is_product).collect());
                    }
                }
                Some("aws:cloudformation:stack") => {
                    assembly.add_stack(&directory, id, artifact, sources, room);
                }
                _ => {}
            }
        }
        assembly.add_products(&directory, &products);
    }
    assembly
}

impl Assembly {
    fn too_deep(&mut self, at: Span) {
        let message = "stages that stand more than 16 deep in each other are not looked at";
        self.problems.push(Problem::warning("too-many-stages", message, at));
    }

    fn json(&mut self, path: &str, sources: &Sources, room: &Room) -> Option<Node> {
        let file = match sources.open(path) {
            Ok(file) => file,
            Err(error) => {
                self.problems.push(unreadable(path, &error, sources));
                return None;
            }
        };
        self.files += 1;
        let source = sources.get(file);
        match room.read(file, || json::read(&source, file), |read| read.root.count(MAX_VALUES)) {
            Ok(Document { root, .. }) => Some(root),
            Err(problem) => {
                self.problems.push(problem);
                None
            }
        }
    }

    /// Says which files they are.
    fn add_assets(
        &mut self,
        directory: &str,
        path: &str,
        sources: &Sources,
        room: &Room,
    ) -> BTreeSet<String> {
        let mut all = BTreeSet::new();
        let Some(manifest) = self.json(path, sources, room) else { return all };
        for file in manifest.get("files").and_then(Node::map).unwrap_or_default() {
            let source = file.value.path(&["source", "path"]).and_then(Node::as_str);
            let Some(path) = source.and_then(|source| join(directory, source)) else { continue };
            all.insert(path.clone());
            self.assets.insert(file.key.as_str().to_owned(), path.clone());
            for target in file.value.get("destinations").and_then(Node::map).unwrap_or_default() {
                if let Some(key) = target.value.get("objectKey").and_then(Node::as_str) {
                    self.assets.insert(key.to_owned(), path.clone());
                }
            }
        }
        all
    }

    fn add_stack(
        &mut self,
        directory: &str,
        id: &str,
        artifact: &Node,
        sources: &Sources,
        room: &Room,
    ) {
        let property = |name: &str| artifact.path(&["properties", name]).and_then(Node::as_str);
        let Some(file) = property("templateFile") else { return };
        let Some(template) = join(directory, file) else {
            let message =
                format!("the template {file} of stack {id} lies outside the tree; it was not read");
            self.problems.push(Problem::warning("unreadable", message, artifact.span));
            return;
        };
        let mut metadata = Metadata::default();
        metadata.add(artifact.get("metadata"));
        let more = artifact.get("additionalMetadataFile").and_then(Node::as_str);
        if let Some(path) = more.and_then(|file| join(directory, file)) {
            metadata.add(self.json(&path, sources, room).as_ref());
        }
        for (hash, path) in metadata.assets() {
            self.assets.extend(join(directory, &path).map(|path| (hash, path)));
        }
        let environment = artifact.get("environment").and_then(Node::as_str).unwrap_or_default();
        let mut place = environment.trim_start_matches("aws://").split('/');
        let known = |text: &&str| !text.is_empty() && !text.starts_with("unknown-");
        let shown = artifact.get("displayName").and_then(Node::as_str).unwrap_or(id);
        self.stacks.push(Artifact {
            id: id.to_owned(),
            template,
            shown: shown.split(' ').next().unwrap_or(shown).to_owned(),
            name: property("stackName").unwrap_or(id).to_owned(),
            account: place.next().filter(known).map(str::to_owned),
            region: place.next().filter(known).map(str::to_owned),
            metadata,
            tags: tags(artifact),
            products: Vec::new(),
        });
    }

    /// The products among a stack's assets.
    fn add_products(&mut self, directory: &str, of: &HashMap<String, Vec<String>>) {
        for stack in self.stacks.iter_mut().filter(|stack| parent(&stack.template) == directory) {
            stack.products = of.get(&stack.id).cloned().unwrap_or_default();
        }
    }
}

fn tags(artifact: &Node) -> Vec<Entry> {
    let all = artifact.path(&["properties", "tags"]).and_then(Node::map).unwrap_or_default();
    let tag = |tag: &node::Entry| {
        let value = Value::text(tag.value.text()?.clone()).at(Some(tag.value.span));
        Some(Entry { key: Text::written(tag.key.as_str(), tag.key_span), value })
    };
    all.iter().filter_map(tag).collect()
}

/// A file of the directory that holds `path`.
pub fn sibling(path: &str, file: &str) -> Option<String> {
    join(parent(path), file)
}

fn beside(directory: &str, file: &str) -> String {
    if directory.is_empty() { file.to_owned() } else { format!("{directory}/{file}") }
}

fn unreadable(path: &str, error: &OpenError, sources: &Sources) -> Problem {
    let why = match error {
        OpenError::Missing => "is named by the assembly but does not exist",
        OpenError::Dangling => "is a link that leads nowhere",
        OpenError::Special => "is no regular file",
        OpenError::Outside => "lies outside the tree",
        OpenError::NotText { .. } => "is not UTF-8 text",
        OpenError::TooLarge => "is larger than 256 MB",
        OpenError::Io(_) => "cannot be read",
    };
    let file = sources.add(path, "");
    let at = Span { file, start: 0, end: 0 };
    Problem::warning("unreadable", format!("{path} {why}"), at)
}
