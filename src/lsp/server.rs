//! The conversation with the editor, one message after the other.

use std::{
    collections::{BTreeMap, HashMap, VecDeque},
    fmt,
};

use gen_lsp_types::{
    CodeActionParams, Diagnostic, DidChangeTextDocumentParams, DidChangeWatchedFilesParams,
    DidCloseTextDocumentParams, DidOpenTextDocumentParams, HoverParams, InitializeParams,
    PublishDiagnosticsParams, Uri,
};
use lsp_server::{Connection, ErrorCode, Message, Notification, Request, RequestId, Response};
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::{
    actions, changes,
    handshake::{capabilities, folders},
    hover, uri,
    workspaces::Workspaces,
};
use crate::walk;

/// Why the server had to stop.
#[derive(Debug)]
pub struct ServeError(String);

impl fmt::Display for ServeError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "the language server stopped: {}", self.0)
    }
}

impl ServeError {
    fn of(error: impl fmt::Display) -> ServeError {
        ServeError(error.to_string())
    }
}

/// Speaks with an editor over standard input and output until it says goodbye.
///
/// # Errors
/// When the editor breaks the protocol or goes away, or its folder cannot be read.
pub fn serve() -> Result<(), ServeError> {
    let (connection, threads) = Connection::stdio();
    converse(&connection)?;
    drop(connection);
    threads.join().map_err(ServeError::of)
}

fn converse(connection: &Connection) -> Result<(), ServeError> {
    let (id, given) = connection.initialize_start().map_err(ServeError::of)?;
    let answer = serde_json::json!({
        "capabilities": capabilities(),
        "serverInfo": {"name": env!("CARGO_PKG_NAME"), "version": env!("CARGO_PKG_VERSION")},
    });
    connection.initialize_finish(id, answer).map_err(ServeError::of)?;
    let root = given.get("rootUri").and_then(Value::as_str).and_then(uri::to_path);
    let given: InitializeParams = serde_json::from_value(given).map_err(ServeError::of)?;
    let workspaces = Workspaces::new(&folders(&given, root)).map_err(ServeError::of)?;
    let mut server = Server {
        connection,
        workspaces,
        shown: BTreeMap::new(),
        uris: HashMap::new(),
        queue: VecDeque::new(),
    };
    server.register(&given)?;
    server.publish()?;
    server.run()
}

struct Server<'a> {
    connection: &'a Connection,
    workspaces: Workspaces,
    /// What the editor shows, by URI.
    shown: BTreeMap<String, Vec<Diagnostic>>,
    /// The URIs of open documents as the editor spells them, and their versions, by URI as it is spelled here.
    uris: HashMap<String, (Uri, i32)>,
    queue: VecDeque<Message>,
}

