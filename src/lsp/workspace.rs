//! All that the server knows: the texts, the projects, and what is said of each.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    path::{Path, PathBuf},
};

use super::{settings, uri};
use crate::{
    check::Outcome,
    config::{self, Settings},
    dialect::Project,
    finding::{Finding, Problem},
    fix::offer_where,
    judge::judge,
    rules,
    source::{Sources, last_segment, parent},
    walk::{self, Survey, Tree, WalkError},
};

/// Findings by rule and subject.
type Tried = BTreeSet<(&'static str, String)>;

/// Folders of one tree that an editor has open, or that it opened documents of.
pub struct Workspace {
    tree: Tree,
    pub sources: Sources,
    settings: Settings,
    /// What is wrong with the configuration.
    faults: Vec<Problem>,
    survey: Survey,
    /// By project, with the findings whose fixes have been looked for: their rules and subjects.
    outcomes: BTreeMap<Project, (Outcome, Tried)>,
    /// The files whose text the editor holds, by path.
    open: BTreeSet<String>,
    /// The paths of documents by their URI.
    paths: HashMap<String, Option<String>>,
    dirty: BTreeSet<String>,
}

impl Workspace {
    /// Reads and judges everything.
    ///
    /// # Errors
    /// The first folder that cannot be read.
    pub fn new(folders: &[PathBuf]) -> Result<Workspace, WalkError> {
        Ok(Workspace::of(walk::open(folders, None)?))
    }

    /// The same for a tree that is open.
    pub fn of(tree: Tree) -> Workspace {
        let sources = Sources::rooted(&tree.root);
        let (settings, faults) = settings::read(&tree, &sources);
        let survey = tree.survey(&sources, &settings);
        let (outcomes, open) = (BTreeMap::new(), BTreeSet::new());
        let (paths, dirty) = (HashMap::new(), BTreeSet::new());
        let mut out =
            Workspace { tree, sources, settings, faults, survey, outcomes, open, paths, dirty };
        out.judge_again(|_| true);
        out
    }

    pub fn root(&self) -> &Path {
        &self.tree.root
    }

    /// Judges what the other tree holds, too; it has the same root.
    pub fn grow(&mut self, tree: &Tree) {
        if self.tree.join(tree) {
            self.look_anew();
        }
    }

    /// The path of a document below the root.
    pub fn path(&mut self, uri: &str) -> Option<String> {
        if let Some(known) = self.paths.get(uri) {
            return known.clone();
        }
        let path = uri::to_path(uri).and_then(|path| below(&path, &self.tree.root));
        self.paths.insert(uri.to_owned(), path.clone());
        path
    }

    /// The URI of a document by its path.
    pub fn uri(&self, path: &str) -> String {
        uri::of(&self.tree.root, path)
    }

    /// Takes the text that the editor holds.
    pub fn set(&mut self, path: &str, text: String) {
        self.sources.replace(path, text);
        self.open.insert(path.to_owned());
        self.dirty.insert(path.to_owned());
    }

    /// The text of an open document.
    pub fn text(&self, path: &str) -> Option<std::sync::Arc<crate::source::Source>> {
        self.open.contains(path).then(|| self.sources.find(path))?.map(|at| self.sources.get(at))
    }

    /// Goes back to what lies on disk.
    pub fn close(&mut self, path: &str) {
        if self.open.remove(path) {
            self.changed_on_disk(path);
        }
    }

    /// Something other than the editor wrote or removed a file.
    pub fn changed_on_disk(&mut self, path: &str) {
        if !self.open.contains(path) {
            self.sources.forget(path);
            self.dirty.insert(path.to_owned());
        }
    }

    pub fn is_dirty(&self) -> bool {
        !self.dirty.is_empty()
    }

    /// Judges again what the changes since the last time may touch: the projects of the changed files, or all where a
    /// file of no project changed, which any of them may read.
    pub fn refresh(&mut self) {
        let dirty = std::mem::take(&mut self.dirty);
        if dirty.is_empty() {
            return;
        }
        if dirty.iter().any(|path| last_segment(path) == config::FILE) {
            return self.look_anew();
        }
        for path in &dirty {
            self.survey.look_again(path, &self.sources, &self.settings);
        }
        let mut known = self.survey.projects(&self.sources);
        known.extend(self.outcomes.keys().cloned());
        let all = dirty.iter().any(|path| !known.iter().any(|project| holds(project, path)));
        self.judge_again(|project| all || dirty.iter().any(|path| holds(project, path)));
    }

    /// Reads the configuration again, and judges all that it speaks of.
    fn look_anew(&mut self) {
        (self.settings, self.faults) = settings::read(&self.tree, &self.sources);
        self.survey = self.tree.survey(&self.sources, &self.settings);
        for path in &self.open {
            self.survey.look_again(path, &self.sources, &self.settings);
        }
        self.judge_again(|_| true);
    }

    /// Judges the projects that are new or that `is_stale` names.
    fn judge_again(&mut self, is_stale: impl Fn(&Project) -> bool) {
        let mut known = std::mem::take(&mut self.outcomes);
        for project in self.survey.projects(&self.sources) {
            let kept = known.remove(&project).filter(|_| !is_stale(&project));
            let judged = kept.unwrap_or_else(|| {
                let one = std::slice::from_ref(&project);
                (judge(one, &self.sources, rules::ALL, &self.settings), BTreeSet::new())
            });
            self.outcomes.insert(project, judged);
        }
    }

    pub fn outcomes(&self) -> impl Iterator<Item = &Outcome> {
        self.outcomes.values().map(|(outcome, _)| outcome)
    }

    /// What could not be read or understood outside of any project.
    pub fn problems(&self) -> Vec<Problem> {
        self.faults.iter().cloned().chain(self.survey.problems()).collect()
    }

    /// Looks for the fixes of findings in a file.
    pub fn offer_fixes(
        &mut self,
        path: &str,
        is_asked: impl Fn(&Finding, &Sources) -> bool + Sync,
    ) {
        let (sources, settings) = (&self.sources, &self.settings);
        let judge = |projects: &[Project], sources: &Sources| {
            judge(projects, sources, rules::ALL, settings)
        };
        let name = |finding: &Finding| (finding.rule, finding.subject.clone());
        for (project, (outcome, tried)) in &mut self.outcomes {
            if !holds(project, path) {
                continue;
            }
            let is_new = |one: &Finding| !tried.contains(&name(one)) && is_asked(one, sources);
            let asked: Vec<_> =
                outcome.findings.iter().filter(|one| is_new(one)).map(name).collect();
            let is_wanted = |one: &Finding| asked.contains(&name(one));
            offer_where(std::slice::from_ref(project), outcome, sources, &judge, &is_wanted);
            tried.extend(asked);
        }
    }
}

/// Whether a file is one of a project's own.
fn holds(project: &Project, path: &str) -> bool {
    match project {
        Project::Assembly { directory } => {
            directory.is_empty()
                || path.strip_prefix(directory.as_str()).is_some_and(|rest| rest.starts_with('/'))
        }
        Project::Templates { paths } => {
            paths.binary_search_by(|one| one.as_str().cmp(path)).is_ok()
        }
        Project::Terraform { directories } => {
            directories.binary_search_by(|one| one.as_str().cmp(parent(path))).is_ok()
        }
    }
}

/// Relative to the root, links in the folders followed.
fn below(path: &Path, root: &Path) -> Option<String> {
    if let Some(path) = walk::relative(path, root) {
        return Some(path);
    }
    let folder = path.parent()?.canonicalize().ok()?;
    walk::relative(&folder.join(path.file_name()?), root)
}
