//! What lies under the given paths, read and judged by the settings of the place.

use std::{
    collections::BTreeSet,
    env, io,
    path::{Path, PathBuf},
};

use clap::CommandFactory;

use super::{
    Failure, Streams,
    arguments::{Arguments, Input},
    settings,
};
use crate::{
    check::Outcome,
    config::{self, Settings},
    dialect::Project,
    finding::{Level, Problem},
    judge::judge,
    nearest::nearest,
    rules,
    source::{Sources, last_segment, whole},
    walk::{self, Scan, Tree},
};

/// What files of infrastructure end in.
pub const ENDINGS: &str = ".tf, .tofu, .tf.json, .tofu.json, .yaml, .yml, .json, .template";

/// What a run has to say, and all that it was said of.
pub struct Run {
    pub outcome: Outcome,
    pub scan: Scan,
    pub settings: Settings,
}

pub fn judged(input: &Input, streams: &mut Streams) -> Result<Run, Failure> {
    let (scan, settings) = scan(input, streams)?;
    let outcome = judge_again(&scan.projects, &scan.sources, &scan, &settings);
    Ok(Run { outcome, scan, settings })
}

/// Projects of a scan judged by other texts of its files.
pub fn judge_again(
    projects: &[Project],
    sources: &Sources,
    scan: &Scan,
    settings: &Settings,
) -> Outcome {
    let mut outcome = judge(projects, sources, rules::ALL, settings);
    outcome.files = scan.files;
    outcome.add_outside(&scan.problems);
    outcome
}

fn scan(input: &Input, streams: &mut Streams) -> Result<(Scan, Settings), Failure> {
    if input.is_text() {
        return standard_input(input, streams);
    }
    if let Some(name) = &input.stdin_filename {
        return Err(Failure::new("`--stdin-filename` names what `-` reads, and `-` is not given")
            .help(format!("add it: `cors-lint - --stdin-filename {name}`"))
            .help(format!("or give the file itself: `cors-lint {name}`")));
    }
    let mut files = input.paths.iter().filter(|path| path.is_file());
    if let Some(path) = files.find(|path| !walk::is_read(path)) {
        let shown = path.display();
        return Err(Failure::new(format!("'{shown}' is no file that cors-lint reads"))
            .help(format!("it reads files that end in {ENDINGS}")));
    }
    let tree = walk::open(&input.paths, here().as_deref()).map_err(|error| {
        let command = command_like(&error.path);
        let failure = Failure::new(error.to_string());
        let failure = match command {
            _ if error.path == Path::new("help") => {
                failure.help("`cors-lint --help` says what there is to do")
            }
            Some(command) => failure.help(format!("did you mean the command '{command}'?")),
            None => failure,
        };
        failure
            .help("give files or folders that exist and may be read")
            .help("without a path, cors-lint checks the folder it runs in")
    })?;
    let sources = Sources::rooted(&tree.root);
    let mut settings = settings::of_tree(input, &tree, &sources, streams)?;
    settings.hints |= input.hints;
    input.variables.give(&sources, &mut settings)?;
    let mut scan = tree.scan(sources, &settings);
    scan.problems.extend(not_heeded(input, &tree, &scan.configurations));
    Ok((scan, settings))
}

/// What to say of configurations under the checked paths that do not count, and of misnamed ones there or above.
fn not_heeded(input: &Input, tree: &Tree, below: &[String]) -> Vec<Problem> {
    if input.no_config || input.config.is_some() {
        return Vec::new();
    }
    let read = walk::relative(&tree.start.join(config::FILE), &tree.root);
    let above = tree.start.ancestors().take_while(|folder| folder.starts_with(&tree.root));
    let misnamed = above.map(|folder| folder.join(config::MISNAMED)).filter(|path| path.is_file());
    let mut all: BTreeSet<String> =
        misnamed.filter_map(|path| walk::relative(&path, &tree.root)).collect();
    all.extend(below.iter().filter(|path| Some(*path) != read.as_ref()).cloned());
    all.iter().map(|path| not_read(path)).collect()
}

/// The folder that cors-lint runs in.
fn here() -> Option<PathBuf> {
    env::current_dir().and_then(|folder| folder.canonicalize()).ok()
}

/// One run has one configuration: one that lies deeper than all checked paths would speak of a part only.
fn not_read(path: &str) -> Problem {
    let message = match last_segment(path) == config::MISNAMED {
        true => format!("'{path}' is not heeded: a configuration must be called {}", config::FILE),
        false => format!(
            "'{path}' is not heeded: of the configurations only the nearest above all checked paths counts; \
             check its folder by itself, or give it with --config"
        ),
    };
    Problem { level: Level::Warning, kind: "config-not-read", message, at: None }
}

/// The command that a path was meant to be.
fn command_like(path: &Path) -> Option<String> {
    let command = Arguments::command();
    let names = command.get_subcommands().map(|one| one.get_name());
    nearest(path.to_str()?, names).map(str::to_owned)
}

fn standard_input(input: &Input, streams: &mut Streams) -> Result<(Scan, Settings), Failure> {
    if input.paths.len() > 1 {
        return Err(Failure::new("`-` cannot be mixed with other paths")
            .help("give `-` alone, or only files and folders"));
    }
    let Some(name) = &input.stdin_filename else {
        return Err(Failure::new("cannot tell the language of standard input")
            .help("name it: `cors-lint - --stdin-filename main.tf`"));
    };
    let text = whole(io::stdin())
        .map_err(|error| Failure::new(format!("cannot read standard input: {error}")))?;
    let mut problems = Vec::new();
    let (sources, path, mut settings) = match walk::open_text(Path::new(name), here().as_deref()) {
        Some((tree, path)) => {
            let sources = Sources::rooted(&tree.root);
            let settings = settings::of_tree(input, &tree, &sources, streams)?;
            problems = not_heeded(input, &tree, &[]);
            (sources, path, settings)
        }
        None => {
            let sources = Sources::default();
            let settings = settings::of_text(input, &sources, streams)?;
            (sources, name.clone(), settings)
        }
    };
    settings.hints |= input.hints;
    input.variables.give(&sources, &mut settings)?;
    let mut scan = walk::text_among(&path, text, sources, &settings);
    if scan.files == 0 {
        return Err(Failure::new(format!("cannot tell the language of '{name}' by its ending"))
            .help(format!("use one of {ENDINGS}")));
    }
    scan.problems.extend(problems);
    Ok((scan, settings))
}
