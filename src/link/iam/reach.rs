//! From a role or a function to the buckets that it reads or writes.

use super::{
    functions::{Starter, environment},
    labeling::Labeling,
    roles::{Granted, RoleView, Roles},
};
use crate::{
    aws::s3,
    facts::Facts,
    link::{Found, names::Names},
    model::{Confidence, Role, Service, Use, Work},
    source::{Label, Span},
    value::{Answer, Guard, Is, Part, Symbol, Value},
};

/// Parts of a bucket's or variable's name that say that results go there.
const OUTPUT_WORDS: &[&str] = &["output", "result", "destination", "review", "annotated"];

/// Buckets whose objects a labeling role may read; those that it may only write are its output.
pub(super) fn of_role(names: &Names, role: &RoleView, labeling: &Labeling, found: &mut Vec<Found>) {
    let mut trail = vec![Label::new(role.fact.header, "the role that labeling takes on")];
    trail.extend(labeling.why.iter().cloned());
    for granted in &role.grants {
        let Some(direction) = direction(granted) else { continue };
        let text = match direction {
            Role::Input => "and it may read the objects of this bucket",
            Role::Output => "and it may write to this bucket",
        };
        let Some(exists) = role.fact.exists.and(&granted.exists) else { continue };
        let reached = Reached {
            names,
            service: labeling.service,
            work: labeling.work,
            confidence: Confidence::Strong,
            trail: &trail,
            exists: &exists,
            scope: &granted.scope,
        };
        for resource in &granted.statement.resources {
            let at = resource.span.unwrap_or(granted.span());
            reached.add(&s3_name(names, resource), resource, direction, at, text, found);
        }
    }
}

/// Buckets that a starting function reads itself, has in its environment, or is told of new objects by.
pub(super) fn of_starter(
    facts: &Facts,
    names: &Names,
    roles: &Roles,
    starter: &Starter,
    found: &mut Vec<Found>,
) {
    let function = starter.function;
    let mut trail = vec![Label::new(function.header, "this function")];
    trail.extend(starter.why.iter().cloned());
    let reached = Reached {
        names,
        service: starter.service,
        work: starter.work,
        confidence: Confidence::Likely,
        trail: &trail,
        exists: &function.exists,
        scope: &function.scope,
    };
    let views = starter.roles.iter().filter_map(|at| roles.views.get(*at));
    for granted in views.flat_map(|role| &role.grants) {
        if direction(granted) != Some(Role::Input) {
            continue;
        }
        for resource in &granted.statement.resources {
            let at = resource.span.unwrap_or(granted.span());
            let text = "and may read the objects of this bucket";
            reached.add(&s3_name(names, resource), resource, Role::Input, at, text, found);
        }
    }
    for variable in environment(function) {
        let direction = if says_output(&variable.name) { Role::Output } else { Role::Input };
        let value = &variable.value;
        let name = s3::bucket_of_name(value, &|symbol: &Symbol| names.class(symbol));
        let uses = starter.code.as_ref().is_some_and(|code| code.uses(&variable.name));
        let text = match uses {
            true => format!("and uses this bucket, in its environment as {}", variable.name),
            false => format!("and has this bucket in its environment as {}", variable.name),
        };
        reached.sure_if(uses).add(&name, value, direction, variable.at, &text, found);
    }
    for notification in &facts.notifications {
        if notification.target.symbols().contains(&&function.name) {
            let (bucket, at) = (&notification.bucket, notification.span);
            let text = "and is told of each new object of this bucket";
            let sure = reached.sure_if(starter.code.is_some());
            sure.add(bucket, bucket, Role::Input, at, text, found);
        }
    }
}

fn s3_name(names: &Names, resource: &Value) -> Value {
    s3::bucket_of_uri(resource, &|symbol| names.class(symbol))
}

/// Reading beats writing; `None` for a statement that does neither with objects.
fn direction(granted: &Granted) -> Option<Role> {
    if granted.statement.allows("s3:GetObject") {
        return Some(Role::Input);
    }
    granted.statement.allows("s3:PutObject").then_some(Role::Output)
}

/// Evidence that leads to whatever bucket a name is.
pub(super) struct Reached<'a> {
    pub names: &'a Names<'a>,
    pub service: Service,
    pub work: Work,
    pub confidence: Confidence,
    pub trail: &'a [Label],
    pub exists: &'a Guard,
    pub scope: &'a str,
}

impl Reached<'_> {
    /// The same evidence, held for strong where the code bears it out.
    fn sure_if(&self, sure: bool) -> Reached<'_> {
        let confidence = if sure { Confidence::Strong } else { self.confidence };
        Reached { confidence, ..*self }
    }

    pub fn add(
        &self,
        name: &Value,
        written: &Value,
        direction: Role,
        at: Span,
        text: &str,
        found: &mut Vec<Found>,
    ) {
        for (guard, one) in name.alternatives() {
            let Some(exists) = self.exists.and(&guard) else { continue };
            if one.is_unknown() || one.is_absent() || has_wildcard(&one) {
                continue;
            }
            for hit in self.names.find(&one, self.scope) {
                if hit.answer != Answer::Yes {
                    continue;
                }
                let output = self.names.address(hit.bucket).is_some_and(says_output);
                let mut trail = self.trail.to_vec();
                trail.push(Label::new(at, text));
                trail.extend(written.via.iter().cloned());
                let used = Use {
                    role: if output { Role::Output } else { direction },
                    work: self.work,
                    service: self.service,
                    confidence: self.confidence,
                    public_crowd: None,
                    trail,
                };
                let exists = exists.clone();
                found.push(Found { bucket: hit.bucket, used, exists, assumptions: Vec::new() });
            }
        }
    }
}

fn says_output(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    OUTPUT_WORDS.iter().any(|word| name.contains(word))
}

fn has_wildcard(name: &Value) -> bool {
    let Is::Text(parts) = &name.is else { return false };
    let is_wild =
        |part: &Part| matches!(part, Part::Literal(text) if text.as_str().contains(['*', '?']));
    parts.iter().any(is_wild)
}
