//! Where a resource of an assembly was written: in the app's source, as far as the assembly tells.

use std::{collections::HashMap, sync::Arc};

use crate::{
    dialect::cloudformation::{deployment::Deployment, resources::Place, template::Resource},
    facts::Language,
    source::{Label, Sources, Span},
    syntax::node::Node,
    value::Entry,
};

use super::{assembly::Artifact, origin::Origins};

/// The artifacts of an assembly by the scope of their stack, and the sources that they were made from.
pub struct Places<'a> {
    pub artifacts: HashMap<Arc<str>, Artifact>,
    pub origins: Origins<'a>,
    pub sources: &'a Sources,
    /// The language of the app, where no source file tells it.
    pub language: Language,
}

/// More callers than these are not shown.
const MAX_CALLERS: usize = 4;

impl Places<'_> {
    pub fn place(&self, deployment: &Deployment, stack: usize, resource: &Resource) -> Place {
        let artifact = self.artifact(deployment, stack);
        let path = artifact.and_then(|artifact| path(deployment, stack, resource, artifact));
        let metadata = artifact.map(|artifact| &artifact.metadata);
        let trace = |path: &str| metadata.map(|known| known.creation(path)).unwrap_or_default();
        let spans = path.as_deref().map(|path| self.origins.places(&trace(path)));
        let mut spans = spans.unwrap_or_default().into_iter();
        let header = spans.next();
        let mut callers: Vec<Label> =
            spans.take(MAX_CALLERS).map(|span| Label::new(span, "called from here")).collect();
        callers.reverse();
        let assigned = path.as_deref().zip(metadata).and_then(|(path, metadata)| {
            let frames = metadata.assignment(path, "CorsConfiguration");
            self.origins.places(&frames).into_iter().next()
        });
        let language = header.map_or(self.language, |header| self.language(header));
        // what a construct of the library makes for itself is its resource
        let is_low = path.as_deref().is_some_and(|path| !path.ends_with("/Resource"));
        Place {
            address: address(path.as_deref(), artifact, resource),
            header: header.unwrap_or(resource.key_span),
            body: resource.body(),
            template: header.map(|_| resource.key_span),
            cors: assigned,
            callers,
            language: if is_low { language.of_resources() } else { language },
        }
    }

    /// The tags of the stack of a scope.
    pub fn tags(&self, scope: &str) -> &[Entry] {
        let artifact = scope.split('|').next().and_then(|root| self.artifacts.get(root));
        artifact.map(|artifact| artifact.tags.as_slice()).unwrap_or_default()
    }

    fn artifact(&self, deployment: &Deployment, stack: usize) -> Option<&Artifact> {
        let scope = &deployment.stacks.get(stack)?.scope;
        self.artifacts.get(scope.split('|').next()?)
    }

    fn language(&self, header: Span) -> Language {
        let path = self.sources.path(header.file);
        match path.rsplit('.').next() {
            Some("ts" | "mts" | "cts" | "js" | "mjs" | "cjs" | "tsx" | "jsx") => {
                Language::CdkTypeScript
            }
            Some("py") => Language::CdkPython,
            _ => self.language,
        }
    }
}

/// The construct path, with its leading slash: from the template, else by the logical id.
fn path(
    deployment: &Deployment,
    stack: usize,
    resource: &Resource,
    artifact: &Artifact,
) -> Option<String> {
    let written = resource.node.path(&["Metadata", "aws:cdk:path"]).and_then(Node::as_str);
    if let Some(written) = written {
        return Some(format!("/{written}"));
    }
    let prefix = nested_prefix(deployment, stack, artifact);
    artifact.metadata.path_of(&resource.id, &prefix).map(str::to_owned)
}

/// What the paths of a nested stack's constructs start with; for `…/Inner.NestedStack/Inner.NestedStackResource` it is
/// `…/Inner/`.
fn nested_prefix(deployment: &Deployment, stack: usize, artifact: &Artifact) -> String {
    let own = deployment.stacks.get(stack).and_then(|stack| stack.parent.as_ref());
    let Some((parent, id)) = own else { return format!("/{}/", artifact.shown) };
    let above = deployment.stacks.get(*parent);
    let resource = above.and_then(|above| above.template.resource(id));
    let path = resource.and_then(|resource| path(deployment, *parent, resource, artifact));
    let scope = path.as_deref().and_then(|path| path.rsplit_once('/')).map(|(scope, _)| scope);
    scope.map_or_else(String::new, |scope| format!("{}/", scope.trim_end_matches(".NestedStack")))
}

/// `Data/Frames`, or the stack and the logical id where the construct is not known.
fn address(path: Option<&str>, artifact: Option<&Artifact>, resource: &Resource) -> String {
    match (path, artifact) {
        (Some(path), _) => {
            let path = path.trim_start_matches('/');
            path.strip_suffix("/Resource").unwrap_or(path).to_owned()
        }
        (None, Some(artifact)) => format!("{}/{}", artifact.shown, resource.id),
        (None, None) => resource.id.clone(),
    }
}
