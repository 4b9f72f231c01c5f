//! The job is given to the Mechanical Turk workforce, which has closed.

use crate::{
    finding::{Finding, Level},
    model::Bucket,
    rule::{Check, Rule},
};

pub static RULE: Rule = Rule {
    id: "closed-workforce",
    level: Level::Note,
    enabled: true,
    since: "0.1.0",
    docs: include_str!("closed_workforce.md"),
    check: Check::Bucket(check),
};

fn check(bucket: &Bucket, out: &mut Vec<Finding>) {
    let mut teams: Vec<_> = bucket.uses.iter().filter_map(|one| one.public_crowd).collect();
    teams.sort();
    teams.dedup();
    for team in teams {
        let message = format!(
            "the work on '{}' is given to the Mechanical Turk workforce, which closed on 2026-09-30",
            bucket.address
        );
        out.push(
            RULE.finding(bucket, team, message)
                .label("the public workforce of Amazon Mechanical Turk")
                .help("give the job to a private or a vendor workteam"),
        );
    }
}
