//! Fixes as quick fixes.

use std::collections::HashMap;

use gen_lsp_types::{
    CodeAction, CodeActionKind, CodeActionParams, CodeActionResponse, Position, TextEdit, Uri,
    WorkspaceEdit,
};

use super::{diagnostics, place, workspace::Workspace};
use crate::{
    finding::{Applies, Finding, Fix},
    source::Sources,
};

/// The fixes of the findings in a range.
pub fn in_range(
    workspace: &mut Workspace,
    path: &str,
    asked: &CodeActionParams,
) -> Vec<CodeActionResponse> {
    let wants =
        |kind: &CodeActionKind| *kind == CodeActionKind::QuickFix || *kind == CodeActionKind::Empty;
    if asked.context.only.as_ref().is_some_and(|only| !only.iter().any(wants)) {
        return Vec::new();
    }
    let is_here = |finding: &Finding, sources: &Sources| {
        let range = place::range(sources, finding.at.span);
        sources.path(finding.at.span.file) == path
            && before(range.start, asked.range.end)
            && before(asked.range.start, range.end)
    };
    workspace.offer_fixes(path, is_here);
    let sources = &workspace.sources;
    let findings = workspace.outcomes().flat_map(|outcome| &outcome.findings);
    let here = findings.filter(|finding| is_here(finding, sources));
    let actions = here.filter_map(|one| Some(action(one, one.fix.as_ref()?, sources)));
    actions.map(CodeActionResponse::CodeAction).collect()
}

fn before(a: Position, b: Position) -> bool {
    (a.line, a.character) <= (b.line, b.character)
}

fn action(finding: &Finding, fix: &Fix, sources: &Sources) -> CodeAction {
    let mut changes: HashMap<Uri, Vec<TextEdit>> = HashMap::new();
    for edit in &fix.edits {
        let uri = place::address(sources, &sources.path(edit.span.file));
        let range = place::range(sources, edit.span);
        changes.entry(uri).or_default().push(TextEdit { range, new_text: edit.text.clone() });
    }
    CodeAction {
        title: fix.title.clone(),
        kind: Some(CodeActionKind::QuickFix),
        diagnostics: Some(vec![diagnostics::of_finding(finding, sources)]),
        is_preferred: Some(fix.applies == Applies::Safe),
        edit: Some(WorkspaceEdit { changes: Some(changes), ..WorkspaceEdit::default() }),
        ..CodeAction::new(fix.title.clone(), None, None, None, None, None, None, None, None)
    }
}
