//! Sets: constant elements in order and once.

use std::collections::BTreeMap;

use crate::value::{Is, List, ListKind, Value};

/// The elements of a set in Terraform's order, equal ones once. Elements that are not constant stay, at the end.
pub(in super::super) fn ordered(list: List) -> List {
    let mut known: BTreeMap<Order, Value> = BTreeMap::new();
    let mut others: Vec<Value> = Vec::new();
    for item in list.items {
        match order(&item) {
            Some(order) => {
                known.entry(order).or_insert(item);
            }
            None if others.contains(&item) && !has_unknown(&item) => {}
            None => others.push(item),
        }
    }
    let items = known.into_values().chain(others).collect();
    List { items, open: list.open, kind: ListKind::Set }
}

#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Order {
    Bool(bool),
    Number(crate::value::Number),
    Text(String),
}

fn order(value: &Value) -> Option<Order> {
    match &value.is {
        Is::Bool(is) => Some(Order::Bool(*is)),
        Is::Number(number) => Some(Order::Number(number.clone())),
        Is::Text(_) | Is::Json(_) => value.constant().map(Order::Text),
        _ => None,
    }
}

fn has_unknown(value: &Value) -> bool {
    value.origins().is_some()
}
