//! Type constraints, and what a value becomes under one.

mod convert;
mod unify;

pub(super) use convert::{convert, derived, reason, to_text};
pub(super) use unify::unify;

use crate::syntax::hcl::{Expression, ExpressionKind};

/// A variable's type, or that of a value.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Type {
    Any,
    String,
    Number,
    Bool,
    List(Box<Type>),
    Set(Box<Type>),
    Map(Box<Type>),
    Tuple(Vec<Type>),
    Object(Vec<Field>),
}

/// An attribute of an object type.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Field {
    pub name: String,
    pub kind: Type,
    pub optional: bool,
    /// What an optional attribute is when it is not given.
    pub default: Option<Expression>,
}

/// Reads a type expression; what is not understood is [`Type::Any`].
pub(super) fn parse(expression: &Expression) -> Type {
    match &expression.kind {
        ExpressionKind::Variable(name) => named(name),
        // Terraform before 0.12 wrote types as strings
        ExpressionKind::Template(_) => {
            expression.plain().map_or(Type::Any, |name| named(name.as_str()))
        }
        ExpressionKind::Call { name, arguments, .. } => call(name, arguments),
        ExpressionKind::Parenthesized(inner) => parse(inner),
        _ => Type::Any,
    }
}

fn named(name: &str) -> Type {
    match name {
        "string" => Type::String,
        "number" => Type::Number,
        "bool" => Type::Bool,
        "list" => Type::List(Box::new(Type::Any)),
        "set" => Type::Set(Box::new(Type::Any)),
        "map" => Type::Map(Box::new(Type::Any)),
        _ => Type::Any,
    }
}

fn call(name: &str, arguments: &[Expression]) -> Type {
    let first = || Box::new(arguments.first().map_or(Type::Any, parse));
    match (name, arguments.first().map(|first| &first.kind)) {
        ("list", _) => Type::List(first()),
        ("set", _) => Type::Set(first()),
        ("map", _) => Type::Map(first()),
        ("tuple", Some(ExpressionKind::List(items))) => {
            Type::Tuple(items.iter().map(parse).collect())
        }
        ("object", Some(ExpressionKind::Object(items))) => {
            Type::Object(items.iter().filter_map(|(key, value)| field(key, value)).collect())
        }
        _ => Type::Any,
    }
}

fn field(key: &Expression, value: &Expression) -> Option<Field> {
    let name = key.plain()?.as_str().to_owned();
    match &value.kind {
        ExpressionKind::Call { name: call, arguments, .. } if call == "optional" => Some(Field {
            name,
            kind: arguments.first().map_or(Type::Any, parse),
            optional: true,
            default: arguments.get(1).cloned(),
        }),
        _ => Some(Field { name, kind: parse(value), optional: false, default: None }),
    }
}
