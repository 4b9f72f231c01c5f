//! The browser: where it is, and a run of it without a window.

use std::{
    env, fs,
    path::PathBuf,
    process::{Child, Command, Stdio},
};

use tempfile::TempDir;

const NAMES: &[&str] = &["chromium", "chromium-browser", "google-chrome", "chrome"];

pub fn find() -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    let folders: Vec<PathBuf> = env::split_paths(&path).collect();
    let mut all = NAMES.iter().flat_map(|name| folders.iter().map(move |one| one.join(name)));
    all.find(|path| path.is_file())
}

/// A browser at work; it ends with this value.
pub struct Browser {
    child: Child,
    folder: TempDir,
}

impl Browser {
    /// Opens a page. `*.example` is this machine, on the given port; no other host is reached but `*.localhost`.
    pub fn open(program: PathBuf, page: &str, port: u16) -> Browser {
        let folder = tempfile::tempdir().unwrap();
        let messages = fs::File::create(folder.path().join("messages")).unwrap();
        let hosts = format!(
            "MAP *.example 127.0.0.1:{port}, MAP * ~NOTFOUND, EXCLUDE *.localhost, EXCLUDE 127.0.0.1"
        );
        let child = Command::new(program)
            .args(["--headless=new", "--disable-gpu", "--no-sandbox", "--no-first-run"])
            .args(["--disable-background-networking", "--disable-component-update"])
            .args(["--disable-dev-shm-usage", "--disable-sync", "--disable-extensions"])
            .arg(format!("--user-data-dir={}", folder.path().join("profile").display()))
            .arg(format!("--host-resolver-rules={hosts}"))
            .arg(page)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(messages)
            .spawn()
            .unwrap();
        Browser { child, folder }
    }

    /// What it complained of, for whoever has to find out why nothing came of it.
    pub fn messages(&self) -> String {
        fs::read_to_string(self.folder.path().join("messages")).unwrap_or_default()
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
