//! The templates of an assembly's nested stacks.

use std::sync::Arc;

use crate::{
    dialect::cloudformation::{
        deployment::Deployment,
        template::{Resource, Template},
    },
    source::last_segment,
    syntax::node::Node,
    value::{Part, Value},
};

use super::{assembly::sibling, templates::Templates};

/// Reads the template that a resource nests.
pub fn find(
    deployment: &Deployment,
    stack: usize,
    resource: &Resource,
    templates: &Templates,
) -> Option<Arc<Template>> {
    templates.get(&path(deployment, stack, resource)?)
}

/// By the metadata of the resource, by the key of the uploaded object, or by the hash in the legacy parameters' names.
fn path(deployment: &Deployment, stack: usize, resource: &Resource) -> Option<String> {
    let context = deployment.context(stack);
    let own = context.stack()?;
    let metadata = |key: &str| resource.node.get("Metadata")?.get(key).and_then(Node::as_str);
    if metadata("aws:asset:property") == Some("TemplateURL") {
        return sibling(&own.template.path, metadata("aws:asset:path")?);
    }
    let url = context.value(resource.property(&["TemplateURL"])?);
    let by_key = object_key(&url).and_then(|key| own.assets.get(&key).cloned());
    by_key.or_else(|| {
        let hashes = url.symbols().into_iter().filter_map(|symbol| legacy_hash(&symbol.shown));
        hashes.into_iter().find_map(|hash| own.assets.get(hash).cloned())
    })
}

/// What stands after the last slash of a URL.
fn object_key(url: &Value) -> Option<String> {
    match url.as_parts()?.last()? {
        Part::Literal(text) => Some(last_segment(text.as_str()).to_owned()),
        _ => None,
    }
}

/// The hash in `AssetParameters<hash>S3Bucket…`.
fn legacy_hash(name: &str) -> Option<&str> {
    name.strip_prefix("AssetParameters")?.get(..64)
}
