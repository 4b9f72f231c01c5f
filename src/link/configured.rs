//! Buckets that are declared elsewhere and get their CORS rules here.

use std::collections::BTreeMap;

use super::names::Names;
use crate::{
    facts::{BucketFact, CorsFact, Facts, Language},
    source::Sources,
    value::{Class, Guard, Is, Part, Symbol, Value},
};

/// More configurations of buckets that are not told by their identity are not looked at.
const MAX_NAMED: usize = 300;

/// Adds the buckets that nothing here declares or looks up, and that a configuration sets the rules of: whoever reads
/// them reads a bucket whose rules are known.
pub fn add_configured(facts: &mut Facts, sources: &Sources) {
    let names = Names::new(facts);
    let mut new: BTreeMap<String, BucketFact> = BTreeMap::new();
    let is_told = |one: &&CorsFact| names.identity(&one.bucket).is_some();
    for one in facts.cors.iter().filter(|one| !is_told(one)).take(MAX_NAMED) {
        for (_, name) in one.bucket.alternatives() {
            if has_identity(&name) && !is_known(&names, &name, &one.scope) {
                new.entry(name.shown()).or_insert_with(|| configured(one, name, sources));
            }
        }
    }
    facts.buckets.extend(new.into_values());
}

fn is_known(names: &Names, name: &Value, scope: &str) -> bool {
    names.identity(name).is_some() || !names.find(name, scope).is_empty()
}

/// Whether the same name elsewhere is surely the same text.
fn has_identity(name: &Value) -> bool {
    let Is::Text(parts) = &name.is else { return false };
    !parts.is_empty() && !parts.iter().any(|part| matches!(part, Part::Unknown(_)))
}

fn configured(cors: &CorsFact, name: Value, sources: &Sources) -> BucketFact {
    let shown = name.shown();
    let is_json = sources.path(cors.header.file).ends_with(".json");
    let id = format!("{}|{}#bucket", cors.scope, cors.address);
    BucketFact {
        name: Symbol::new(id, shown.as_str(), Class::BucketName).defined(name),
        address: shown,
        declared: false,
        header: cors.header,
        body: cors.span,
        template: None,
        exists: Guard::always(),
        tags: Value::absent(),
        managed_elsewhere: Vec::new(),
        callers: Vec::new(),
        beside: None,
        scope: cors.scope.clone(),
        language: if is_json { Language::TerraformJson } else { Language::Terraform },
    }
}
