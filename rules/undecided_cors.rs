//! Whether workers can load the images cannot be decided from the code.

use crate::{
    finding::{Finding, Level},
    model::{Bucket, Cors, CorsRule, Origin, Role},
    rule::{Check, Rule, scenarios, when},
    value::{Answer, Origins},
};

pub static RULE: Rule = Rule {
    id: "undecided-cors",
    level: Level::Note,
    enabled: true,
    since: "0.1.0",
    docs: include_str!("undecided_cors.md"),
    check: Check::Bucket(check),
};

const FOR_FRAMES: &str =
    "make sure that one rule has GET, HEAD and PUT from `*` with `*` as its allowed headers";

fn check(bucket: &Bucket, out: &mut Vec<Finding>) {
    if bucket.origin == Origin::Untraced && bucket.is_shown_to_workers() {
        return untraced(bucket, out);
    }
    let is_open = |cors: &Cors| bucket.lets_workers_work(cors) == Answer::Maybe;
    let Some(scenario) = scenarios(bucket, |state| is_open(&state.cors)) else { return };
    let open = bucket.states.iter().find(|state| is_open(&state.cors));
    let Some(why) = open.and_then(|state| reason(bucket, &state.cors)) else { return };
    let frames = bucket.uses.iter().find(|one| one.is_frames());
    let (part, help) = match frames.map(|one| one.role) {
        None => ("load images from", "make sure that one rule allows GET from `*`"),
        Some(Role::Input) => ("load frames from", FOR_FRAMES),
        Some(Role::Output) => ("save their work to", FOR_FRAMES),
    };
    let message = format!(
        "cannot tell whether workers can {part} '{}': {}",
        bucket.address,
        when(&format!("its CORS rules depend on {}", why.sentence()), scenario.as_deref())
    );
    let mut finding = RULE
        .finding(bucket, bucket.header, message)
        .label("the CORS rules of this bucket are not known here");
    for origin in why.all() {
        if let Some(span) = origin.span {
            finding = finding.related(span, "what it depends on");
        }
    }
    let given = bucket.language.gives_values_by();
    let or = format!("or give the value that is missing ({given})");
    out.push(finding.help(format!("{help}, {or}")));
}

fn untraced(bucket: &Bucket, out: &mut Vec<Finding>) {
    let message = format!(
        "cannot tell which bucket '{}' reads its images from: it depends on {}",
        bucket.address,
        bucket.name.as_deref().unwrap_or("values that are not known here")
    );
    out.push(
        RULE.finding(bucket, bucket.header, message)
            .label("the input of this labeling work is not known here")
            .help("give the input bucket the tag `Purpose` with the value `labeling-input`, and cors-lint checks it"),
    );
}

/// What an undecided configuration hangs on.
fn reason(bucket: &Bucket, cors: &Cors) -> Option<Origins> {
    match cors {
        Cors::Absent => None,
        Cors::Unknown { why } => Some(why.clone()),
        Cors::Rules { rules, open, .. } => {
            let is_frames = bucket.is_for_frames();
            let unknown = rules.iter().flat_map(|rule| of_rule(rule, is_frames));
            let all = unknown.chain(open.iter().cloned());
            all.reduce(|sum, next| sum.and(&next))
        }
    }
}

fn of_rule(rule: &CorsRule, is_frames: bool) -> Vec<Origins> {
    let reads = rule.lets_browsers_read() == Answer::Maybe;
    let frames = is_frames && rule.serves_frames() == Answer::Maybe;
    let mut lists = Vec::new();
    if reads || frames {
        lists.extend([&rule.methods, &rule.origins]);
    }
    if frames {
        lists.push(&rule.headers);
    }
    lists.into_iter().filter_map(|list| list.unknown.clone()).collect()
}
