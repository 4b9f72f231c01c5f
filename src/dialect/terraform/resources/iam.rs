//! Roles, policies, and what joins them.

use std::sync::Arc;

use super::{Collector, Of, attributes};
use crate::{
    dialect::terraform::evaluate::lone_symbol,
    facts::{GrantFact, Policy, RoleFact},
    source::{Span, last_segment},
    value::{Class, Guard, Part, Symbol, Value, lift},
};

/// A policy that is attached by its ARN.
pub(super) struct Attachment {
    role: Value,
    arn: Value,
    address: String,
    header: Span,
    exists: Guard,
    scope: Arc<str>,
}

/// A role, and where the provider keeps what it says: `aws`, or `awscc` with the properties of CloudFormation.
struct Written {
    name: Symbol,
    trust: Value,
    /// Each with its document below `document`.
    inline: Value,
    document: &'static str,
}

pub(super) fn role(collector: &mut Collector, of: &Of) {
    let written = Written {
        name: attributes::role_name(of),
        trust: of.get("assume_role_policy"),
        inline: of.get("inline_policy"),
        document: "policy",
    };
    add_role(collector, of, written);
}

pub(super) fn cloud_control_role(collector: &mut Collector, of: &Of) {
    let written = Written {
        name: attributes::awscc_role_name(of),
        trust: of.get("assume_role_policy_document"),
        inline: of.get("policies"),
        document: "policy_document",
    };
    add_role(collector, of, written);
}

fn add_role(collector: &mut Collector, of: &Of, written: Written) {
    let Written { name, trust, inline, document } = written;
    let exists = of.exists().unwrap_or_default();
    for (guard, blocks) in inline.alternatives() {
        let Some(exists) = exists.and(&guard) else { continue };
        let (blocks, _) = blocks.elements();
        for block in blocks {
            let policy = block.get(document);
            if !policy.is_absent() && !policy.is_null() {
                let policy = Policy::Document(policy);
                grant(collector, of, Value::symbol(name.clone()), policy, exists.clone());
            }
        }
    }
    let managed = of.get("managed_policy_arns");
    for arn in managed.elements().0 {
        attach(collector, of, Value::symbol(name.clone()), arn, exists.clone());
    }
    collector.facts.roles.push(RoleFact {
        name,
        address: of.address(),
        trust,
        managed,
        // an ARN until all policies are collected
        boundary: of.get("permissions_boundary"),
        header: of.header(),
        body: of.body(),
        exists,
        scope: of.place(),
    });
}

fn grant(collector: &mut Collector, of: &Of, role: Value, policy: Policy, exists: Guard) {
    collector.facts.grants.push(GrantFact {
        role,
        policy,
        address: of.address(),
        header: of.header(),
        exists,
        scope: of.place(),
    });
}

pub(super) fn role_policy(collector: &mut Collector, of: &Of) {
    let policy = Policy::Document(of.get("policy"));
    let exists = of.exists().unwrap_or_default();
    grant(collector, of, of.get("role"), policy, exists);
}

pub(super) fn cloud_control_role_policy(collector: &mut Collector, of: &Of) {
    let policy = Policy::Document(of.get("policy_document"));
    let exists = of.exists().unwrap_or_default();
    grant(collector, of, of.get("role_name"), policy, exists);
}

pub(super) fn policy(collector: &mut Collector, of: &Of) {
    let arn = of.symbol("arn", Class::Any);
    if let Some(name) = of.get("name").constant() {
        let known = collector.policies_by_name.entry(name);
        known.and_modify(|known| *known = None).or_insert_with(|| Some(arn.id.clone()));
    }
    collector.policies.insert(arn.id, of.get("policy"));
}

pub(super) fn attachment(collector: &mut Collector, of: &Of) {
    let exists = of.exists().unwrap_or_default();
    let roles = [of.get("role"), of.get("roles"), of.get("role_name")];
    let arns = [of.get("policy_arn"), of.get("policy_arns")];
    let all = |values: &[Value]| -> Vec<Value> {
        values.iter().flat_map(|value| value.elements().0).collect()
    };
    let arns = all(&arns);
    for role in all(&roles) {
        for arn in &arns {
            attach(collector, of, role.clone(), arn.clone(), exists.clone());
        }
    }
}

fn attach(collector: &mut Collector, of: &Of, role: Value, arn: Value, exists: Guard) {
    collector.attachments.push(Attachment {
        role,
        arn,
        address: of.address(),
        header: of.header(),
        exists,
        scope: of.place(),
    });
}

/// The boundaries of roles become documents, where those are in view.
fn bound(collector: &mut Collector) {
    let mut roles = std::mem::take(&mut collector.facts.roles);
    for role in &mut roles {
        role.boundary = lift(&role.boundary, |arn| {
            if arn.is_absent() || arn.is_null() {
                return Value::absent();
            }
            let unseen = || Value::unknown("a permissions boundary that is not in view", arn.span);
            document(collector, arn).cloned().unwrap_or_else(unseen)
        });
    }
    collector.facts.roles = roles;
}

/// Attachments become grants: of the document where the policy is in view, of the ARN where it is not.
pub(super) fn join(collector: &mut Collector) {
    bound(collector);
    for attachment in std::mem::take(&mut collector.attachments) {
        for (guard, arn) in attachment.arn.alternatives() {
            let Some(exists) = attachment.exists.and(&guard) else { continue };
            let policy = match document(collector, &arn) {
                Some(document) => Policy::Document(document.clone()),
                None => Policy::Managed(arn),
            };
            collector.facts.grants.push(GrantFact {
                role: attachment.role.clone(),
                policy,
                address: attachment.address.clone(),
                header: attachment.header,
                exists,
                scope: attachment.scope.clone(),
            });
        }
    }
}

/// The document of a policy in view: by the identity of its ARN, or by the name that the ARN ends with.
fn document<'c>(collector: &'c Collector, arn: &Value) -> Option<&'c Value> {
    if let Some(symbol) = lone_symbol(arn) {
        return collector.policies.get(&symbol.id);
    }
    let parts = arn.as_parts()?;
    let is_of_aws =
        |part: &Part| matches!(part, Part::Literal(text) if text.as_str().contains(":aws:policy/"));
    let Some(Part::Literal(last)) = parts.last() else { return None };
    if !last.as_str().contains('/') || parts.iter().any(is_of_aws) {
        return None;
    }
    let id = collector.policies_by_name.get(last_segment(last.as_str()))?.as_ref()?;
    collector.policies.get(id)
}
