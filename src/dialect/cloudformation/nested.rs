//! Which template a nested stack deploys.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use crate::{
    source::{join, parent},
    syntax::node::Node,
};

use super::{
    deployment::{Deployment, NESTED},
    template::{Resource, Template},
};

type Templates = BTreeMap<String, Arc<Template>>;

/// The templates that none of the others nests; in a circle of templates, the first.
pub fn roots(templates: &Templates) -> Vec<&str> {
    let mut nested: BTreeSet<&str> = BTreeSet::new();
    let mut below: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (path, template) in templates {
        for resource in template.resources.iter().filter(|one| NESTED.contains(&one.kind.as_str()))
        {
            let written = written_location(resource).and_then(Node::as_str);
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
    let location = context.value(node).constant()?;
    templates.get(known(own, &location, templates)?).cloned()
}

fn written_location(resource: &Resource) -> Option<&Node> {
    resource.property(&["TemplateURL"]).or_else(|| resource.property(&["Location"]))
}

/// A path beside the parent; of a URL, the one template with its file name.
fn known<'t>(own: &str, location: &str, templates: &'t Templates) -> Option<&'t str> {
    if !location.contains("://") {
        let path = join(parent(own), location)?;
        return templates.get_key_value(&path).map(|(path, _)| path.as_str());
    }
    let name = location.rsplit('/').next().filter(|name| !name.is_empty())?;
    let mut named = templates.keys().filter(|path| path.rsplit('/').next() == Some(name));
    match (named.next(), named.next()) {
        (Some(only), None) if only != own => Some(only),
        _ => None,
    }
}
