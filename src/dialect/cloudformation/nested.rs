//! Which template a nested stack deploys.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use crate::{
    source::{join, last_segment, parent},
    syntax::node::Node,
};

use super::{
    deployment::{Deployment, NESTED},
    evaluate,
    template::{Resource, Template},
};

/// The templates of a tree by their paths.
pub type Templates = BTreeMap<String, Arc<Template>>;

/// The templates that none of the others nests; in a circle of templates, the first.
pub fn roots(templates: &Templates) -> Vec<&str> {
    let mut nested: BTreeSet<&str> = BTreeSet::new();
    let mut below: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (path, template) in templates {
        for resource in template.resources.iter().filter(|one| NESTED.contains(&one.kind.as_str()))
        {
            let written = written_location(resource).and_then(end);
            let child = written.and_then(|location| known(path, location, templates));
            if let Some(child) = child.filter(|child| child != path) {
                nested.insert(child);
                below.entry(path).or_default().push(child);
            }
        }
    }
    let mut out: Vec<&str> =
        templates.keys().map(String::as_str).filter(|path| !nested.contains(path)).collect();
    let mut reached: BTreeSet<&str> = BTreeSet::new();
    out.iter().for_each(|root| reach(root, &below, &mut reached));
    for path in templates.keys().map(String::as_str) {
        if !reached.contains(path) {
            reach(path, &below, &mut reached);
            out.push(path);
        }
    }
    out
}

fn reach<'t>(
    from: &'t str,
    below: &BTreeMap<&'t str, Vec<&'t str>>,
    reached: &mut BTreeSet<&'t str>,
) {
    let mut open = vec![from];
    while let Some(path) = open.pop() {
        if reached.insert(path) {
            open.extend(below.get(path).into_iter().flatten());
        }
    }
}

/// The template that a resource nests, where it lies among the given ones.
pub fn find(
    deployment: &Deployment,
    stack: usize,
    resource: &Resource,
    templates: &Templates,
) -> Option<Arc<Template>> {
    let node = written_location(resource)?;
    let context = deployment.context(stack);
    let own = &context.stack()?.template.path;
    let location = context.value(node).constant();
    let location = location.as_deref().map(Location::of).or_else(|| end(node))?;
    templates.get(known(own, location, templates)?).cloned()
}

/// Where a template lies, as far as a text tells.
#[derive(Clone, Copy)]
enum Location<'n> {
    /// Beside the parent.
    Path(&'n str),
    /// A URL, or what is left of one: it ends in the name of the file.
    Url(&'n str),
}

impl Location<'_> {
    fn of(text: &str) -> Location<'_> {
        if text.contains("://") { Location::Url(text) } else { Location::Path(text) }
    }
}

/// The location as it is written; of one that is put together, the last piece.
fn end(node: &Node) -> Option<Location<'_>> {
    let Some(call) = evaluate::call(node) else { return node.as_str().map(Location::of) };
    let last = match call.name {
        "Sub" => match call.argument.list() {
            Some(list) => list.first()?.as_str(),
            None => call.argument.as_str(),
        },
        "Join" => call.argument.list()?.get(1)?.list()?.last()?.as_str(),
        _ => None,
    };
    last.map(Location::Url)
}

fn written_location(resource: &Resource) -> Option<&Node> {
    resource.property(&["TemplateURL"]).or_else(|| resource.property(&["Location"]))
}

/// A path beside the parent; of a URL, the one template with its file name.
fn known<'t>(own: &str, location: Location, templates: &'t Templates) -> Option<&'t str> {
    let url = match location {
        Location::Url(url) => url,
        Location::Path(path) => {
            let path = join(parent(own), path)?;
            return templates.get_key_value(&path).map(|(path, _)| path.as_str());
        }
    };
    let name = Some(last_segment(url)).filter(|name| !name.is_empty())?;
    let mut named = templates.keys().filter(|path| last_segment(path) == name);
    match (named.next(), named.next()) {
        (Some(only), None) if only != own => Some(only),
        _ => None,
    }
}
