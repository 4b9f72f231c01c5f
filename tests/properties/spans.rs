//! Every place that is spoken of lies in its file, between characters, in every layout.

use cors_lint::{
    check::Outcome,
    config::Settings,
    dialect::Project,
    finding::Finding,
    fix,
    judge::judge,
    rules,
    source::{Sources, Span},
};

use crate::{
    fixtures::{fixtures, laid_out},
    formatting::LAYOUTS,
};

#[test]
fn places_lie_in_their_files() {
    let (mut places, mut fixes) = (0, 0);
    for (name, tree) in fixtures() {
        let original: (&str, crate::formatting::Layout) = ("as it is", |_, text| Some(text.into()));
        for (what, layout) in [original].iter().chain(LAYOUTS) {
            let (tree, count) = laid_out(&tree, *layout);
            if count == 0 {
                continue;
            }
            let (outcome, sources) = offered(&tree);
            for span in spans(&outcome) {
                let text = &sources.get(span.file).text;
                let is_whole = text.get(span.start as usize..span.end as usize).is_some();
                assert!(is_whole, "{name}, {what}: {span:?} of {}", text.len());
                places += 1;
            }
            fixes += outcome.findings.iter().filter(|finding| finding.fix.is_some()).count();
        }
    }
    println!("{places} places, {fixes} fixes");
    assert!(places >= 5_000 && fixes >= 200, "{places} places, {fixes} fixes");
}

/// What is said of a tree, with fixes.
fn offered(tree: &crate::fixtures::Tree) -> (Outcome, Sources) {
    let (project, sources) = crate::fixtures::project(tree);
    let judged = |projects: &[Project], sources: &Sources| {
        judge(projects, sources, rules::ALL, &Settings::default())
    };
    let projects = [project];
    let mut outcome = judged(&projects, &sources);
    fix::offer(&projects, &mut outcome, &sources, &judged);
    (outcome, sources)
}

fn spans(outcome: &Outcome) -> Vec<Span> {
    let mut out: Vec<Span> = outcome.findings.iter().flat_map(of_finding).collect();
    out.extend(outcome.buckets.iter().flat_map(|bucket| [bucket.header, bucket.body]));
    out.extend(outcome.buckets.iter().filter_map(|bucket| bucket.template));
    out.extend(outcome.problems.iter().filter_map(|problem| problem.at));
    out
}

fn of_finding(finding: &Finding) -> Vec<Span> {
    let mut out = vec![finding.at.span];
    out.extend(finding.related.iter().map(|label| label.span));
    out.extend(finding.template);
    out.extend(finding.fix.iter().flat_map(|fix| fix.edits.iter().map(|edit| edit.span)));
    out
}
