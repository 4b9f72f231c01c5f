//! Which functions, roles and policies labeling can have to do with: most of a large template is made of them, and nearly
//! all need not be evaluated.

use crate::{
    aws::iam::rights_to_label,
    source::Span,
    syntax::node::{Kind, Node},
    text::Text,
};

use super::{
    evaluate::{Call, adds_to_map, call},
    resources::is_read,
    template::{Resource, Template},
};

/// Tells something only together with what speaks of labeling.
const GIVEN: &[&str] = &[ROLE, POLICY, MANAGED_POLICY, ROLE_POLICY, FUNCTION];

const ROLE: &str = "AWS::IAM::Role";
const POLICY: &str = "AWS::IAM::Policy";
const MANAGED_POLICY: &str = "AWS::IAM::ManagedPolicy";
const ROLE_POLICY: &str = "AWS::IAM::RolePolicy";
const FUNCTION: &str = "AWS::Lambda::Function";

/// Functions whose result is not in the resource that calls them.
const FROM_ELSEWHERE: &[&str] = &["FindInMap", "ImportValue", "GetStackOutput", "Transform"];

/// How deep a resource is looked into; what nests deeper is held to matter.
const MAX_DEPTH: usize = 128;

/// For each resource, whether it may have to do with labeling. A function, role or policy has not when neither it nor
/// anything of its kind that it is joined with speaks of rights to label, has its role or its contents from outside the
/// template, or is named by an output or by any other resource that is read.
pub(super) fn concerns(template: &Template, text: &str) -> Vec<bool> {
    let mut look = Look::new(template, text);
    for (at, resource) in template.resources.iter().enumerate() {
        if GIVEN.contains(&resource.kind.as_str()) {
            look.given(at, resource);
        } else if let Some(node) = resource.properties().filter(|_| is_read(&resource.kind)) {
            look.node(node, look.outside, 0);
        }
    }
    let others = template.outputs.iter().map(|output| &output.node).chain(&template.globals);
    others.for_each(|node| look.node(node, look.outside, 0));
    look.joined()
}

struct Look<'t> {
    template: &'t Template,
    /// Where the text speaks of rights to label, in bytes.
    words: Vec<usize>,
    /// For each resource, and for all that matters as one more, another that it is joined with; itself for the last.
    leads_to: Vec<usize>,
    /// The place of all that matters.
    outside: usize,
    /// Whether something was not looked at.
    all: bool,
}

