//! Runs the program as a shell does.

use std::{
    path::Path,
    process::{Command, Output},
};

pub fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cors-lint"));
    command
        .current_dir(folder)
        .args(arguments)
        .env_remove("FORCE_COLOR")
        .env_remove("NO_COLOR")
        .env_remove("COLUMNS");
    command
}

pub fn run(folder: &Path, arguments: &[&str]) -> Output {
    command(folder, arguments).output().unwrap()
}

pub fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

pub fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}
