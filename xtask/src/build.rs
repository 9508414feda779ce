//! `cargo xtask build`: the planner in `dist/`.

use crate::process::{command, path_with, root};
use crate::{Result, dependencies, finish, process, setup};
use pico_args::Arguments;
use std::collections::BTreeSet;
use std::env;
use std::ffi::OsString;
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
    let dist = root().join("dist");
    dependencies::write_bill(&dist)?;
    Ok(dist)
}

/// Trunk with all that it needs.
pub fn trunk() -> Result<Command> {
    setup::wasm_target()?;
    setup::crates()?;
    let trunk = setup::trunk()?;
    let wasm_bindgen = setup::wasm_bindgen()?;
    let packages = setup::npm_packages()?;
    let tools = wasm_bindgen.parent().map(PathBuf::from);
    // Trunk calls this very program to split what it has built.
    let own = env::current_exe().ok().and_then(|own| own.parent().map(PathBuf::from));
    let folders: Vec<_> = tools.into_iter().chain(own).chain([packages.join("node_modules/.bin")]).collect();
    let mut trunk = command(trunk);
    trunk.env("PATH", path_with(&folders)?);
    trunk.env("CARGO_ENCODED_RUSTFLAGS", rust_flags()?);
    Ok(trunk)
}

/// Flags under which no path of this machine stands in the built file: messages of crates name their sources from the
/// crate's name on; and under which functions are named in full, by which they are split. Programs for this machine are built without them, as Trunk names a target.
fn rust_flags() -> Result<OsString> {
    // A folder for each registry; in one order, since other flags mean building everything again.
    let sources = setup::cargo_home()?.join("registry/src");
    let folders: BTreeSet<PathBuf> = sources.read_dir().into_iter().flatten().flatten().map(|at| at.path()).collect();
    let mut flags = OsString::from("-Csymbol-mangling-version=v0");
    for folder in folders {
        // Cargo takes these flags parted by this character; the folder ends in a separator, which goes with it.
        flags.push("\u{1f}--remap-path-prefix=");
        flags.push(folder.join(""));
        flags.push("=");
    }
    Ok(flags)
}
