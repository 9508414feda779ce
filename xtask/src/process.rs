//! Other programs: where they are, and how they are run.

use crate::{Error, Result, failed};
use std::env;
use std::ffi::{OsStr, OsString};
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The repository.
pub fn root() -> &'static Path {
    let xtask = Path::new(env!("CARGO_MANIFEST_DIR"));
    xtask.parent().unwrap_or(xtask)
}

pub fn cargo() -> Command {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    command(cargo)
}

/// A program that works in the repository.
pub fn command(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    command.current_dir(root());
    command
}

/// Runs to the end. What the program prints goes to standard error, since standard output is the command's own.
pub fn run(command: &mut Command) -> Result<()> {
    let status = command.stdout(io::stderr()).status().map_err(failed(describe(command)))?;
    if status.success() {
        return Ok(());
    }
    Err(Error::Failed(format!("{}: {status}", describe(command))))
}

/// What the program prints to standard output, or nothing if it cannot be run or fails.
pub fn output(command: &mut Command) -> Option<String> {
    let output = command.output().ok().filter(|output| output.status.success())?;
    String::from_utf8(output.stdout).ok()
}

/// The command line as text, for messages.
pub fn describe(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let name = program.file_stem().unwrap_or(command.get_program());
    let words = std::iter::once(name).chain(command.get_args());
    words.map(OsStr::to_string_lossy).collect::<Vec<_>>().join(" ")
}

/// The folders of PATH.
pub fn path() -> Vec<PathBuf> {
    env::split_paths(&env::var_os("PATH").unwrap_or_default()).collect()
}

/// The first program of that name in the folders.
pub fn find(name: &str, folders: &[PathBuf]) -> Option<PathBuf> {
    // npm's programs are scripts on Windows.
    let suffixes: &[&str] = if cfg!(windows) { &[".exe", ".cmd"] } else { &[""] };
    folders
        .iter()
        .flat_map(|folder| suffixes.iter().map(move |suffix| folder.join(format!("{name}{suffix}"))))
        .find(|program| program.is_file())
}

/// PATH with the folders before it.
pub fn path_with(folders: &[PathBuf]) -> Result<OsString> {
    env::join_paths(folders.iter().cloned().chain(path())).map_err(failed("cannot set PATH"))
}
