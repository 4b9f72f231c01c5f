//! Video-frame or point-cloud work, and no one rule that its interface can work with.

use crate::{
    finding::{Finding, Level},
    model::{Bucket, Cors, Role},
    rule::{Check, Rule, remedy, scenarios, when},
    value::Answer,
};

pub static RULE: Rule = Rule {
    id: "cors-too-narrow-for-frames",
    level: Level::Error,
    enabled: true,
    since: "0.1.0",
    docs: include_str!("cors_too_narrow_for_frames.md"),
    check: Check::Bucket(check),
};

fn check(bucket: &Bucket, out: &mut Vec<Finding>) {
    let Some(frames) = bucket.uses.iter().find(|one| one.is_frames()) else { return };
    // an input bucket that browsers cannot read at all is another rule's finding
    let is_input = bucket.is_shown_to_workers();
    let fails = |cors: &Cors| {
        cors.serves_frames() == Answer::No && !(is_input && cors.lets_browsers_read() == Answer::No)
    };
    let Some(scenario) = scenarios(bucket, |state| fails(&state.cors)) else { return };
    let part = match frames.role {
        Role::Input => "load frames from",
        Role::Output => "save their work to",
    };
    let message = format!(
        "workers cannot {part} '{}': {}",
        bucket.address,
        when(
            "no one CORS rule has GET, HEAD and PUT from `*` with every header",
            scenario.as_deref()
        )
    );
    let mut finding = RULE
        .finding(bucket, bucket.header, message)
        .label(when("too narrow for video frames and 3D point clouds", scenario.as_deref()))
        .help(remedy(bucket));
    for state in bucket.states.iter().filter(|state| fails(&state.cors)) {
        if let Cors::Rules { header, .. } = &state.cors {
            finding = finding.related(*header, "these CORS rules are for still images");
        }
    }
    out.push(finding);
}
