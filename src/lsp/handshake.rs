//! The first words: what the server can do, and which folders the editor has open.

use std::path::PathBuf;

use gen_lsp_types::{
    CodeActionKind, CodeActionOptions, CodeActionProvider, HoverProvider, InitializeParams,
    PositionEncodingKind, ServerCapabilities, TextDocumentSync, TextDocumentSyncKind,
    TextDocumentSyncOptions, WorkspaceFolders,
};

use super::uri;

pub fn capabilities() -> ServerCapabilities {
    ServerCapabilities {
        position_encoding: Some(PositionEncodingKind::UTF16),
        text_document_sync: Some(TextDocumentSync::Options(TextDocumentSyncOptions {
            open_close: Some(true),
            change: Some(TextDocumentSyncKind::Incremental),
            ..TextDocumentSyncOptions::default()
        })),
        hover_provider: Some(HoverProvider::Bool(true)),
        code_action_provider: Some(CodeActionProvider::CodeActionOptions(CodeActionOptions {
            code_action_kinds: Some(vec![CodeActionKind::QuickFix]),
            ..CodeActionOptions::default()
        })),
        ..ServerCapabilities::default()
    }
}

/// The folders that the editor has open, or the one root that older editors name.
pub fn folders(given: &InitializeParams, root: Option<PathBuf>) -> Vec<PathBuf> {
    let mut out: Vec<PathBuf> = Vec::new();
    if let Some(WorkspaceFolders::WorkspaceFolderList(list)) =
        &given.workspace_folders_initialize_params.workspace_folders
    {
        out.extend(list.iter().filter_map(|folder| uri::to_path(folder.uri.as_ref())));
    }
    if out.is_empty() {
        out.extend(root);
    }
    out.retain(|folder| folder.is_dir());
    out
}
