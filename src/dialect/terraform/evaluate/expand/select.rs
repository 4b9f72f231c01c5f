//! References to instances: by key, all of them, or the only one.

use super::{
    super::{Failure, Outcome, Scope, condition, for_expression},
    Evaluator, Expansion, Item, Shape,
};
use crate::{
    dialect::terraform::types,
    syntax::hcl::Step,
    value::{Entry, Guard, Is, ListKind, Map, MapKind, Rest, Value, either},
};

impl Evaluator<'_> {
    /// What the steps select from instances; `object` follows steps into one of them.
    pub fn select(
        &self,
        expansion: &Expansion,
        steps: &[Step],
        scope: &Scope,
        object: &dyn Fn(&Item, &[Step]) -> Outcome,
    ) -> Outcome {
        match (expansion.shape, steps) {
            (Shape::Single, [Step::Splat { steps, .. }, rest @ ..]) => {
                let items = self.objects(expansion, &|item| object(item, steps));
                self.follow(&items?, rest, scope)
            }
            (Shape::Single, _) => match expansion.items.as_slice() {
                [item] => self.guarded(object(item, steps)?, &item.guard),
                [] => self.follow(&Value::null(), steps, scope),
                _ => Err(Failure::new("a lone instance is expected", None)),
            },
            (_, [Step::Index { key, .. }, rest @ ..]) => {
                let key = self.eval(key, scope)?;
                self.lift(&key, |key| self.chosen(expansion, key, &|item| object(item, rest)))
            }
            (Shape::Count, [Step::Splat { steps, .. }, rest @ ..]) => {
                let items = self.objects(expansion, &|item| object(item, steps));
                self.follow(&items?, rest, scope)
            }
            (Shape::Count, _) => {
                let items = self.objects(expansion, &|item| object(item, &[]))?;
                self.follow(&items, steps, scope)
            }
            (Shape::ForEach, [Step::Attribute { name, span }, ..]) => {
                let message = format!("an instance is named in brackets: [\"{name}\"]");
                Err(Failure::new(message, Some(*span)))
            }
            (Shape::ForEach, _) => {
                let map = self.map_of(expansion, &|item| object(item, &[]))?;
                self.follow(&map, steps, scope)
            }
        }
    }

    fn chosen(
        &self,
        expansion: &Expansion,
        key: &Value,
        object: &dyn Fn(&Item) -> Outcome,
    ) -> Outcome {
        let wanted = condition::identity(&as_key(key));
        let is = |item: &&Item| {
            let first = item.abstracted && key.constant().as_deref() == Some("0");
            first || (wanted.is_some() && condition::identity(&as_key(&item.index)) == wanted)
        };
        // an instance of a count most often stands at its index
        let at = key.constant().and_then(|key| key.parse::<usize>().ok());
        let guess = at.and_then(|at| expansion.items.get(at)).filter(is);
        if let Some(item) = guess.or_else(|| expansion.items.iter().find(is)) {
            return self.guarded(object(item)?, &item.guard);
        }
        let abstracted = expansion.items.iter().any(|item| item.abstracted);
        if key.constant().is_some() && !abstracted {
            return Err(Failure::new(format!("there is no instance {}", key.shown()), key.span));
        }
        self.doubt();
        let origins = key.origins().or_else(|| {
            let open = expansion.items.iter().find(|item| item.abstracted)?;
            open.index.origins()
        });
        match origins {
            Some(origins) => Ok(Value { span: key.span, ..Is::Unknown(origins).into() }),
            None => Ok(Value::unknown("which instance is meant", key.span)),
        }
    }

    /// A value that is there in the worlds of a guard only.
    fn guarded(&self, value: Value, guard: &Guard) -> Outcome {
        if guard.is_always() {
            return Ok(value);
        }
        for (condition, outcome) in guard.decisions() {
            self.fails_when(Guard::when(condition.clone(), !outcome));
        }
        Ok(either(vec![(guard.clone(), value)]))
    }

    fn objects(&self, expansion: &Expansion, object: &dyn Fn(&Item) -> Outcome) -> Outcome {
        let mut items = Vec::new();
        let mut open = None;
        for item in &expansion.items {
            if item.abstracted {
                open = item.index.origins();
            }
            items.push(there(object(item)?, &item.guard));
        }
        Ok(for_expression::list(items, open, ListKind::Tuple))
    }

    fn map_of(&self, expansion: &Expansion, object: &dyn Fn(&Item) -> Outcome) -> Outcome {
        let mut entries = Vec::new();
        let mut rest = Rest::Closed;
        for item in &expansion.items {
            match item.index.constant() {
                Some(key) => {
                    let value = there(object(item)?, &item.guard);
                    entries.push(Entry { key: key.into(), value });
                }
                None => {
                    rest = item.index.origins().map_or(rest, Rest::Open);
                }
            }
        }
        Ok(Is::Map(Map { entries: entries.into(), rest, kind: MapKind::Object }).into())
    }
}

/// The value under its guard, absent elsewhere.
fn there(value: Value, guard: &Guard) -> Value {
    if guard.is_always() {
        return value;
    }
    let mut all = vec![(guard.clone(), value)];
    let mut before = Guard::always();
    for (condition, outcome) in guard.decisions() {
        let Some(other) = before.and(&Guard::when(condition.clone(), !outcome)) else { continue };
        all.push((other, Value::absent()));
        before = before.and(&Guard::when(condition.clone(), *outcome)).unwrap_or(before);
    }
    either(all)
}

/// Keys compare as text.
fn as_key(value: &Value) -> Value {
    types::to_text(value).unwrap_or_else(|_| value.clone())
}
