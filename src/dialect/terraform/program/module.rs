//! The declarations of one directory.

use std::{collections::BTreeMap, sync::OnceLock};

pub(in super::super) use crate::facts::Language;
use crate::{
    facts::{Configuration, Directive},
    place::covers,
    source::{Sources, Span},
    syntax::hcl::{Attribute, Block, Expression},
};

#[derive(Debug, Default)]
pub(in super::super) struct Module {
    pub directory: String,
    pub variables: BTreeMap<String, Variable>,
    pub locals: BTreeMap<String, Attribute>,
    pub outputs: BTreeMap<String, Output>,
    pub resources: BTreeMap<String, Resource>,
    pub calls: BTreeMap<String, Call>,
    /// By name and alias: `aws`, `aws.paris`.
    pub providers: BTreeMap<String, Provider>,
    pub directives: Vec<Directive>,
    /// `import` blocks.
    pub imports: Vec<Block>,
    /// A `backend` or `cloud` block, which says that Terraform is run here.
    pub backend: Option<Block>,
    /// The CORS configurations that are written for buckets, by the buckets' labels; looked for when asked.
    pub configurations: OnceLock<BTreeMap<String, Configuration>>,
    /// Where a part could not be read.
    pub broken: Option<Span>,
}

#[derive(Debug)]
pub(in super::super) struct Variable {
    pub block: Block,
}

#[derive(Debug)]
pub(in super::super) struct Output {
    pub block: Block,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Mode {
    Managed,
    Data,
}

#[derive(Debug)]
pub(in super::super) struct Resource {
    pub mode: Mode,
    pub kind: String,
    pub name: String,
    pub block: Block,
    pub language: Language,
}

/// A `provider` block.
#[derive(Debug, Default)]
pub(in super::super) struct Provider {
    pub default_tags: Option<Expression>,
    /// Whether it says more than its alias; one that does not is a name for what callers hand down.
    pub has_settings: bool,
}

/// A `module` block.
#[derive(Debug)]
pub(in super::super) struct Call {
    pub name: String,
    pub block: Block,
    /// What its source says, where that is known.
    pub from: Option<String>,
}

impl Module {
    /// The directives of its files. One that speaks of a module call covers all that the call makes.
    pub fn directives(&self, sources: &Sources) -> impl Iterator<Item = Directive> {
        self.directives.iter().map(|directive| {
            let mut calls = self.calls.values().map(|call| &call.block);
            let call = calls.find(|call| covers(directive, call.header, call.span, sources));
            Directive { on: call.map(|call| call.header).or(directive.on), ..directive.clone() }
        })
    }
}

impl Variable {
    pub fn expression(&self, name: &str) -> Option<&Expression> {
        self.block.body.attribute(name).map(|attribute| &attribute.value)
    }

    pub fn default(&self) -> Option<&Expression> {
        self.expression("default")
    }

    /// Whether an argument says `true`; `unsaid` when it is not written.
    pub fn flag(&self, name: &str, unsaid: bool) -> bool {
        use crate::syntax::hcl::ExpressionKind;
        match self.expression(name).map(|expression| &expression.kind) {
            Some(ExpressionKind::Bool(is)) => *is,
            _ => unsaid,
        }
    }
}

impl Output {
    pub fn value(&self) -> Option<&Attribute> {
        self.block.body.attribute("value")
    }
}

impl Call {
    pub fn source(&self) -> Option<&Expression> {
        self.argument("source").map(|attribute| &attribute.value)
    }

    pub fn argument(&self, name: &str) -> Option<&Attribute> {
        self.block.body.attribute(name)
    }
}

impl Resource {
    /// `aws_s3_bucket.x`, `data.aws_s3_bucket.x`.
    pub fn address(&self) -> String {
        address(self.mode, &self.kind, &self.name)
    }
}

pub(in super::super) fn address(mode: Mode, kind: &str, name: &str) -> String {
    match mode {
        Mode::Managed => format!("{kind}.{name}"),
        Mode::Data => format!("data.{kind}.{name}"),
    }
}
