//! Functions, roles and policies: most of a large template is made of them, and nearly all tell nothing. Their properties
//! are let go as soon as they are looked through, and read again where they have to do with labeling.

use crate::{
    source::FileId,
    syntax::node::{Entry, Kind, Node, ReadAgain},
};

use super::{
    mentions::{Look, Mentions, referenced},
    template::Resource,
};

pub const ROLE: &str = "AWS::IAM::Role";
const POLICY: &str = "AWS::IAM::Policy";
const MANAGED_POLICY: &str = "AWS::IAM::ManagedPolicy";
const ROLE_POLICY: &str = "AWS::IAM::RolePolicy";
const FUNCTION: &str = "AWS::Lambda::Function";

/// Whether a type tells something only together with what speaks of labeling.
pub fn is_given(kind: &str) -> bool {
    [ROLE, POLICY, MANAGED_POLICY, ROLE_POLICY, FUNCTION].contains(&kind)
}

/// One function, role or policy, looked through.
#[derive(Debug)]
pub struct Given {
    pub mentions: Mentions,
    /// What it is given to, or given by: names that should be those of roles. `None` when that is not written there.
    pub roles: Option<Vec<String>>,
}

impl Given {
    fn of(kind: &str, properties: Option<&Node>, look: &Look) -> Given {
        let mentions = properties.map(|node| look.mentions(node)).unwrap_or_default();
        Given { mentions, roles: roles(kind, properties) }
    }
}

fn roles(kind: &str, properties: Option<&Node>) -> Option<Vec<String>> {
    let property = |name: &str| properties.and_then(|node| node.get(name));
    let role = |node: &Node| referenced(node).map(str::to_owned);
    let one = |name: &str| property(name).and_then(role).map(|role| vec![role]);
    match kind {
        // it may be named anywhere by this name
        ROLE if property("RoleName").is_some() => None,
        ROLE => Some(Vec::new()),
        FUNCTION => one("Role"),
        ROLE_POLICY => one("RoleName"),
        _ => match property("Roles").map(|roles| &roles.kind) {
            None => Some(Vec::new()),
            Some(Kind::List(roles)) => roles.iter().map(role).collect(),
            Some(_) => None,
        },
    }
}

/// The functions, roles and policies of one template as it is read.
#[derive(Debug)]
pub struct AllGiven<'t> {
    pub file: FileId,
    pub text: &'t str,
    pub look: Look,
    /// In the order of the file.
    let_go: Vec<LetGo>,
}

#[derive(Debug)]
struct LetGo {
    /// Where the properties start, in bytes.
    start: u32,
    given: Given,
    read_again: ReadAgain,
}

impl<'t> AllGiven<'t> {
    pub fn new(file: FileId, text: &'t str) -> AllGiven<'t> {
        AllGiven { file, text, look: Look::new(file, text), let_go: Vec::new() }
    }

    /// Lets go of the properties of a resource that is one of these and tells nothing by itself.
    pub fn take(&mut self, kind: &str, entries: &mut [Entry], read_again: ReadAgain) {
        let mut all = entries.iter_mut().filter(|entry| entry.key.as_str() == "Properties");
        let (Some(Entry { value, .. }), None) = (all.next(), all.next()) else { return };
        if value.tag.is_some() || value.map().is_none() {
            return;
        }
        let given = Given::of(kind, Some(value), &self.look);
        if given.mentions.matters || given.mentions.is_deep || given.roles.is_none() {
            return;
        }
        let start = value.span.start;
        // another reader begins at the front
        if self.let_go.last().is_some_and(|last| last.start >= start) {
            self.let_go.clear();
        }
        self.let_go.push(LetGo { start, given, read_again });
        value.kind = Kind::Null;
    }

    /// What is known of a resource that is one of these.
    pub fn of<R>(&self, resource: &Resource, then: impl FnOnce(&Given) -> R) -> R {
        match self.known(resource) {
            Some(known) => then(&known.given),
            None => then(&Given::of(&resource.kind, resource.properties(), &self.look)),
        }
    }

    fn known(&self, resource: &Resource) -> Option<&LetGo> {
        let properties = resource.properties().filter(|node| matches!(node.kind, Kind::Null))?;
        let at = self.let_go.binary_search_by_key(&properties.span.start, |one| one.start);
        at.ok().and_then(|at| self.let_go.get(at))
    }

    /// The resource with the properties that were let go; `None` where they cannot be had again.
    pub fn whole(&self, resource: &Resource) -> Option<Node> {
        let Some(known) = self.known(resource) else { return Some(resource.node.clone()) };
        let mut entries = resource.node.map()?.to_vec();
        let properties = entries.iter_mut().rfind(|entry| entry.key.as_str() == "Properties")?;
        properties.value = (known.read_again)(self.text, self.file, known.start as usize)?;
        Some(Node { kind: Kind::Map(entries.into()), ..resource.node.clone() })
    }
}
