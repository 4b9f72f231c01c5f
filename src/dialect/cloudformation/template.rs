//! The sections of a template, loops expanded.

use std::{collections::HashMap, sync::Arc};

use crate::{
    dialect::room::MAX_VALUES,
    facts::Language,
    finding::Problem,
    source::{FileId, Label, Span},
    syntax::node::{Document, Entry, Node},
    text::Text,
};

use super::{
    concern::concerns,
    given::AllGiven,
    repeat,
    worlds::{Found, compared},
};

/// A template as it was read.
#[derive(Debug)]
pub struct Template {
    /// Relative to the root.
    pub path: Arc<str>,
    pub file: FileId,
    pub language: Language,
    pub parameters: HashMap<String, Parameter>,
    pub mappings: HashMap<String, Node>,
    pub conditions: HashMap<String, Node>,
    /// Each with its assertions.
    pub rules: Vec<Node>,
    /// What conditions and mappings compare each parameter with.
    pub compared: Found,
    pub resources: Vec<Resource>,
    pub outputs: Vec<Output>,
    /// Defaults for every function of a SAM template.
    pub globals: Option<Node>,
    /// Macros that may change anything in the template.
    pub macros: Vec<Label>,
    /// What its author says of it.
    pub description: Option<Text>,
    pub comments: Vec<Label>,
    pub problems: Vec<Problem>,
    /// How many values it holds, with what it includes and what its loops make.
    pub values: usize,
    places: HashMap<String, usize>,
    output_places: HashMap<String, usize>,
}

#[derive(Debug)]
pub struct Parameter {
    pub name: String,
    pub kind: String,
    pub default: Option<Text>,
    pub allowed: Vec<Text>,
    /// Whether its value is a secret.
    pub hidden: bool,
    pub span: Span,
}

#[derive(Debug)]
pub struct Resource {
    pub id: String,
    pub key_span: Span,
    pub kind: String,
    pub node: Node,
    /// Whether it can have to do with labeling at all.
    pub concerns: bool,
}

#[derive(Debug)]
pub struct Output {
    pub name: String,
    pub span: Span,
    pub node: Node,
}

/// Transforms that leave buckets and what names them as they are written.
const KNOWN_TRANSFORMS: &[&str] = &[
    "AWS::Serverless-2016-10-31",
    "AWS::LanguageExtensions",
    "AWS::CodeDeployBlueGreen",
    "AWS::SecretsManager-2020-07-23",
    "AWS::SecretsManager-2024-09-16",
];

impl Template {
    /// `given` are the functions, roles and policies that were come by when the document was read.
    pub fn new(path: &str, document: Document, given: &AllGiven) -> Template {
        let text = given.text;
        let Document { root, comments, mut problems } = document;
        let parameters = parameters(root.get("Parameters"));
        let root = repeat::expanded(root, &parameters, text, &mut problems);
        let values = root.count(MAX_VALUES);
        let conditions = named(root.get("Conditions"));
        let mappings = named(root.get("Mappings"));
        let compared = compared(conditions.values(), &root, &mappings);
        let is_json = text.trim_start().starts_with('{');
        let mut template = Template {
            path: path.into(),
            file: given.file,
            language: if is_json {
                Language::CloudFormationJson
            } else {
                Language::CloudFormationYaml
            },
            parameters,
            mappings,
            conditions,
            rules: section(&root, "Rules").iter().map(|entry| entry.value.clone()).collect(),
            compared,
            resources: Vec::new(),
            outputs: Vec::new(),
            globals: root.get("Globals").cloned(),
            macros: macros(root.get("Transform")),
            description: root.get("Description").and_then(Node::text).cloned(),
            comments,
            problems,
            values,
            places: HashMap::new(),
            output_places: HashMap::new(),
        };
        template.add_resources(&root);
        template.add_outputs(&root);
        template.settle_concerns(given);
        template
    }

    fn settle_concerns(&mut self, given: &AllGiven) {
        let concerns = concerns(self, given);
        for (resource, concerns) in self.resources.iter_mut().zip(concerns) {
            resource.concerns = concerns;
            if !concerns {
                continue;
            }
            match given.whole(resource) {
                Some(whole) => resource.node = whole,
                None => self.problems.push(unreadable(resource)),
            }
        }
    }

