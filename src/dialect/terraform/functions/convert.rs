//! Conversions between types.

use super::{Call, Function};
use crate::{
    dialect::terraform::{
        evaluate::Outcome,
        types::{self, Type},
    },
    value::Value,
};

pub(super) fn function(name: &str) -> Option<Function> {
    Some(match name {
        "tostring" => |call, values| one(call, values, Type::String),
        "tonumber" => |call, values| one(call, values, Type::Number),
        "tobool" => |call, values| one(call, values, Type::Bool),
        "tolist" => |call, values| one(call, values, Type::List(Box::new(Type::Any))),
        "toset" => |call, values| one(call, values, Type::Set(Box::new(Type::Any))),
        "tomap" => |call, values| one(call, values, Type::Map(Box::new(Type::Any))),
        _ => return None,
    })
}

fn one(call: &Call, values: &[Value], to: Type) -> Outcome {
    match values {
        [value] => {
            if value.is_unknown() {
                call.evaluator.doubt();
            }
            types::convert(call.evaluator, value, &to)
        }
        _ => Err(call.arguments()),
    }
}
