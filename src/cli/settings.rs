//! Finds the configuration of a run and reads it.

use std::{
    env, fs,
    path::{Path, PathBuf},
    time::SystemTime,
};

use super::{Failure, Streams, arguments::Input, written};
use crate::{
    check::Outcome,
    config::{self, Date, Given, Settings},
    finding::Problem,
    report::{self, Format, Report},
    rules,
    source::{Sources, parent, whole},
    walk::{self, Tree},
};

/// The settings for a tree; its nearest configuration is the one in the folder that holds all paths, or above.
pub fn of_tree(
    input: &Input,
    tree: &Tree,
    sources: &Sources,
    streams: &mut Streams,
) -> Result<Settings, Failure> {
    let Some(path) = chosen(input, &tree.start, &tree.root)? else {
        return Ok(Settings::default());
    };
    let mut settings = read(&path, sources, streams)?;
    let folder = path.parent().filter(|folder| folder.starts_with(&tree.root));
    settings.complete = tree.covers(folder.unwrap_or(&tree.root));
    Ok(settings)
}

/// The settings for a text without a file: those of the folder that cors-lint runs in.
pub fn of_text(
    input: &Input,
    sources: &Sources,
    streams: &mut Streams,
) -> Result<Settings, Failure> {
    let here = env::current_dir().unwrap_or_default();
    let root = here.ancestors().find(|folder| folder.join(".git").exists()).unwrap_or(&here);
    match chosen(input, &here, root)? {
        Some(path) => read(&path, sources, streams),
        None => Ok(Settings::default()),
    }
}

/// The file to read, absolute; `None` when there is none.
fn chosen(input: &Input, start: &Path, root: &Path) -> Result<Option<PathBuf>, Failure> {
    if input.no_config {
        return Ok(None);
    }
    if let Some(path) = &input.config {
        let real = path.canonicalize().map_err(|error| {
            Failure::new(format!("cannot read the configuration '{}': {error}", path.display()))
                .help("`--config` takes a file; `cors-lint init` writes one")
        })?;
        return Ok(Some(real));
    }
    let above = start.ancestors().take_while(|folder| folder.starts_with(root));
    let mut files = above.map(|folder| folder.join(config::FILE));
    let found = files.find(|path| path.symlink_metadata().is_ok());
    let leads_out = |path: &&PathBuf| path.canonicalize().is_ok_and(|it| !it.starts_with(root));
    if let Some(path) = found.as_ref().filter(leads_out) {
        let shown = path.display();
        return Err(Failure::new(format!(
            "the configuration '{shown}' is a link that leads out of the tree; it was not followed"
        ))
        .help("give the file that is meant with `--config`, or do without by `--no-config`"));
    }
    Ok(found)
}

fn read(path: &Path, sources: &Sources, streams: &mut Streams) -> Result<Settings, Failure> {
    if path.exists() && !path.is_file() {
        let shown = path.display();
        return Err(Failure::new(format!("the configuration '{shown}' is no regular file"))
            .help("it must be a file of UTF-8 text"));
    }
    let text = fs::File::open(path).and_then(whole).map_err(|error| {
        Failure::new(format!("cannot read the configuration '{}': {error}", path.display()))
            .help("it must be a file of UTF-8 text")
    })?;
    let shown = sources.root().and_then(|root| walk::relative(path, root));
    let base = shown.as_deref().map(parent).unwrap_or_default().to_owned();
    let file = sources.add(shown.unwrap_or_else(|| path.display().to_string()), text);
    let ids: Vec<&'static str> = rules::ALL.iter().map(|rule| rule.id).collect();
    let given = Given { base: &base, rules: &ids, today: Date::of(SystemTime::now()) };
    match config::read(file, sources, given) {
        Ok(settings) => Ok(settings),
        Err(problems) => {
            let count = problems.len();
            draw(problems, sources, streams)?;
            let errors = if count == 1 { "an error" } else { "errors" };
            Err(Failure::new(format!("the configuration has {errors}; nothing was checked")).help(
                "`cors-lint init` writes one that explains itself, `--no-config` does without",
            ))
        }
    }
}

/// Draws what is wrong with the configuration as findings are drawn.
fn draw(problems: Vec<Problem>, sources: &Sources, streams: &mut Streams) -> Result<(), Failure> {
    let outcome = Outcome { problems, ..Outcome::default() };
    let report = Report { outcome: &outcome, rules: rules::ALL, sources };
    written(report::write(Format::Human, &report, streams.err))
}
