//! Roles, what they are given, and the policies of buckets and topics.

use std::sync::Arc;

use crate::{
    source::Span,
    value::{Guard, Symbol, Value},
};

#[derive(Clone, Debug)]
pub struct RoleFact {
    /// The role's name as a symbol; its ARN ends with it.
    pub name: Symbol,
    pub address: String,
    /// The trust policy: a map or JSON text.
    pub trust: Value,
    /// ARNs of managed policies named in the role itself.
    pub managed: Value,
    /// The document that says what the role may do at most; absent without one, unknown where it is not in view.
    pub boundary: Value,
    pub header: Span,
    pub body: Span,
    pub exists: Guard,
    pub scope: Arc<str>,
}

/// A policy given to a role.
#[derive(Clone, Debug)]
pub struct GrantFact {
    /// The role, by name or ARN.
    pub role: Value,
    /// A policy document, or the ARN of a managed policy.
    pub policy: Policy,
    pub address: String,
    pub header: Span,
    pub exists: Guard,
    pub scope: Arc<str>,
}

#[derive(Clone, Debug)]
pub enum Policy {
    /// A map or JSON text.
    Document(Value),
    Managed(Value),
}

/// The policy of a bucket: who may reach it, said from its side.
#[derive(Clone, Debug)]
pub struct BucketPolicyFact {
    /// The bucket's name.
    pub bucket: Value,
    /// The policy document: a map or JSON text.
    pub document: Value,
    pub header: Span,
    pub exists: Guard,
    pub scope: Arc<str>,
}

/// The policy of a topic: who may subscribe to it.
#[derive(Clone, Debug)]
pub struct TopicPolicyFact {
    /// The topic's ARN, or a list of them.
    pub topics: Value,
    /// The policy document: a map or JSON text.
    pub document: Value,
    pub header: Span,
    pub exists: Guard,
    pub scope: Arc<str>,
}