impl<'t> Look<'t> {
    fn new(template: &'t Template, text: &str) -> Look<'t> {
        let outside = template.resources.len();
        let words = rights_to_label(text);
        Look { template, words, leads_to: (0..=outside).collect(), outside, all: false }
    }

    fn given(&mut self, at: usize, resource: &Resource) {
        if let Some(node) = resource.properties() {
            self.node(node, at, 0);
        }
        if !self.is_given_here(resource) {
            self.join(at, self.outside);
        }
    }

    /// Whether all that it is given to, or given by, is a reference to a role of this template.
    fn is_given_here(&self, resource: &Resource) -> bool {
        let named = |property: &str| resource.property(&[property]);
        match resource.kind.as_str() {
            // it may be named anywhere by this name
            ROLE => named("RoleName").is_none(),
            FUNCTION => named("Role").is_some_and(|role| self.names_role(role)),
            ROLE_POLICY => named("RoleName").is_some_and(|role| self.names_role(role)),
            _ => match named("Roles").map(|roles| &roles.kind) {
                None => true,
                Some(Kind::List(roles)) => roles.iter().all(|role| self.names_role(role)),
                Some(_) => false,
            },
        }
    }

    fn names_role(&self, node: &Node) -> bool {
        let call = call(node).filter(|call| matches!(call.name, "Ref" | "GetAtt"));
        let name = call.and_then(|call| first_name(call.argument));
        let resource = name.and_then(|name| self.template.resource(name));
        resource.is_some_and(|resource| resource.kind == ROLE)
    }

    /// Joins `at` with all that a node mentions.
    fn node(&mut self, node: &Node, at: usize, depth: usize) {
        if depth > MAX_DEPTH {
            self.all = true;
            return;
        }
        if node.span.file != self.template.file {
            self.join(at, self.outside);
        }
        if let Some(call) = call(node) {
            self.call(&call, at);
        }
        match &node.kind {
            Kind::List(items) => items.iter().for_each(|item| self.node(item, at, depth + 1)),
            Kind::Map(entries) => {
                for entry in entries.iter() {
                    self.speaks(&entry.key, entry.key_span, at);
                    if adds_to_map(entry.key.as_str()) {
                        self.join(at, self.outside);
                    }
                    self.node(&entry.value, at, depth + 1);
                }
            }
            Kind::Text(text) => self.speaks(text, node.span, at),
            Kind::Null | Kind::Bool { .. } | Kind::Number(_) => {}
        }
    }

    fn call(&mut self, call: &Call, at: usize) {
        match call.name {
            "Ref" | "GetAtt" => {
                if let Some(name) = first_name(call.argument) {
                    self.name(name, at);
                }
            }
            "Sub" => {
                let template = call.argument.list().and_then(<[Node]>::first);
                if let Some(text) = template.unwrap_or(call.argument).as_str() {
                    self.holes(text, at);
                }
            }
            name if FROM_ELSEWHERE.contains(&name) => self.join(at, self.outside),
            _ => {}
        }
    }

    fn holes(&mut self, text: &str, at: usize) {
        for piece in text.split("${").skip(1) {
            let inside = piece.split('}').next().unwrap_or(piece).trim();
            self.name(inside.split('.').next().unwrap_or(inside), at);
        }
    }

    fn name(&mut self, name: &str, at: usize) {
        if self.template.parameters.contains_key(name) {
            return self.join(at, self.outside);
        }
        let Some(place) = self.template.place(name) else { return };
        let kind = self.template.resources.get(place).map(|resource| resource.kind.as_str());
        if kind.is_some_and(|kind| GIVEN.contains(&kind)) {
            self.join(at, place);
        }
    }

    /// Joins `at` with all that matters when a text does. Only what was written at its span can be looked up there: an alias
    /// or the element of a loop was written elsewhere.
    fn speaks(&mut self, text: &Text, span: Span, at: usize) {
        let speaks = if text.is_written_within(span) {
            let next = self.words.partition_point(|word| *word < span.start as usize);
            self.words.get(next).is_some_and(|word| *word < span.end as usize)
        } else {
            !rights_to_label(text.as_str()).is_empty()
        };
        if speaks {
            self.join(at, self.outside);
        }
    }

    fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.last(one), self.last(other));
        if let Some(leads_to) = self.leads_to.get_mut(one) {
            *leads_to = other;
        }
    }

    /// The last of those that are joined with this one, and the way to it made shorter.
    fn last(&mut self, mut at: usize) -> usize {
        while let Some(next) = self.leads_to.get(at).copied().filter(|next| *next != at) {
            let behind = self.leads_to.get(next).copied().unwrap_or(next);
            if let Some(leads_to) = self.leads_to.get_mut(at) {
                *leads_to = behind;
            }
            at = behind;
        }
        at
    }

    fn joined(mut self) -> Vec<bool> {
        let outside = self.last(self.outside);
        let all = self.template.resources.iter().enumerate();
        let all: Vec<(usize, bool)> =
            all.map(|(at, one)| (at, GIVEN.contains(&one.kind.as_str()))).collect();
        let concerns =
            |(at, is_given): (usize, bool)| !is_given || self.all || self.last(at) == outside;
        all.into_iter().map(concerns).collect()
    }
}

/// `[Role, Arn]` or `Role.Arn`.
fn first_name(node: &Node) -> Option<&str> {
    let whole = node.as_str().or_else(|| node.list()?.first()?.as_str())?;
    whole.split('.').next()
}
