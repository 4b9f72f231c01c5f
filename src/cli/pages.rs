//! What can be read about the rules, the formats and the command line.

use clap::CommandFactory;
use clap_complete::Shell;

use super::{
    Failure,
    arguments::{Arguments, Schema},
};
use crate::{config, nearest::nearest, report, rules};

/// A line for each rule: its name, its level, what it means.
pub fn rules() -> String {
    let widest = rules::ALL.iter().map(|rule| rule.id.len()).max().unwrap_or(0);
    let lines = rules::ALL.iter().map(|rule| {
        let level = if rule.enabled { rule.level.name() } else { "off" };
        format!("{:widest$}  {level:7}  {}\n", rule.id, rule.summary())
    });
    lines.collect()
}

/// The page of a rule, as it stands in the repository.
pub fn explain(id: &str) -> Result<String, Failure> {
    let names = || rules::ALL.iter().map(|rule| rule.id);
    let rule = rules::ALL.iter().find(|rule| rule.id == id).ok_or_else(|| {
        let failure = Failure::new(format!("there is no rule '{id}'"));
        match nearest(id, names()) {
            Some(near) => failure.help(format!("did you mean '{near}'?")),
            None => failure,
        }
        .help("`cors-lint rules` lists them all")
    })?;
    Ok(rule.docs.to_owned())
}

pub fn schema(of: Schema) -> String {
    match of {
        Schema::Json => report::JSON_SCHEMA.to_owned(),
        Schema::Config => {
            let ids: Vec<&'static str> = rules::ALL.iter().map(|rule| rule.id).collect();
            config::schema(&ids)
        }
    }
}

/// A script that completes commands, flags and their values.
pub fn completions(shell: Shell) -> String {
    let mut out = Vec::new();
    let mut command = Arguments::command();
    let name = command.get_name().to_owned();
    clap_complete::generate(shell, &mut command, name, &mut out);
    String::from_utf8_lossy(&out).into_owned()
}

/// The manual page, in roff.
pub fn man() -> Result<String, Failure> {
    let mut out = Vec::new();
    clap_mangen::Man::new(Arguments::command())
        .render(&mut out)
        .map_err(|error| Failure::new(format!("cannot make the manual page: {error}")))?;
    Ok(String::from_utf8_lossy(&out).into_owned())
}
