//! `for_each`.

use std::{collections::BTreeMap, rc::Rc};

use super::{
    super::{Scope, pairs, step},
    Evaluator, Expansion, Item, MAX_ITEMS, Shape,
};
use crate::{
    dialect::terraform::{
        program::{Mode, Resource},
        resources,
    },
    syntax::hcl::{Expression, ExpressionKind, Step},
    value::{Class, Guard, Is, Symbol, Value, either},
};

impl<'a> Evaluator<'a> {
    pub(super) fn keyed(&self, for_each: &Expression, scope: &Scope) -> Vec<Item> {
        if let Some(items) = self.chained(for_each, scope) {
            return items;
        }
        let outcome = self.eval(for_each, scope);
        let value = self.or_unknown(outcome, for_each.span);
        let mut known: BTreeMap<String, Vec<(Guard, Value)>> = BTreeMap::new();
        let mut symbols: Vec<Item> = Vec::new();
        let mut open = None;
        for (guard, one) in value.alternatives() {
            let Ok(pairs) = pairs(&one) else { continue };
            for (key, value) in pairs.known {
                for (also, value) in present(&value) {
                    let Some(guard) = guard.and(&also) else { continue };
                    match key.constant() {
                        Some(name) => known.entry(name).or_default().push((guard, value)),
                        None => symbols.push(symbolic(&key, value, guard)),
                    }
                }
            }
            if pairs.open.is_some() {
                open.get_or_insert(guard);
            }
        }
        if known.len() > MAX_ITEMS {
            self.too_many(for_each.span);
        }
        let named = known.into_iter().take(MAX_ITEMS).map(|(name, all)| {
            let guards: Vec<Guard> = all.iter().map(|(guard, _)| guard.clone()).collect();
            let guard = self.any_of(&guards);
            let value = match all.as_slice() {
                [(_, value)] => value.clone(),
                _ => either(all),
            };
            Item::named(&name, value, guard)
        });
        let mut items: Vec<Item> = named.chain(symbols.into_iter().take(MAX_ITEMS)).collect();
        if let Some(guard) = open {
            items.push(self.unkeyed(for_each, guard, scope));
        }
        items
    }

    /// `for_each = aws_s3_bucket.x`: the same keys, each with the instance as its value.
    fn chained(&self, for_each: &Expression, scope: &Scope) -> Option<Vec<Item>> {
        let (resource, expansion) = self.whole_resource(for_each, scope)?;
        if expansion.shape != Shape::ForEach {
            return None;
        }
        let items = expansion.items.iter().map(|item| {
            let of = resources::Of::new(self, scope.instance, resource, &expansion, item);
            let value = self.or_unknown(of.object(), for_each.span);
            Item { value, ..item.clone() }
        });
        Some(items.collect())
    }

    fn whole_resource(
        &self,
        expression: &Expression,
        scope: &Scope,
    ) -> Option<(&'a Resource, Rc<Expansion>)> {
        let ExpressionKind::Traversal { base, steps } = &expression.kind else { return None };
        let ExpressionKind::Variable(kind) = &base.kind else { return None };
        let [Step::Attribute { name, .. }] = steps.as_slice() else { return None };
        let address = crate::dialect::terraform::program::address(Mode::Managed, kind, name);
        let resource = self.instance(scope.instance).module.resources.get(&address)?;
        Some((resource, self.expansion(scope.instance, &address, &resource.block)))
    }

    /// One instance for all the keys that are not known. Two blocks that run over the same expression share them.
    fn unkeyed(&self, for_each: &Expression, guard: Guard, scope: &Scope) -> Item {
        let text = self.text_of(for_each);
        let text =
            text.strip_prefix("toset(").and_then(|rest| rest.strip_suffix(')')).unwrap_or(&text);
        let id = self.expression_id(text.trim(), scope);
        let (yes, no) = (format!("`{text}` is not empty"), format!("`{text}` is empty"));
        let exists = self.occurs(&format!("{id} is not empty"), yes, no, for_each, guard);
        let symbol = |part: &str| {
            Value::symbol(Symbol::new(format!("{id}.{part}"), format!("each.{part}"), Class::Any))
        };
        Item {
            key: "[each.key]".into(),
            index: symbol("key"),
            value: symbol("value"),
            guard: exists,
            abstracted: true,
        }
    }
}

/// The worlds in which an element is there, and what it is.
fn present(value: &Value) -> Vec<(Guard, Value)> {
    match &value.is {
        Is::Either(all) if all.iter().any(|(_, one)| one.is_absent()) => {
            value.alternatives().into_iter().filter(|(_, one)| !one.is_absent()).collect()
        }
        _ => vec![(Guard::always(), value.clone())],
    }
}

fn symbolic(key: &Value, value: Value, guard: Guard) -> Item {
    let shown =
        step::lone_symbol(key).map_or_else(|| key.shown(), |symbol| symbol.shown.to_string());
    Item { key: format!("[{shown}]").into(), index: key.clone(), value, guard, abstracted: false }
}
