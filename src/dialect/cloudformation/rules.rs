//! `Rules`: assertions on parameters, which rule scenarios out.

use crate::{
    syntax::node::Node,
    value::{Answer, Guard, Value, same},
};

use super::evaluate::{Call, Context};

impl Context<'_> {
    /// Whether some rule of the template forbids a world, so that no stack is deployed in it.
    pub fn is_forbidden(self, world: &Guard) -> bool {
        let rules = self.stack().map(|stack| stack.template.rules.as_slice()).unwrap_or_default();
        rules.iter().any(|rule| self.is_broken(rule, world))
    }

    fn is_broken(self, rule: &Node, world: &Guard) -> bool {
        let applies = match rule.get("RuleCondition") {
            Some(condition) => self.outcome_of(condition, world) == Some(true),
            None => true,
        };
        let assertions = rule.get("Assertions").and_then(Node::list).unwrap_or_default();
        let fails = |assertion: &Node| {
            let asserted = assertion.get("Assert");
            asserted.and_then(|node| self.outcome_of(node, world)) == Some(false)
        };
        applies && assertions.iter().any(fails)
    }

    /// `Fn::Contains: [list, value]`.
    pub(super) fn contains(self, call: &Call, world: &Guard) -> Option<bool> {
        let [list, wanted] = call.argument.list()? else { return None };
        let wanted = self.operand(wanted).under(world);
        let (items, open) = self.value(list).under(world).elements();
        let is_wanted = |item: &Value| same(item, &wanted, &|symbol| symbol.class);
        let answer = Answer::any(items.iter().map(is_wanted));
        match answer {
            Answer::Yes => Some(true),
            Answer::No if open.is_none() => Some(false),
            _ => None,
        }
    }
}
