//! `Fn::If` and `Fn::FindInMap`.

use crate::{
    source::Span,
    syntax::node::Node,
    value::{Is, Origins, Value, either, lift2},
};

use super::{Call, Context};

impl Context<'_> {
    pub(super) fn choose(self, call: &Call) -> Value {
        let at = Some(call.argument.span);
        let Some([condition, yes, no]) = call.argument.list() else {
            return Value::unknown("Fn::If without a condition and two values", at);
        };
        let Some(name) = condition.as_str() else {
            return Value::unknown("Fn::If with a condition that has no name", at);
        };
        match self.decided(name) {
            Some(true) => self.value(yes),
            Some(false) => self.value(no),
            None => either(vec![
                (self.when(name, true), self.value(yes)),
                (self.when(name, false), self.value(no)),
            ])
            .at(at),
        }
    }

    pub(super) fn find_in_map(self, call: &Call) -> Value {
        let at = call.argument.span;
        let (map, first, second, default) = match call.argument.list() {
            Some([map, first, second]) => (map, first, second, None),
            Some([map, first, second, rest]) => (map, first, second, rest.get("DefaultValue")),
            _ => return Value::unknown("Fn::FindInMap without a map and two keys", Some(at)),
        };
        let Some(map) = self.value(map).constant() else {
            return Value::unknown("Fn::FindInMap with a map that is not known", Some(at));
        };
        let (first, second) = (self.operand(first), self.operand(second));
        lift2(&first, &second, |first, second| match (first.constant(), second.constant()) {
            (Some(first), Some(second)) => self.entry([&map, &first, &second], default, at),
            _ => {
                let none = || Origins::one("a key that is not known", Some(at));
                let hangs_on = first.origins().or_else(|| second.origins());
                Value::from(Is::Unknown(hangs_on.unwrap_or_else(none))).at(Some(at))
            }
        })
    }

    fn entry(self, [map, first, second]: [&str; 3], default: Option<&Node>, at: Span) -> Value {
        let mappings = self.stack().map(|stack| &stack.template.mappings);
        let map_node = mappings.and_then(|mappings| mappings.get(map));
        match (map_node.and_then(|node| node.path(&[first, second])), default) {
            (Some(node), _) => self.value(node).through(at, format!("looked up in {map}")),
            (None, Some(default)) => self.value(default),
            (None, None) => {
                let reason = format!("{map}.{first}.{second}, which the mapping does not hold");
                Value::unknown(reason, Some(at))
            }
        }
    }
}