impl Server<'_> {
    fn run(&mut self) -> Result<(), ServeError> {
        while let Ok(message) = self.connection.receiver.recv() {
            self.queue.push_back(message);
            while let Some(message) = self.next()? {
                match message {
                    Message::Request(request) => {
                        if self.connection.handle_shutdown(&request).map_err(ServeError::of)? {
                            return Ok(());
                        }
                        self.answer(request)?;
                    }
                    Message::Notification(note) => self.take(note),
                    Message::Response(_) => {}
                }
            }
            if self.workspaces.is_dirty() {
                self.publish()?;
            }
        }
        Ok(())
    }

    /// The next message, after all that came in meanwhile is looked through for what is not wanted any more.
    fn next(&mut self) -> Result<Option<Message>, ServeError> {
        while let Ok(message) = self.connection.receiver.try_recv() {
            self.queue.push_back(message);
        }
        let cancelled: Vec<RequestId> = self.queue.iter().filter_map(cancelled).collect();
        for id in cancelled {
            let waits =
                |one: &Message| matches!(one, Message::Request(request) if request.id == id);
            if let Some(at) = self.queue.iter().position(waits) {
                self.queue.remove(at);
                let code = ErrorCode::RequestCanceled as i32;
                self.send(Response::new_err(id, code, "cancelled".to_owned()))?;
            }
        }
        Ok(self.queue.pop_front())
    }

    fn send(&self, message: impl Into<Message>) -> Result<(), ServeError> {
        self.connection.sender.send(message.into()).map_err(ServeError::of)
    }

    /// Asks to be told of files that change outside of the editor.
    fn register(&self, given: &InitializeParams) -> Result<(), ServeError> {
        let workspace = given.capabilities.workspace.as_ref();
        let watched = workspace.and_then(|one| one.did_change_watched_files.as_ref());
        if watched.is_none_or(|one| one.dynamic_registration != Some(true)) {
            return Ok(());
        }
        let params = serde_json::json!({"registrations": [{
            "id": "files",
            "method": "workspace/didChangeWatchedFiles",
            "registerOptions": {"watchers": [{"globPattern": watched_files()}]},
        }]});
        let id = RequestId::from("files".to_owned());
        self.send(Request::new(id, "client/registerCapability".to_owned(), params))
    }

    fn answer(&mut self, request: Request) -> Result<(), ServeError> {
        // what is asked for is asked of the text as it now is
        if self.workspaces.is_dirty() {
            self.publish()?;
        }
        let Request { id, method, params } = request;
        let answered = match method.as_str() {
            "textDocument/hover" => read(params).map(|asked| self.hover(&asked)),
            "textDocument/codeAction" => read(params).map(|asked| self.actions(&asked)),
            _ => {
                let code = ErrorCode::MethodNotFound as i32;
                return self.send(Response::new_err(id, code, format!("no method '{method}'")));
            }
        };
        self.send(match answered {
            Ok(result) => Response::new_ok(id, result),
            Err(why) => Response::new_err(id, ErrorCode::InvalidParams as i32, why),
        })
    }

    fn hover(&mut self, asked: &HoverParams) -> Value {
        let asked = &asked.text_document_position_params;
        let place = self.workspaces.of(asked.text_document.uri.as_ref());
        let found = place.and_then(|(workspace, path)| hover::at(workspace, &path, asked.position));
        serde_json::to_value(found).unwrap_or_default()
    }

    fn actions(&mut self, asked: &CodeActionParams) -> Value {
        let place = self.workspaces.of(asked.text_document.uri.as_ref());
        let found = place.map(|(workspace, path)| actions::in_range(workspace, &path, asked));
        serde_json::to_value(found).unwrap_or_default()
    }

    /// What the editor tells without waiting for an answer; what cannot be read is passed over, as the protocol wants.
    fn take(&mut self, note: Notification) {
        let Notification { method, params } = note;
        match method.as_str() {
            "textDocument/didOpen" => {
                if let Ok(opened) = read::<DidOpenTextDocumentParams>(params) {
                    let document = opened.text_document;
                    self.workspaces.follow(document.uri.as_ref());
                    if let Some((workspace, path)) = self.workspaces.of(document.uri.as_ref()) {
                        workspace.set(&path, document.text);
                        let uri = workspace.uri(&path);
                        self.uris.insert(uri, (document.uri, document.version));
                    }
                }
            }
            "textDocument/didChange" => {
                if let Ok(changed) = read(params) {
                    self.change(changed);
                }
            }
            "textDocument/didClose" => {
                if let Ok(closed) = read::<DidCloseTextDocumentParams>(params)
                    && let Some((workspace, path)) =
                        self.workspaces.of(closed.text_document.uri.as_ref())
                {
                    workspace.close(&path);
                    self.uris.remove(&workspace.uri(&path));
                }
            }
            "workspace/didChangeWatchedFiles" => {
                if let Ok(changed) = read::<DidChangeWatchedFilesParams>(params) {
                    for event in changed.changes {
                        for (workspace, path) in self.workspaces.around(event.uri.as_ref()) {
                            workspace.changed_on_disk(&path);
                        }
                    }
                }
            }
            _ => {}
        }
    }

    fn change(&mut self, changed: DidChangeTextDocumentParams) {
        let document = changed.text_document;
        let uri = document.text_document_identifier.uri;
        let Some((workspace, path)) = self.workspaces.of(uri.as_ref()) else { return };
        let Some(source) = workspace.text(&path) else { return };
        let text = changes::applied(&source, changed.content_changes);
        workspace.set(&path, text);
        self.uris.insert(workspace.uri(&path), (uri, document.version));
    }

    /// Judges what has changed and tells the editor what is new.
    fn publish(&mut self) -> Result<(), ServeError> {
        let now = self.workspaces.judged();
        let gone = self.shown.keys().filter(|uri| !now.contains_key(*uri));
        let gone: Vec<(String, Vec<Diagnostic>)> =
            gone.map(|uri| (uri.clone(), Vec::new())).collect();
        for (uri, diagnostics) in now.iter().chain(gone.iter().map(|(uri, none)| (uri, none))) {
            if self.shown.get(uri) != Some(diagnostics) {
                self.show(uri, diagnostics.clone())?;
            }
        }
        self.shown = now;
        Ok(())
    }

    fn show(&self, uri: &str, diagnostics: Vec<Diagnostic>) -> Result<(), ServeError> {
        let (uri, version) = match self.uris.get(uri).cloned() {
            Some((uri, version)) => (uri, Some(version)),
            None => (Uri::from(uri.to_owned()), None),
        };
        let params = PublishDiagnosticsParams { uri, version, diagnostics };
        self.send(Notification::new("textDocument/publishDiagnostics".to_owned(), params))
    }
}

/// A pattern for all that a finding may hang on.
fn watched_files() -> String {
    let names: Vec<String> = walk::endings().map(|ending| format!("*{ending}")).collect();
    format!("**/{{{}}}", names.join(","))
}

/// The request that a message takes back.
fn cancelled(message: &Message) -> Option<RequestId> {
    let Message::Notification(note) = message else { return None };
    if note.method != "$/cancelRequest" {
        return None;
    }
    match note.params.get("id")? {
        Value::Number(id) => Some(RequestId::from(i32::try_from(id.as_i64()?).ok()?)),
        Value::String(id) => Some(RequestId::from(id.clone())),
        _ => None,
    }
}

fn read<T: DeserializeOwned>(params: Value) -> Result<T, String> {
    serde_json::from_value(params).map_err(|error| error.to_string())
}
