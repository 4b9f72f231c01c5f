//! What a template is given in one deployment or another: by parameter files near it, and by the environments of a
//! `samconfig.toml`.

mod family;
mod files;
mod find;
mod overrides;
mod samconfig;

use std::collections::BTreeMap;

pub use files::is_named_so as is_parameter_file;
pub use find::Finder;

use super::template::Template;
use crate::{dialect::nearby::MAX_DEPLOYMENTS, source::Span, text::Text};

/// What a parameter or the stack's name is set to.
#[derive(Clone, Debug)]
pub struct Given {
    /// `None` where only the deployment knows it.
    pub value: Option<Text>,
    /// The name that is set, as it stands there.
    pub name: Span,
    pub at: Span,
}

/// What something sets: names of parameters with their values, `None` for one that stays as it is.
type Settings = Vec<(String, Option<Given>)>;

/// One deployment of a template.
#[derive(Clone, Debug)]
pub struct Input {
    /// Comes before "is used": `params/prod.json`, `the environment prod of samconfig.toml`.
    pub name: String,
    /// By the name of the parameter.
    pub values: BTreeMap<String, Given>,
    pub stack_name: Option<Given>,
}

/// The deployments of a template, of which exactly one comes about.
#[derive(Clone, Debug, Default)]
pub struct Inputs {
    pub all: Vec<Input>,
    /// Whether it may also be deployed with none of them.
    pub is_open: bool,
    /// Where the first of those that are too many gives its values.
    pub left_out: Option<Span>,
}

impl Inputs {
    fn new(mut all: Vec<Input>, template: &Template) -> Inputs {
        let left_out = all.get(MAX_DEPLOYMENTS).and_then(Input::span);
        all.truncate(MAX_DEPLOYMENTS);
        // an environment that sets nothing is what is deployed with defaults alone
        let is_plain = all.iter().any(|one| one.values.is_empty());
        let needs_one = template.parameters.values().any(|one| one.default.is_none());
        Inputs { is_open: !all.is_empty() && !needs_one && !is_plain, all, left_out }
    }

    /// The names that the stack is deployed under.
    pub fn stack_names(&self) -> impl Iterator<Item = &str> {
        let named = self.all.iter().filter_map(|input| input.stack_name.as_ref()?.value.as_ref());
        named.map(Text::as_str)
    }
}

impl Input {
    fn new(name: String, settings: Settings, stack_name: Option<Given>) -> Input {
        let values = settings.into_iter().filter_map(|(name, given)| Some((name, given?)));
        Input { name, values: values.collect(), stack_name }
    }

    fn span(&self) -> Option<Span> {
        let given = self.values.values().chain(&self.stack_name);
        given.map(|given| given.name).min()
    }
}
