//! The arguments, and the help that teaches them.

use std::path::{Path, PathBuf};

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

use super::variables::Variables;
use crate::{
    finding::{Applies, Level},
    report::{Format, Listing},
};

/// Finds S3 buckets that feed image labeling and whose CORS rules keep the workers' browsers out.
#[derive(Debug, Parser)]
#[command(
    name = "cors-lint",
    version,
    args_conflicts_with_subcommands = true,
    disable_help_subcommand = true,
    subcommand_help_heading = "Commands",
    max_term_width = 100,
    long_about = LONG_ABOUT,
    after_long_help = AFTER_HELP,
    after_help = "`--help` says more: examples, exit codes, how to ignore a finding.",
)]
pub struct Arguments {
    #[command(subcommand)]
    pub(super) command: Option<Command>,
    #[command(flatten)]
    pub(super) lint: Lint,

    /// When to use colours; `auto` heeds NO_COLOR and FORCE_COLOR
    #[arg(
        long,
        global = true,
        value_enum,
        value_name = "WHEN",
        default_value_t = Color::Auto,
        hide_possible_values = true,
        help_heading = "Output"
    )]
    color: Color,
}

const LONG_ABOUT: &str = "\
Finds S3 buckets that feed image labeling and whose CORS rules keep the workers' browsers out.

A worker of SageMaker Ground Truth or Amazon Augmented AI loads each image straight from its bucket. \
If no CORS rule of that bucket allows GET from any origin, images do not load and every task fails, \
long after the deployment was green. cors-lint reads Terraform, CloudFormation and synthesized CDK \
apps, follows roles, policies and jobs to the buckets, and says which will fail. It never opens a \
socket and never writes a file that it was not told to.";

const AFTER_HELP: &str = "\
Examples:
  cors-lint                             Check this folder and all below it
  cors-lint infra cdk.out               Check these; run `cdk synth` before
  cors-lint --output sarif=cors.sarif   A report to read, and one for code scanning
  cors-lint buckets                     Every labeling bucket, the sound ones too
  cors-lint --baseline cors.sarif       Only what is new since that report
  cors-lint - --stdin-filename main.tf  Check what an editor has not saved yet
  cors-lint --diff                      What --fix would change
  cors-lint explain missing-cors        What a rule means, and how to mend it

Exit codes:
  0  Nothing was found, or only what lies below --fail-on
  1  Something was found, or a file is broken and could not be checked
  2  The job could not be done: a wrong argument, a path that cannot be read

To ignore a finding, write in or right above the block that declares the bucket:
  # cors-lint: ignore[missing-cors] the platform team sets them
and in a template:
  Metadata: {cors-lint: {ignore: [missing-cors], reason: the platform team sets them}}

To say that a bucket holds labeling input, when nothing in the code does:
  # cors-lint: labeling-input";

/// What is looked at.
#[derive(Debug, Args)]
pub struct Input {
    /// Files and folders to check; `-` reads one file from standard input
    #[arg(value_name = "PATH", default_value = ".", help_heading = "Input", display_order = 0)]
    pub paths: Vec<PathBuf>,

    /// What standard input would be called as a file; its ending tells the language
    #[arg(long, value_name = "NAME", help_heading = "Input")]
    pub stdin_filename: Option<String>,

    /// The configuration to use instead of the nearest .cors-lint.yaml
    #[arg(long, value_name = "FILE", help_heading = "Input")]
    pub config: Option<PathBuf>,

    /// Use no configuration
    #[arg(long, conflicts_with = "config", help_heading = "Input")]
    pub no_config: bool,

    /// Also tell, as notes, of buckets of which only words say that they hold labeling input: a name, a tag, a comment
    #[arg(long, help_heading = "Input")]
    pub hints: bool,

    #[command(flatten)]
    pub variables: Variables,
}

impl Input {
    /// Whether standard input is read.
    pub fn is_text(&self) -> bool {
        self.paths.iter().any(|path| path == Path::new("-"))
    }
}

