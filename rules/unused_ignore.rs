//! An ignore that silences nothing.

use crate::{
    finding::{Finding, Level},
    rule::{Check, Ignore, Rule},
    source::Label,
};

pub static RULE: Rule = Rule {
    id: "unused-ignore",
    level: Level::Warning,
    since: "0.1.0",
    docs: include_str!("unused_ignore.md"),
    check: Check::Ignore(check),
};

fn check(ignore: &Ignore, out: &mut Vec<Finding>) {
    let rules = ignore.rules.join(", ");
    out.push(Finding {
        rule: RULE.id,
        level: RULE.level,
        subject: format!("ignore[{rules}]"),
        message: format!("this ignore silences nothing: no finding of '{rules}' here"),
        at: Label::new(ignore.directive.span, "remove it"),
        template: None,
        related: Vec::new(),
        notes: Vec::new(),
        help: Some(
            "remove the ignore, or move it into the block whose finding it should silence".into(),
        ),
        fix: None,
    });
}
