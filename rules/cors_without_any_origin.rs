//! GET is allowed, but not from `*` in the same rule.

use crate::{
    finding::{Finding, Level},
    model::{Bucket, Cors, CorsRule},
    rule::{Check, Rule, remedy, scenarios, when},
    value::Answer,
};

pub static RULE: Rule = Rule {
    id: "cors-without-any-origin",
    level: Level::Error,
    enabled: true,
    since: "0.1.0",
    docs: include_str!("cors_without_any_origin.md"),
    check: Check::Bucket(check),
};

/// Origins from which labeling pages were seen to load objects though the documents ask for `*`. The second is the
/// host of the worker portal's task frame, used by AWS's own samples and by Amazon Bedrock's user guide.
const WORKING_ORIGINS: &[&str] =
    &["https://*", "https://mturk-console-template-preview-hooks.s3.amazonaws.com"];

fn check(bucket: &Bucket, out: &mut Vec<Finding>) {
    if !bucket.is_shown_to_workers() {
        return;
    }
    let Some(scenario) = scenarios(bucket, |state| fails(&state.cors)) else { return };
    let failing: Vec<&Cors> =
        bucket.states.iter().map(|state| &state.cors).filter(|cors| fails(cors)).collect();
    let works = failing.iter().all(|cors| works_today(cors));
    let split = failing.iter().any(|cors| is_split(cors));
    let fault = match (works, split) {
        (true, _) => "GET is allowed only from origins that work today, not as documented",
        (false, true) => {
            "GET and origin `*` stand in different CORS rules, and S3 uses one rule at a time"
        }
        (false, false) => "no CORS rule allows GET from every origin",
    };
    let verb = if works { "may stop loading" } else { "cannot load" };
    let message = format!(
        "workers {verb} images from '{}': {}",
        bucket.address,
        when(fault, scenario.as_deref())
    );
    let mut finding = RULE
        .finding(bucket, bucket.header, message)
        .label(when("no one CORS rule has both GET and `*`", scenario.as_deref()))
        .help(remedy(bucket));
    if works {
        finding.level = Level::Warning;
    }
    for cors in failing {
        finding = with_faults(finding, cors);
    }
    out.push(finding);
}

fn rules_of(cors: &Cors) -> &[CorsRule] {
    match cors {
        Cors::Rules { rules, open: None, .. } => rules,
        _ => &[],
    }
}

/// Surely no rule has both, and some rule may allow GET.
fn fails(cors: &Cors) -> bool {
    let rules = rules_of(cors);
    cors.lets_browsers_read() == Answer::No
        && rules.iter().any(|rule| rule.allows_get() != Answer::No)
}

fn is_split(cors: &Cors) -> bool {
    rules_of(cors).iter().any(|rule| rule.allows_any_origin() == Answer::Yes)
}

fn works_today(cors: &Cors) -> bool {
    rules_of(cors).iter().any(|rule| {
        rule.allows_get() == Answer::Yes
            && WORKING_ORIGINS.iter().any(|origin| rule.origins.has(origin) == Answer::Yes)
    })
}

fn with_faults(mut finding: Finding, cors: &Cors) -> Finding {
    let Cors::Rules { rules, header, .. } = cors else { return finding };
    for rule in rules {
        let (strings, text) = match rule.allows_get() {
            Answer::No => (&rule.methods, "GET is not among these methods"),
            _ => (&rule.origins, "`*` is not among these origins"),
        };
        let span = strings.span.or(rule.span).unwrap_or(*header);
        finding = finding.related(span, text);
    }
    finding
}