#[derive(Debug, Args)]
pub struct Lint {
    #[command(flatten)]
    pub input: Input,

    /// How the report on standard output is written
    #[arg(long, value_enum, default_value_t = Format::Human, help_heading = "Output")]
    pub format: Format,

    /// Write a report to a file as well; may be given several times
    #[arg(long, value_name = "FORMAT=FILE", value_parser = output, help_heading = "Output")]
    pub output: Vec<(Format, PathBuf)>,

    /// Tell only what this SARIF report of an earlier run does not hold
    #[arg(long, value_name = "FILE", help_heading = "Output")]
    pub baseline: Option<PathBuf>,

    /// Mend what can be mended, in the files; `--fix=unsafe` mends what a person should look at, too
    #[arg(
        long,
        value_enum,
        value_name = "WHICH",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = "safe",
        hide_possible_values = true,
        help_heading = "Fixes"
    )]
    pub fix: Option<Which>,

    /// Print what `--fix` would change instead of a report, and write nothing
    #[arg(long, conflicts_with = "format", help_heading = "Fixes")]
    pub diff: bool,

    /// The least level of a finding that makes the exit code 1
    #[arg(
        long,
        value_enum,
        value_name = "LEVEL",
        default_value_t = FailOn::Warning,
        help_heading = "Exit code"
    )]
    pub fail_on: FailOn,

    /// Exit with 0 whatever is found; still 2 when the job could not be done
    #[arg(long, help_heading = "Exit code")]
    pub exit_zero: bool,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// List every bucket that labeling touches, how its CORS rules stand, and how that is known
    Buckets {
        #[command(flatten)]
        input: Input,

        /// How the list is written
        #[arg(long, value_enum, default_value_t = Listing::Table, help_heading = "Output")]
        format: Listing,
    },
    /// Write a configuration in which every line explains itself
    Init {
        /// The folder to write .cors-lint.yaml to
        #[arg(value_name = "FOLDER", default_value = ".")]
        folder: PathBuf,
    },
    /// List the rules
    Rules,
    /// Print the page of a rule: why it matters, what is bad, what is good
    Explain {
        /// The rule's name, such as missing-cors
        rule: String,
    },
    /// Print the schema of a report format or of the configuration
    Schema {
        #[arg(value_enum)]
        of: Schema,
    },
    /// Print the completions for a shell
    Completions {
        #[arg(value_enum)]
        shell: Shell,
    },
    /// Print the manual page
    Man,
    /// Speak the language server protocol with an editor, over standard input and output
    Lsp,
}

/// Which fixes are applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Which {
    Safe,
    Unsafe,
}

impl Which {
    pub fn applies(self) -> Applies {
        match self {
            Which::Safe => Applies::Safe,
            Which::Unsafe => Applies::Unsafe,
        }
    }
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Schema {
    /// The JSON schema of `--format json`
    Json,
    /// The JSON schema of .cors-lint.yaml
    Config,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Color {
    Auto,
    Always,
    Never,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FailOn {
    Error,
    Warning,
    Note,
}

impl FailOn {
    pub fn level(self) -> Level {
        match self {
            FailOn::Error => Level::Error,
            FailOn::Warning => Level::Warning,
            FailOn::Note => Level::Note,
        }
    }
}

impl Arguments {
    pub fn color(&self) -> Color {
        self.color
    }
}

/// `sarif=report.sarif`
fn output(text: &str) -> Result<(Format, PathBuf), String> {
    let Some((format, file)) = text.split_once('=').filter(|(_, file)| !file.is_empty()) else {
        return Err("write a format, `=` and a file, such as sarif=report.sarif".to_owned());
    };
    let formats = || Format::value_variants().iter().filter_map(ValueEnum::to_possible_value);
    let names: Vec<String> = formats().map(|one| one.get_name().to_owned()).collect();
    let format = Format::from_str(format, false)
        .map_err(|_| format!("there is no format '{format}', only {}", names.join(", ")))?;
    Ok((format, PathBuf::from(file)))
}
