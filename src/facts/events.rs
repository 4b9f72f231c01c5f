//! How the news of an object gets from a bucket to what it starts.

use std::sync::Arc;

use crate::{
    source::Span,
    value::{Guard, Value},
};

/// A bucket tells of new objects.
#[derive(Clone, Debug)]
pub struct NotificationFact {
    /// The bucket's name.
    pub bucket: Value,
    pub listener: Listener,
    /// How the keys of the objects end that it tells of, where that is limited and known.
    pub suffix: Option<String>,
    pub span: Span,
    pub exists: Guard,
    pub scope: Arc<str>,
}

/// Whom a bucket tells.
#[derive(Clone, Debug)]
pub enum Listener {
    /// A topic, a queue or a function, by its ARN.
    Named(Value),
    /// Amazon EventBridge, whose rules say who is told next.
    EventBridge,
}

impl Listener {
    pub fn named(&self) -> Option<&Value> {
        match self {
            Listener::Named(value) => Some(value),
            Listener::EventBridge => None,
        }
    }
}

/// A rule of Amazon EventBridge; whom it calls are forwards from its name.
#[derive(Clone, Debug)]
pub struct EventRuleFact {
    pub name: Value,
    /// The events that it takes: a map or JSON text.
    pub pattern: Value,
    pub header: Span,
    pub exists: Guard,
    pub scope: Arc<str>,
}

/// Something hands on what it is told.
#[derive(Clone, Debug)]
pub struct ForwardFact {
    /// A topic or queue by its ARN, an event rule by its name.
    pub from: Value,
    /// By ARN or name.
    pub to: Value,
    pub via: Via,
    pub span: Span,
    pub exists: Guard,
}

/// What hands it on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Via {
    Topic,
    Queue,
    EventRule,
}
