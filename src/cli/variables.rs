//! `--var` and `--var-file`, in the order of the command line.

use std::path::{Path, PathBuf};

use clap::{Arg, ArgAction, ArgMatches, Args, Command, Error, FromArgMatches, value_parser};

use super::Failure;
use crate::{
    config::{Assignment, Settings},
    source::Sources,
};

/// What the command line gives to Terraform's variables: later ones win.
#[derive(Debug, Default)]
pub struct Variables(Vec<Variable>);

#[derive(Clone, Debug)]
enum Variable {
    Value { name: String, text: String },
    File(PathBuf),
}

impl Args for Variables {
    fn augment_args(command: Command) -> Command {
        command
            .arg(
                Arg::new("var")
                    .long("var")
                    .value_name("NAME=VALUE")
                    .action(ArgAction::Append)
                    .value_parser(assignment)
                    .help_heading("Terraform")
                    .help("Give a value to a variable of Terraform; may be given several times"),
            )
            .arg(
                Arg::new("var-file")
                    .long("var-file")
                    .value_name("FILE")
                    .action(ArgAction::Append)
                    .value_parser(value_parser!(PathBuf))
                    .help_heading("Terraform")
                    .help("Read values of variables from a .tfvars or .tfvars.json file"),
            )
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl FromArgMatches for Variables {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Variables, Error> {
        let places = |id| matches.indices_of(id).into_iter().flatten();
        let values = matches.get_many::<Variable>("var").into_iter().flatten().cloned();
        let files = matches.get_many::<PathBuf>("var-file").into_iter().flatten().cloned();
        let mut all: Vec<(usize, Variable)> = places("var").zip(values).collect();
        all.extend(places("var-file").zip(files.map(Variable::File)));
        all.sort_by_key(|(place, _)| *place);
        Ok(Variables(all.into_iter().map(|(_, variable)| variable).collect()))
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

/// `name=value`
fn assignment(text: &str) -> Result<Variable, String> {
    match text.split_once('=').filter(|(name, _)| !name.trim().is_empty()) {
        Some((name, text)) => {
            Ok(Variable::Value { name: name.trim().to_owned(), text: text.to_owned() })
        }
        None => Err("write a name, `=` and a value, such as env=prod".to_owned()),
    }
}

impl Variables {
    /// Adds the values to the settings, and the files to the sources.
    ///
    /// # Errors
    /// A file of values that cannot be read.
    pub fn give(&self, sources: &Sources, settings: &mut Settings) -> Result<(), Failure> {
        for variable in &self.0 {
            settings.given.push(match variable.clone() {
                Variable::Value { name, text } => Assignment::Value { name, text },
                Variable::File(path) => Assignment::File { path: read(&path, sources)? },
            });
        }
        Ok(())
    }
}

/// Adds a file to the sources, under its path below the root or as it was given.
fn read(path: &Path, sources: &Sources) -> Result<String, Failure> {
    let text = std::fs::File::open(path).and_then(crate::source::whole).map_err(|error| {
        Failure::new(format!("cannot read '{}': {error}", path.display()))
            .help("`--var-file` takes a .tfvars or .tfvars.json file")
    })?;
    let real = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let inside = sources.root().and_then(|root| real.strip_prefix(root).ok());
    let shown = inside.unwrap_or(path).to_string_lossy().replace('\\', "/");
    if sources.find(&shown).is_none() {
        sources.add(shown.clone(), text);
    }
    Ok(shown)
}
