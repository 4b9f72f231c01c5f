//! Which provider makes a resource: one of its own module, or one that a call hands down.

use super::Of;
use crate::{
    dialect::terraform::{
        evaluate::{Evaluator, Scope},
        program::Call,
    },
    syntax::hcl::{Expression, ExpressionKind},
    value::Value,
};

/// The default tags of the provider that makes a resource.
pub(super) fn default_tags(of: &Of) -> Option<Value> {
    let evaluator = of.evaluator;
    let written = of.resource.block.body.attribute("provider");
    let implied = || of.resource.kind.split('_').next().unwrap_or_default().to_owned();
    let mut name = written.map_or_else(implied, |written| name(evaluator, &written.value));
    let mut instance = of.instance;
    loop {
        let here = evaluator.instance(instance);
        let own = here.module.providers.get(&name);
        let caller = here.caller.as_ref();
        let handed = caller.and_then(|caller| handed_down(evaluator, caller.call, &name));
        if caller.is_none() || (handed.is_none() && own.is_some_and(|own| own.has_settings)) {
            let tags = own?.default_tags.as_ref()?;
            return Some(evaluator.settled(tags, &Scope::of(instance)));
        }
        name = match handed {
            Some(handed) => handed,
            // a module has its caller's default provider unasked, and no other one
            None if name.contains('.') => return None,
            None => name,
        };
        instance = caller?.scope.instance;
    }
}

/// The caller's provider that a module knows by this name: `providers = { aws.copy = aws.paris }`.
fn handed_down(evaluator: &Evaluator, call: &Call, known: &str) -> Option<String> {
    let ExpressionKind::Object(handed) = &call.argument("providers")?.value.kind else {
        return None;
    };
    let (_, given) = handed.iter().find(|(to, _)| name(evaluator, to) == known)?;
    Some(name(evaluator, given))
}

/// `aws`, `aws.paris`; of one for each region as well.
fn name(evaluator: &Evaluator, expression: &Expression) -> String {
    let plain = expression.plain().map(|text| text.as_str().to_owned());
    let text = plain.unwrap_or_else(|| evaluator.text_of(expression));
    text.split('[').next().unwrap_or_default().trim_end().to_owned()
}
