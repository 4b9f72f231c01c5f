//! `count`.

use std::collections::BTreeMap;

use super::{super::Scope, Evaluator, Item, MAX_ITEMS};
use crate::{
    dialect::terraform::types::{self, Type},
    syntax::hcl::Expression,
    value::{Class, Guard, Symbol, Value},
};

impl Evaluator<'_> {
    pub(super) fn counted(&self, expression: &Expression, scope: &Scope) -> Vec<Item> {
        let number = self
            .eval(expression, scope)
            .and_then(|value| types::convert(self, &value, &Type::Number));
        let number = self.or_unknown(number, expression.span);
        let mut guards: BTreeMap<usize, Vec<Guard>> = BTreeMap::new();
        let mut unknown = Vec::new();
        for (guard, number) in number.alternatives() {
            match number.constant().and_then(|text| text.parse::<usize>().ok()) {
                Some(count) => {
                    if count > MAX_ITEMS {
                        self.too_many(expression.span);
                    }
                    for index in 0..count.min(MAX_ITEMS) {
                        guards.entry(index).or_default().push(guard.clone());
                    }
                }
                None => unknown.push(guard),
            }
        }
        let items = guards.into_iter();
        let mut items: Vec<Item> =
            items.map(|(index, guards)| Item::counted(index, self.any_of(&guards))).collect();
        if items.is_empty()
            && let Some(guard) = unknown.into_iter().next()
        {
            items.push(self.uncounted(expression, guard, scope));
        }
        items
    }

    fn uncounted(&self, count: &Expression, guard: Guard, scope: &Scope) -> Item {
        let text = self.text_of(count);
        let id = self.expression_id(&text, scope);
        let (yes, no) = (format!("`{text}` is not 0"), format!("`{text}` is 0"));
        let exists = self.occurs(&format!("{id} > 0"), yes, no, count, guard);
        let index = Symbol::new(format!("{id}.index"), "count.index", Class::Any);
        Item {
            key: "[count.index]".into(),
            index: Value::symbol(index),
            guard: exists,
            abstracted: true,
            ..Item::lone()
        }
    }
}
