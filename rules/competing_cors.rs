//! Two configurations write one bucket's CORS rules.

use crate::{
    finding::{Finding, Level},
    model::Bucket,
    rule::{Check, Rule, scenarios, when},
    source::Label,
};

pub static RULE: Rule = Rule {
    id: "competing-cors",
    level: Level::Warning,
    enabled: true,
    since: "0.1.0",
    docs: include_str!("competing_cors.md"),
    check: Check::Bucket(check),
};

fn check(bucket: &Bucket, out: &mut Vec<Finding>) {
    let Some(scenario) = scenarios(bucket, |state| !state.rivals.is_empty()) else { return };
    let mut rivals: Vec<&Label> = bucket.states.iter().flat_map(|state| &state.rivals).collect();
    rivals.sort();
    rivals.dedup();
    let message = format!(
        "'{}' has {} CORS configurations and keeps the one that is written last{}",
        bucket.address,
        rivals.len(),
        when("", scenario.as_deref())
    );
    let mut finding =
        RULE.finding(bucket, bucket.header, message).label("several write its CORS rules");
    for rival in rivals {
        finding = finding.related(rival.span, rival.text.clone());
    }
    out.push(finding.help("put all rules into one configuration: each of them replaces the bucket's whole CORS configuration"));
}
