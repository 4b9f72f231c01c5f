//! The command line: what was asked for, done, and told by an exit code.

mod arguments;
mod buckets;
mod failure;
mod fix;
mod init;
mod judged;
mod lint;
mod pages;
mod settings;
mod variables;

pub use arguments::{Arguments, Color};
pub use failure::Failure;

use std::io;

use codespan_reporting::term::termcolor::WriteColor;

use crate::lsp;
use arguments::Command;

/// How a run that did its job ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Exit code 0.
    Clean,
    /// Exit code 1.
    Found,
}

/// Standard output and standard error.
pub struct Streams<'a> {
    pub out: &'a mut dyn WriteColor,
    pub err: &'a mut dyn WriteColor,
}

/// Does what the arguments ask for; a failure means that it could not be done, exit code 2.
pub fn run(arguments: &Arguments, streams: &mut Streams) -> Result<Verdict, Failure> {
    match &arguments.command {
        None => lint::run(&arguments.lint, streams),
        Some(Command::Buckets { input, format }) => buckets::run(input, *format, streams),
        Some(Command::Init { folder }) => init::run(folder, streams),
        Some(Command::Rules) => print(&pages::rules(), streams),
        Some(Command::Explain { rule }) => print(&pages::explain(rule)?, streams),
        Some(Command::Schema { of }) => print(&pages::schema(*of), streams),
        Some(Command::Completions { shell }) => print(&pages::completions(*shell), streams),
        Some(Command::Man) => print(&pages::man()?, streams),
        Some(Command::Lsp) => match lsp::serve() {
            Ok(()) => Ok(Verdict::Clean),
            Err(error) => Err(Failure::new(error.to_string())
                .help("this command is for editors to start; docs/editors.md says how")),
        },
    }
}

fn print(page: &str, streams: &mut Streams) -> Result<Verdict, Failure> {
    written(streams.out.write_all(page.as_bytes()).and_then(|()| streams.out.flush()))?;
    Ok(Verdict::Clean)
}

/// A reader that goes away, as `head` does, is no failure.
fn written(result: io::Result<()>) -> Result<(), Failure> {
    match result {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Failure::new(format!("cannot write the report: {error}")))
        }
        _ => Ok(()),
    }
}