    fn add_resources(&mut self, root: &Node) {
        let entries = section(root, "Resources");
        self.resources.reserve(entries.len());
        self.places.reserve(entries.len());
        for entry in entries {
            let id = entry.key.as_str().to_owned();
            if id == "Fn::Transform" {
                let label = Label::new(entry.key_span, "a transform adds to these resources");
                self.macros.push(label);
                continue;
            }
            let kind = entry.value.get("Type").and_then(Node::as_str).unwrap_or_default();
            let (key_span, node) = (entry.key_span, entry.value.clone());
            let kind = kind.to_owned();
            let resource = Resource { id: id.clone(), key_span, kind, node, concerns: true };
            match self.places.get(&id).and_then(|at| self.resources.get_mut(*at)) {
                Some(earlier) => *earlier = resource,
                None => {
                    self.places.insert(id, self.resources.len());
                    self.resources.push(resource);
                }
            }
        }
    }

    fn add_outputs(&mut self, root: &Node) {
        for entry in section(root, "Outputs") {
            let (name, span) = (entry.key.as_str().to_owned(), entry.key_span);
            self.output_places.insert(name.clone(), self.outputs.len());
            self.outputs.push(Output { name, span, node: entry.value.clone() });
        }
    }

    /// Where a resource stands in [`Template::resources`].
    pub fn place(&self, id: &str) -> Option<usize> {
        self.places.get(id).copied()
    }

    pub fn resource(&self, id: &str) -> Option<&Resource> {
        self.place(id).and_then(|at| self.resources.get(at))
    }

    pub fn output(&self, name: &str) -> Option<&Output> {
        self.output_places.get(name).and_then(|at| self.outputs.get(*at))
    }
}

impl Resource {
    pub fn properties(&self) -> Option<&Node> {
        self.node.get("Properties")
    }

    pub fn property(&self, path: &[&str]) -> Option<&Node> {
        self.properties()?.path(path)
    }

    /// From the logical id to the end of the resource.
    pub fn body(&self) -> Span {
        self.key_span.to(self.node.span)
    }
}

/// What could be read once can be read again.
fn unreadable(resource: &Resource) -> Problem {
    let message = format!(
        "'{}' could not be read a second time and was not checked; this is a defect of cors-lint, please report it",
        resource.id
    );
    Problem::error("internal", message, resource.key_span)
}

fn section<'n>(root: &'n Node, name: &str) -> &'n [Entry] {
    root.get(name).and_then(Node::map).unwrap_or_default()
}

fn named(section: Option<&Node>) -> HashMap<String, Node> {
    let entries = section.and_then(Node::map).unwrap_or_default();
    entries.iter().map(|entry| (entry.key.as_str().to_owned(), entry.value.clone())).collect()
}

fn parameters(section: Option<&Node>) -> HashMap<String, Parameter> {
    let entries = section.and_then(Node::map).unwrap_or_default();
    let read = |(name, node, span): (&str, &Node, Span)| Parameter {
        name: name.to_owned(),
        kind: node.get("Type").and_then(Node::as_str).unwrap_or("String").to_owned(),
        default: node.get("Default").and_then(Node::text).cloned(),
        allowed: {
            let values = node.get("AllowedValues").and_then(Node::list).unwrap_or_default();
            values.iter().filter_map(Node::text).cloned().collect()
        },
        hidden: node.get("NoEcho").and_then(Node::as_str) == Some("true"),
        span,
    };
    let all = entries.iter().map(|entry| (entry.key.as_str(), &entry.value, entry.key_span));
    all.map(|one| (one.0.to_owned(), read(one))).collect()
}

fn macros(section: Option<&Node>) -> Vec<Label> {
    let Some(section) = section else { return Vec::new() };
    let names = section.list().unwrap_or(std::slice::from_ref(section));
    let unknown = names.iter().filter_map(|node| {
        let name = node.as_str().or_else(|| node.get("Name").and_then(Node::as_str))?;
        let known = KNOWN_TRANSFORMS.contains(&name);
        (!known).then(|| Label::new(node.span, format!("the macro {name}, which may change it")))
    });
    unknown.collect()
}
