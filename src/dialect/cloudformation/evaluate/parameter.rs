//! What the type of a parameter makes of the text that it is given.

use super::super::{repeat, template::Parameter};
use crate::{
    dialect::budget::{MAX_LENGTH, TOO_LONG},
    value::{Part, Value},
};

pub(super) fn is_list(parameter: &Parameter) -> bool {
    parameter.kind == "CommaDelimitedList" || parameter.kind.starts_with("List<")
}

/// What such a parameter is set to is the name of a value that Systems Manager keeps.
pub(super) fn is_kept_elsewhere(parameter: &Parameter) -> bool {
    parameter.kind.starts_with("AWS::SSM::Parameter::Value<")
}

/// A list parameter's text as its elements.
pub(super) fn listed(value: Value, parameter: &Parameter) -> Value {
    if !is_list(parameter) {
        return value;
    }
    let parts = value.as_parts();
    let Some([Part::Literal(text)]) = parts.as_deref() else { return value };
    if memchr::memchr_iter(b',', text.as_str().as_bytes()).count() > MAX_LENGTH {
        return Value::unknown(TOO_LONG, value.span);
    }
    let items = repeat::split(text).into_iter().map(Value::text).collect();
    Value { is: Value::list(items).is, ..value }
}
