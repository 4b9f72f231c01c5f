//! Whole repositories, where some are at hand: nothing panics, and what is no HCL for us is none for `terraform fmt`.
//!
//! `CORS_LINT_REPOSITORIES` names a folder of checkouts.

#![cfg(test)]

#[path = "common/say.rs"]
mod say;

use std::{
    collections::BTreeSet,
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use cors_lint::{
    config::Settings,
    dialect::{self, Project},
    finding::Level,
    link::link,
    source::Sources,
};

#[test]
fn what_we_refuse_terraform_refuses() {
    let Some(folder) = env::var_os("CORS_LINT_REPOSITORIES") else {
        say::say("SKIPPED: CORS_LINT_REPOSITORIES names no folder of repositories");
        return;
    };
    let mut different = Vec::new();
    let mut files = 0;
    for repository in repositories(Path::new(&folder)) {
        let sources = Sources::rooted(&repository);
        let paths = terraform_files(&repository);
        files += paths.len();
        let ours = refused(&paths, &sources);
        let Some(theirs) = refused_by_terraform(&repository) else {
            say::say("SKIPPED: terraform is not here, so its answers are not compared");
            continue;
        };
        let name = repository.file_name().unwrap().to_string_lossy().into_owned();
        println!("{name}: {} files, {} refused", paths.len(), ours.len());
        different.extend(ours.symmetric_difference(&theirs).map(|path| {
            let side =
                if ours.contains(path) { "only we refuse" } else { "only terraform refuses" };
            format!("{name}: {side} {path}")
        }));
    }
    println!("{files} files");
    assert!(different.is_empty(), "{}", different.join("\n"));
}

/// Checkouts with configurations in them.
fn repositories(folder: &Path) -> Vec<PathBuf> {
    let all = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut all: Vec<_> =
        all.filter(|path| path.is_dir() && !terraform_files(path).is_empty()).collect();
    all.sort();
    all
}

/// As `terraform fmt -recursive` finds them: nothing in folders whose name begins with a dot.
fn terraform_files(repository: &Path) -> Vec<String> {
    let is_seen = |entry: &walkdir::DirEntry| {
        entry.depth() == 0 || !entry.file_name().to_string_lossy().starts_with('.')
    };
    let entries = walkdir::WalkDir::new(repository).sort_by_file_name().into_iter();
    let files = entries.filter_entry(is_seen).filter_map(Result::ok);
    let paths = files.filter(|entry| entry.file_type().is_file()).filter_map(|entry| {
        let path = entry.path().strip_prefix(repository).ok()?.to_str()?.to_owned();
        path.ends_with(".tf").then_some(path)
    });
    paths.collect()
}

/// The files that are reported as broken; every directory is evaluated, whether it speaks of labeling or not.
fn refused(paths: &[String], sources: &Sources) -> BTreeSet<String> {
    let folder = |path: &String| path.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
    let directories: BTreeSet<String> = paths.iter().map(folder).collect();
    let project = Project::Terraform { directories: directories.into_iter().collect() };
    let settings = Settings::default();
    let facts = dialect::facts(&project, sources, &settings);
    let buckets = link(&facts, sources, &settings);
    println!("  {} buckets, {} of them of labeling", facts.buckets.len(), buckets.len());
    let broken = facts.problems.iter().filter(|problem| problem.level == Level::Error);
    let places = broken.filter_map(|problem| problem.at);
    let files = places.map(|span| sources.get(span.file).path.clone());
    // `terraform fmt` reads no JSON
    files.filter(|path| path.ends_with(".tf")).collect()
}

/// What `terraform fmt` says of `.tf` files; `None` without Terraform.
fn refused_by_terraform(repository: &Path) -> Option<BTreeSet<String>> {
    let mut command = Command::new("terraform");
    command.args(["fmt", "-check", "-recursive", "-list=false", "-write=false", "-no-color"]);
    let output = command.current_dir(repository).output().ok()?;
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    let paths = said.lines().filter_map(|line| {
        let (path, _) =
            line.trim_start_matches(['│', ' ']).strip_prefix("on ")?.split_once(" line ")?;
        path.ends_with(".tf").then(|| path.to_owned())
    });
    Some(paths.collect())
}
