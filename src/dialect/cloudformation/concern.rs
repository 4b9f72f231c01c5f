//! Which functions, roles and policies labeling can have to do with: nearly all need not be evaluated.

use super::{
    given::{AllGiven, Given, ROLE, is_given},
    mentions::Mentions,
    resources::is_read,
    template::Template,
};

/// For each resource, whether it may have to do with labeling. A function, role or policy has not when neither it nor
/// anything of its kind that it is joined with speaks of rights to label, has its role or its contents from outside the
/// template, or is named by an output or by any other resource that is read.
pub(super) fn concerns(template: &Template, all: &AllGiven) -> Vec<bool> {
    let mut joins = Joins::new(template);
    for (at, resource) in template.resources.iter().enumerate() {
        if is_given(&resource.kind) {
            all.of(resource, |given| joins.given(at, given));
        } else if let Some(node) = resource.properties().filter(|_| is_read(&resource.kind)) {
            joins.mentions(&all.look.mentions(node), joins.outside);
        }
    }
    let others = template.outputs.iter().map(|output| &output.node).chain(&template.globals);
    others.for_each(|node| joins.mentions(&all.look.mentions(node), joins.outside));
    joins.ends()
}

/// Which resources are joined with each other, and with all that matters.
struct Joins<'t> {
    template: &'t Template,
    /// For each resource, and for all that matters as one more, another that it is joined with; itself for the last.
    leads_to: Vec<usize>,
    /// The place of all that matters.
    outside: usize,
    /// Whether something was not looked at.
    all: bool,
}

impl<'t> Joins<'t> {
    fn new(template: &'t Template) -> Joins<'t> {
        let outside = template.resources.len();
        Joins { template, leads_to: (0..=outside).collect(), outside, all: false }
    }

    fn given(&mut self, at: usize, given: &Given) {
        self.mentions(&given.mentions, at);
        let is_role =
            |name: &String| self.template.resource(name).is_some_and(|one| one.kind == ROLE);
        if !given.roles.as_ref().is_some_and(|roles| roles.iter().all(is_role)) {
            self.join(at, self.outside);
        }
    }

    /// Joins `at` with all that is mentioned.
    fn mentions(&mut self, mentions: &Mentions, at: usize) {
        self.all |= mentions.is_deep;
        if mentions.matters {
            self.join(at, self.outside);
        }
        mentions.names.iter().for_each(|name| self.name(name, at));
    }

    fn name(&mut self, name: &str, at: usize) {
        if self.template.parameters.contains_key(name) {
            return self.join(at, self.outside);
        }
        let Some(place) = self.template.place(name) else { return };
        let kind = self.template.resources.get(place).map(|resource| resource.kind.as_str());
        if kind.is_some_and(is_given) {
            self.join(at, place);
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

    fn ends(mut self) -> Vec<bool> {
        let outside = self.last(self.outside);
        let all = self.template.resources.iter().enumerate();
        let all: Vec<(usize, bool)> = all.map(|(at, one)| (at, is_given(&one.kind))).collect();
        let concerns =
            |(at, is_given): (usize, bool)| !is_given || self.all || self.last(at) == outside;
        all.into_iter().map(concerns).collect()
    }
}
