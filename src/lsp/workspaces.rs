//! All that the editor has open: its folders, or, where it has none, the folder of each document.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use gen_lsp_types::Diagnostic;

use super::{diagnostics, uri, workspace::Workspace};
use crate::walk::{self, WalkError};

/// One workspace for the folders of the editor; without any, one for each tree that it opened documents of.
pub struct Workspaces {
    all: Vec<Workspace>,
    follows: bool,
}

impl Workspaces {
    /// # Errors
    /// The first folder that cannot be read.
    pub fn new(folders: &[PathBuf]) -> Result<Workspaces, WalkError> {
        let follows = folders.is_empty();
        let all = if follows { Vec::new() } else { vec![Workspace::new(folders)?] };
        Ok(Workspaces { all, follows })
    }

    /// The innermost workspace that a document lies in, and its path there.
    pub fn of(&mut self, uri: &str) -> Option<(&mut Workspace, String)> {
        let all = self.all.iter_mut().filter_map(|one| {
            let path = one.path(uri)?;
            Some((one, path))
        });
        all.min_by_key(|(_, path)| path.len())
    }

    /// Every workspace that a document lies in, and its path there.
    pub fn around(&mut self, uri: &str) -> impl Iterator<Item = (&mut Workspace, String)> {
        self.all.iter_mut().filter_map(move |one| {
            let path = one.path(uri)?;
            Some((one, path))
        })
    }

    /// Makes room for a document, where folders come with documents. One whose folder is not there stays outside.
    pub fn follow(&mut self, uri: &str) {
        let file = uri::to_path(uri).filter(|_| self.follows);
        let folder = file.as_deref().and_then(Path::parent);
        let Some(tree) = folder.and_then(|folder| walk::open_folder(folder).ok()) else { return };
        match self.all.iter_mut().find(|one| one.root() == tree.root) {
            Some(known) => known.grow(&tree),
            None => self.all.push(Workspace::of(tree)),
        }
    }

    pub fn is_dirty(&self) -> bool {
        self.all.iter().any(Workspace::is_dirty)
    }

    /// Judges again what has changed, and says what is to be shown in each file, by its URI.
    pub fn judged(&mut self) -> BTreeMap<String, Vec<Diagnostic>> {
        self.all.iter_mut().for_each(Workspace::refresh);
        let mut out = BTreeMap::new();
        for one in &self.all {
            // what two trees see is told by the inner one, which holds the text of its open documents
            let inner = || self.all.iter().map(Workspace::root).filter(|root| *root != one.root());
            let inner: Vec<&Path> = inner().filter(|root| root.starts_with(one.root())).collect();
            for (path, shown) in diagnostics::all(one) {
                let file = one.root().join(&path);
                if !inner.iter().any(|root| file.starts_with(root)) {
                    out.insert(one.uri(&path), shown);
                }
            }
        }
        out
    }
}
