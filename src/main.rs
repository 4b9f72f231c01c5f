//! `cors-lint`: parse the arguments, run, exit. The only place that prints.

use std::{
    env,
    io::{self, BufWriter, Write},
    process::ExitCode,
};

use anstream::{
    AutoStream, ColorChoice,
    stream::{AsLockedWrite, RawStream},
};
use clap::Parser;
use codespan_reporting::term::termcolor::{Ansi, NoColor, WriteColor};
use cors_lint::cli::{self, Arguments, Color, Streams, Verdict};

/// Trees and values are many small pieces, taken and given back on every core at once.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            let shown = error.print();
            return ExitCode::from(if shown.is_ok() { error.exit_code() as u8 } else { 2 });
        }
    };
    let mut out = stream(io::stdout(), arguments.color());
    let mut err = stream(io::stderr(), arguments.color());
    match cli::run(&arguments, &mut Streams { out: &mut out, err: &mut err }) {
        Ok(Verdict::Clean) => ExitCode::SUCCESS,
        Ok(Verdict::Found) => ExitCode::FAILURE,
        Err(failure) => {
            // nothing is left to tell it to when standard error is gone
            write!(err, "{failure}").and_then(|()| err.flush()).ok();
            ExitCode::from(2)
        }
    }
}

/// A buffered stream, in colour where it is wanted; `NO_COLOR` and `TERM=dumb` count when nothing else is said.
fn stream(raw: impl RawStream + AsLockedWrite + 'static, color: Color) -> Box<dyn WriteColor> {
    let force = env::var_os("FORCE_COLOR").filter(|value| !value.is_empty());
    let silenced = env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let colored = match (color, force.as_ref().and_then(|value| value.to_str())) {
        (Color::Always, _) => true,
        (Color::Never, _) | (_, Some("0" | "false")) => false,
        _ if silenced => false,
        _ if force.is_some() => true,
        _ => AutoStream::choice(&raw) != ColorChoice::Never,
    };
    if colored {
        Box::new(Ansi::new(BufWriter::new(AutoStream::always(raw))))
    } else {
        Box::new(NoColor::new(BufWriter::new(raw)))
    }
}
