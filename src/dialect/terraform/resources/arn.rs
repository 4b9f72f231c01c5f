//! What ARNs are put together from, besides names.

use super::Of;
use crate::value::{Class, Part, Symbol};

/// `arn:<partition>:<service>:<region>:<account>`
pub(super) fn arn(of: &Of, service: &str, region: Option<Symbol>) -> Vec<Part> {
    let mut parts = vec![literal("arn:"), symbol(partition(of)), literal(&format!(":{service}:"))];
    parts.extend(region.map(symbol));
    parts.push(literal(":"));
    parts.push(symbol(account(of)));
    parts
}

pub(super) fn literal(text: &str) -> Part {
    Part::Literal(text.into())
}

pub(super) fn symbol(symbol: Symbol) -> Part {
    Part::Symbol(symbol)
}

/// One account, one partition and one region for each provider of a root.
pub(super) fn account(of: &Of) -> Symbol {
    place(of, "account", Class::AccountId)
}

pub(super) fn partition(of: &Of) -> Symbol {
    let id = format!("{}||partition", of.evaluator.root);
    Symbol::new(id, "partition", Class::Partition)
}

pub(super) fn region(of: &Of) -> Symbol {
    place(of, "region", Class::Region)
}

fn place(of: &Of, what: &str, class: Class) -> Symbol {
    let provider = of.resource.block.body.attribute("provider");
    let provider =
        provider.map(|attribute| of.evaluator.text_of(&attribute.value)).unwrap_or_default();
    let id = format!("{}||{what} {provider}", of.evaluator.root);
    Symbol::new(id, what, class)
}
