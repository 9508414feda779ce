//! `cargo xtask build`: the planner in `dist/`.

use crate::process::{command, path_with, root};
use crate::{Result, finish, process, setup};
use pico_args::Arguments;
use std::path::PathBuf;
use std::process::{Command, ExitCode};

pub fn run(args: Arguments) -> Result<ExitCode> {
    finish(args)?;
    let dist = dist()?;
    eprintln!("built {}", dist.display());
    Ok(ExitCode::SUCCESS)
}

/// Builds the planner and returns the folder it is in.
pub fn dist() -> Result<PathBuf> {
    process::run(trunk()?.arg("build"))?;
    Ok(root().join("dist"))
}

/// Trunk with all that it needs.
pub fn trunk() -> Result<Command> {
    setup::wasm_target()?;
    setup::crates()?;
    let trunk = setup::trunk()?;
    let wasm_bindgen = setup::wasm_bindgen()?;
    let packages = setup::npm_packages()?;
    let tools = wasm_bindgen.parent().map(PathBuf::from);
    let folders: Vec<_> = tools.into_iter().chain([packages.join("node_modules/.bin")]).collect();
    let mut trunk = command(trunk);
    trunk.env("PATH", path_with(&folders)?);
    Ok(trunk)
}
