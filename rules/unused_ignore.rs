//! An ignore that silences nothing.

use crate::{
    finding::{Finding, Level},
    rule::{Check, Ignore, Rule},
    source::Label,
};

pub static RULE: Rule = Rule {
    id: "unused-ignore",
    level: Level::Warning,
    enabled: true,
    since: "0.1.0",
    docs: include_str!("unused_ignore.md"),
    check: Check::Ignore(check),
};

fn check(ignore: &Ignore, out: &mut Vec<Finding>) {
    let rules = ignore.rules.join(", ");
    let (place, help) = match &ignore.address {
        None => (
            "here".to_owned(),
            "remove the ignore, or move it into the block whose finding it should silence",
        ),
        Some(address) => (
            format!("at '{address}'"),
            "remove the entry, or correct its address: `cors-lint buckets` lists them all",
        ),
    };
    out.push(Finding {
        rule: RULE.id,
        level: RULE.level,
        subject: format!("ignore[{rules}]"),
        made_at: Vec::new(),
        also: Vec::new(),
        message: format!("this ignore silences nothing: no finding of '{rules}' {place}"),
        at: Label::new(ignore.span, "remove it"),
        template: None,
        related: Vec::new(),
        notes: Vec::new(),
        help: Some(help.into()),
        fix: None,
    });
}
