//! The editor's side of the protocol, over pipes.

use std::{
    collections::BTreeMap,
    io::{BufRead, BufReader, Write},
    path::Path,
    process::{Child, ChildStdin, Command, Stdio},
    sync::mpsc::{Receiver, channel},
    thread,
    time::Duration,
};

use serde_json::{Value, json};

/// An editor: it keeps the last diagnostics of every file.
pub struct Editor {
    server: Child,
    pub input: ChildStdin,
    messages: Receiver<Value>,
    pub shown: BTreeMap<String, Value>,
    asked: i64,
    pub root: String,
}

impl Editor {
    pub fn open(folder: &Path) -> Editor {
        let root = format!("file://{}", folder.canonicalize().unwrap().display());
        let folders = json!([{"uri": root, "name": "test"}]);
        let given = json!({"processId": null, "rootUri": root, "workspaceFolders": folders, "capabilities": {}});
        Editor::given(root, given)
    }

    /// An editor that has no folder open; its documents are told from one.
    pub fn without_folder(folder: &Path) -> Editor {
        let root = format!("file://{}", folder.canonicalize().unwrap().display());
        Editor::given(root, json!({"processId": null, "rootUri": null, "capabilities": {}}))
    }

    /// An editor that can watch files, and what it is asked to watch.
    pub fn watching(folder: &Path) -> (Editor, Value) {
        let root = format!("file://{}", folder.canonicalize().unwrap().display());
        let able = json!({"workspace": {"didChangeWatchedFiles": {"dynamicRegistration": true}}});
        let given = json!({"processId": null, "rootUri": root, "capabilities": able});
        let editor = Editor::given(root, given);
        let asked = editor.messages.recv_timeout(Duration::from_secs(60)).unwrap();
        assert_eq!(asked["method"], "client/registerCapability");
        let options = asked["params"]["registrations"][0]["registerOptions"].clone();
        (editor, options["watchers"][0]["globPattern"].clone())
    }

    fn given(root: String, given: Value) -> Editor {
        let mut server = Command::new(env!("CARGO_BIN_EXE_cors-lint"))
            .arg("lsp")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let input = server.stdin.take().unwrap();
        let mut output = BufReader::new(server.stdout.take().unwrap());
        let (sender, messages) = channel();
        thread::spawn(move || {
            while let Some(message) = read(&mut output) {
                if sender.send(message).is_err() {
                    break;
                }
            }
        });
        let shown = BTreeMap::new();
        let mut editor = Editor { server, input, messages, shown, asked: 0, root };
        let answer = editor.ask("initialize", given);
        assert_eq!(answer["result"]["capabilities"]["positionEncoding"], "utf-16");
        editor.tell("initialized", json!({}));
        editor
    }

    pub fn uri(&self, path: &str) -> String {
        format!("{}/{path}", self.root)
    }

    pub fn send(&mut self, message: &Value) {
        let text = message.to_string();
        write!(self.input, "Content-Length: {}\r\n\r\n{text}", text.len()).unwrap();
        self.input.flush().unwrap();
    }

    pub fn tell(&mut self, method: &str, params: Value) {
        self.send(&json!({"jsonrpc": "2.0", "method": method, "params": params}));
    }

    pub fn start(&mut self, method: &str, params: Value) -> i64 {
        self.asked += 1;
        self.send(&json!({"jsonrpc": "2.0", "id": self.asked, "method": method, "params": params}));
        self.asked
    }

    /// The answer; diagnostics that come before it are taken.
    pub fn ask(&mut self, method: &str, params: Value) -> Value {
        let id = self.start(method, params);
        self.answer(id)
    }

    pub fn answer(&mut self, id: i64) -> Value {
        loop {
            let message = self.messages.recv_timeout(Duration::from_secs(60)).unwrap();
            if message["id"] == json!(id) {
                return message;
            }
            if message["method"] == "textDocument/publishDiagnostics" {
                let uri = message["params"]["uri"].as_str().unwrap().to_owned();
                self.shown.insert(uri, message["params"]["diagnostics"].clone());
            }
        }
    }

    /// A question whose answer comes after all that the changes so far bring about.
    pub fn settle(&mut self) {
        let uri = self.uri("main.tf");
        let position = json!({"line": 0, "character": 0});
        self.ask("textDocument/hover", json!({"textDocument": {"uri": uri}, "position": position}));
    }

    pub fn opened(&mut self, path: &str, text: &str) {
        let uri = self.uri(path);
        let document = json!({"uri": uri, "languageId": "terraform", "version": 1, "text": text});
        self.tell("textDocument/didOpen", json!({"textDocument": document}));
    }

    pub fn changed(&mut self, path: &str, version: i64, changes: Value) {
        let document = json!({"uri": self.uri(path), "version": version});
        let params = json!({"textDocument": document, "contentChanges": changes});
        self.tell("textDocument/didChange", params);
    }

    pub fn rules(&self, path: &str) -> Vec<String> {
        let shown = self.shown.get(&self.uri(path)).cloned().unwrap_or(json!([]));
        let codes = shown.as_array().unwrap().iter();
        codes.map(|one| one["code"].as_str().unwrap().to_owned()).collect()
    }

    pub fn close(mut self) {
        self.ask("shutdown", Value::Null);
        self.tell("exit", Value::Null);
        assert!(self.server.wait().unwrap().success());
    }
}

fn read(from: &mut impl BufRead) -> Option<Value> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        if from.read_line(&mut line).ok()? == 0 {
            return None;
        }
        match line.trim() {
            "" => break,
            line => {
                if let Some(value) = line.strip_prefix("Content-Length: ") {
                    length = value.parse().ok()?;
                }
            }
        }
    }
    let mut bytes = vec![0; length];
    std::io::Read::read_exact(from, &mut bytes).ok()?;
    serde_json::from_slice(&bytes).ok()
}
