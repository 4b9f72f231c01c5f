//! Templates that an app takes into its own stacks with `CfnInclude`: the app deploys them, and nobody else.

use std::collections::{BTreeMap, BTreeSet};

use memchr::memmem;

use crate::{
    dialect::cloudformation::load,
    source::{Sources, join, parent},
    syntax::{json, node::Node},
};

const CONSTRUCT: &str = "CfnInclude";

/// What is included: the type of each resource by its logical id, where the tree of constructs tells it.
type Included = BTreeMap<String, Option<String>>;

/// Of these templates those that the app of an assembly takes in: they declare the same resources as what it included. Of
/// several the nearest; none where that is not to be told.
pub fn taken_in(directory: &str, templates: &[&str], sources: &Sources) -> BTreeSet<String> {
    let app = parent(directory);
    let mut out = BTreeSet::new();
    for included in included(directory, sources) {
        let same = templates.iter().filter(|path| is_same(path, &included, sources));
        let mut by_way: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
        for path in same {
            by_way.entry(way(app, parent(path))).or_default().push(path);
        }
        if let Some([nearest]) = by_way.values().next().map(Vec::as_slice) {
            out.insert((*nearest).to_owned());
        }
    }
    out
}

/// How many folders lie between two, up and down again.
fn way(from: &str, to: &str) -> usize {
    let segments = |path: &str| path.split('/').filter(|name| !name.is_empty()).count();
    let shared =
        from.split('/').zip(to.split('/')).take_while(|(a, b)| a == b && !a.is_empty()).count();
    segments(from) + segments(to) - 2 * shared
}

/// By the tree of constructs, which every assembly holds.
fn included(directory: &str, sources: &Sources) -> BTreeSet<Included> {
    read(directory, sources).unwrap_or_default()
}

fn read(directory: &str, sources: &Sources) -> Option<BTreeSet<Included>> {
    let path = join(directory, "tree.json").filter(|path| sources.exists(path))?;
    let bytes = sources.read(&path).ok()?;
    memmem::find(&bytes, CONSTRUCT.as_bytes())?;
    let file = sources.open(&path).ok()?;
    let document = json::read(&sources.get(file), file).ok()?;
    let mut out = BTreeSet::new();
    let mut open = vec![document.root.get("tree")?];
    while let Some(construct) = open.pop() {
        let children = construct.get("children").and_then(Node::map).unwrap_or_default();
        open.extend(children.iter().map(|child| &child.value));
        let class = construct.path(&["constructInfo", "fqn"]).and_then(Node::as_str);
        if class.and_then(|class| class.rsplit('.').next()) == Some(CONSTRUCT) {
            let all =
                children.iter().map(|child| (child.key.as_str().to_owned(), kind(&child.value)));
            out.insert(all.collect());
        }
    }
    Some(out)
}

fn kind(construct: &Node) -> Option<String> {
    let kind = construct.path(&["attributes", "aws:cdk:cloudformation:type"])?;
    kind.as_str().map(str::to_owned)
}

/// Whether a template declares what was included: all of it, and no resource besides.
fn is_same(path: &str, included: &Included, sources: &Sources) -> bool {
    let resources = || included.iter().filter(|(_, kind)| kind.is_some());
    let Ok(file) = sources.open(path) else { return false };
    let source = sources.get(file);
    let is_named = |id: &str| memmem::find(source.text.as_bytes(), id.as_bytes()).is_some();
    if resources().next().is_none() || !resources().all(|(id, _)| is_named(id)) {
        return false;
    }
    let Ok(Some(template)) = load::template(path, sources) else { return false };
    resources().all(|(id, _)| template.resource(id).is_some())
        && template.resources.iter().all(|resource| match included.get(&resource.id) {
            Some(Some(kind)) => *kind == resource.kind,
            // the tree does not tell the types of custom resources
            Some(None) => true,
            None => false,
        })
}
