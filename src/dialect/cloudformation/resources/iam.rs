//! Roles, and the policies given to them.

use crate::{
    facts::{BucketPolicyFact, Facts, GrantFact, Policy, RoleFact, TopicPolicyFact},
    value::{Guard, Is, Part, Symbol, Value, lift},
};

use super::Made;

pub(super) fn role(made: &Made, facts: &mut Facts) {
    let Some(name) = named(made, "RoleName") else { return };
    let managed = made.property(&["ManagedPolicyArns"]);
    facts.roles.push(RoleFact {
        name: name.clone(),
        address: made.place.address.clone(),
        trust: made.property(&["AssumeRolePolicyDocument"]),
        managed: managed.clone(),
        boundary: boundary(made),
        header: made.place.header,
        body: made.place.body,
        exists: made.exists.clone(),
        scope: made.scope.clone(),
    });
    let role = Value::symbol(name);
    inline_policies(made, &role, &made.property(&["Policies"]), facts);
    own_managed_policies(made, &role, &managed, facts);
}

/// The document of the role's boundary, where it is a policy of the same project.
pub(super) fn boundary(made: &Made) -> Value {
    lift(&made.property(&["PermissionsBoundary"]), |arn| {
        if arn.is_absent() || arn.is_null() {
            return Value::absent();
        }
        let unseen = || Value::unknown("a permissions boundary that is not in view", arn.span);
        own_managed_policy(made, arn).unwrap_or_else(unseen)
    })
}

/// The symbol of a resource with the name that its template gives it.
pub(super) fn named(made: &Made, property: &str) -> Option<Symbol> {
    let symbol = made.context.resource_symbol(&made.resource.id, made.resource.key_span)?;
    let name = made.property(&[property]);
    let is_known = !name.is_absent() && !name.is_null();
    Some(if is_known { symbol.defined(name) } else { symbol })
}

/// `Policies` of a role: a list of documents with names.
pub(super) fn inline_policies(made: &Made, role: &Value, policies: &Value, facts: &mut Facts) {
    for (guard, policy) in each(policies) {
        let document = policy.get("PolicyDocument");
        if !document.is_absent() {
            push(made, &guard, role, Policy::Document(document), facts);
        }
    }
}

/// Managed policies of the same project, which a role names by reference.
fn own_managed_policies(made: &Made, role: &Value, managed: &Value, facts: &mut Facts) {
    for (guard, arn) in each(managed) {
        if let Some(document) = own_managed_policy(made, &arn) {
            push(made, &guard, role, Policy::Document(document), facts);
        }
    }
}

/// The document of a managed policy of the same project.
pub(super) fn own_managed_policy(made: &Made, arn: &Value) -> Option<Value> {
    let Is::Text(parts) = &arn.is else { return None };
    let [Part::Symbol(symbol)] = parts.as_slice() else { return None };
    made.context.document_of(symbol)
}

/// A policy that names the roles it is given to.
pub(super) fn policy(made: &Made, facts: &mut Facts) {
    let document = made.property(&["PolicyDocument"]);
    let mut roles = each(&made.property(&["Roles"]));
    let last = roles.pop();
    for (guard, role) in roles {
        push(made, &guard, &role, Policy::Document(document.clone()), facts);
    }
    if let Some((guard, role)) = last {
        push(made, &guard, &role, Policy::Document(document), facts);
    }
}

pub(super) fn role_policy(made: &Made, facts: &mut Facts) {
    let (role, document) = (made.property(&["RoleName"]), made.property(&["PolicyDocument"]));
    push(made, &Guard::always(), &role, Policy::Document(document), facts);
}

/// The elements of a list with the decisions under which they are there.
pub(super) fn each(list: &Value) -> Vec<(Guard, Value)> {
    let mut out = Vec::new();
    for (guard, list) in list.alternatives() {
        let (items, _) = list.elements();
        for (also, item) in items.iter().flat_map(Value::alternatives) {
            if let Some(both) = guard.and(&also).filter(|_| !item.is_absent()) {
                out.push((both, item));
            }
        }
    }
    out
}

pub(super) fn push(made: &Made, guard: &Guard, role: &Value, policy: Policy, facts: &mut Facts) {
    let Some(exists) = made.exists.and(guard) else { return };
    facts.grants.push(GrantFact {
        role: role.clone(),
        policy,
        address: made.place.address.clone(),
        header: made.place.header,
        exists,
        scope: made.scope.clone(),
    });
}

pub(super) fn bucket_policy(made: &Made, facts: &mut Facts) {
    facts.bucket_policies.push(BucketPolicyFact {
        bucket: made.property(&["Bucket"]),
        document: made.property(&["PolicyDocument"]),
        header: made.place.header,
        exists: made.exists.clone(),
        scope: made.scope.clone(),
    });
}

pub(super) fn topic_policy(made: &Made, facts: &mut Facts) {
    facts.topic_policies.push(TopicPolicyFact {
        topics: made.property(&["Topics"]),
        document: made.property(&["PolicyDocument"]),
        header: made.place.header,
        exists: made.exists.clone(),
        scope: made.scope.clone(),
    });
}
