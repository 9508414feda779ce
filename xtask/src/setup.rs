//! Finds or installs what the commands need. Each thing is installed once: the tools for the machine, the
//! npm packages for this clone. What is there costs no more than a look.

use crate::process::{cargo, command, describe, find, output, path, root, run};
use crate::{Error, Result, failed};
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

const TRUNK: &str = "0.22.1";
const OLDEST_NODE: u32 = 20;
const WASM: &str = "wasm32-unknown-unknown";

/// Runs what sets something up, and says so.
fn install(what: &str, command: &mut Command, remedy: &str) -> Result<()> {
    eprintln!("setup: {what}: {}", describe(command));
    let start = Instant::now();
    run(command).map_err(|error| match error {
        Error::Failed(message) => Error::Failed(format!("cannot set up {what}: {message}\n{remedy}")),
        usage @ Error::Usage(_) => usage,
    })?;
    eprintln!("setup: {what}: done in {:.0} s", start.elapsed().as_secs_f32());
    Ok(())
}

/// rustfmt and clippy, which a minimal installation of Rust leaves out.
pub fn lints() -> Result<()> {
    let there = |tool: &str| output(cargo().args([tool, "--version"])).is_some();
    if there("fmt") && there("clippy") {
        return Ok(());
    }
    install(
        "rustfmt and clippy",
        command("rustup").args(["component", "add", "rustfmt", "clippy"]),
        "Install Rust by rustup, or rustfmt and clippy from where your Rust comes from.",
    )
}

/// The crates, since Trunk works offline.
pub fn crates() -> Result<()> {
    run(cargo().args(["fetch", "--locked", "--quiet"]))
}

pub fn wasm_target() -> Result<()> {
    let sysroot = output(command("rustc").args(["--print", "sysroot"])).unwrap_or_default();
    if Path::new(sysroot.trim()).join("lib/rustlib").join(WASM).is_dir() {
        return Ok(());
    }
    install(
        "the WebAssembly target",
        command("rustup").args(["target", "add", WASM]),
        "Install Rust by rustup, or the target wasm32-unknown-unknown from where your Rust comes from.",
    )
}

pub fn trunk() -> Result<PathBuf> {
    // The declared minimum Rust is newer than what the release builds with; one TLS feature is required to build.
    let options = ["--locked", "--no-default-features", "--features", "rustls", "--ignore-rust-version"];
    tool("trunk", "trunk", TRUNK, &options)
}

/// Of the version in Cargo.lock, as the generated code has to fit the crate.
pub fn wasm_bindgen() -> Result<PathBuf> {
    let lock = fs::read_to_string(root().join("Cargo.lock")).map_err(failed("cannot read Cargo.lock"))?;
    let version =
        locked_version(&lock, "wasm-bindgen").ok_or_else(|| Error::Failed("Cargo.lock has no wasm-bindgen".into()))?;
    tool("wasm-bindgen", "wasm-bindgen-cli", version, &[])
}

fn locked_version<'a>(lock: &'a str, package: &str) -> Option<&'a str> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name);
    lines.nth(1)?.strip_prefix("version = \"")?.strip_suffix('"')
}

/// A program from the crate registry, in exactly this version. One that is there is used; else it is
/// installed in a folder of our own, so that another project's version of it stays.
fn tool(name: &str, package: &str, version: &str, options: &[&str]) -> Result<PathBuf> {
    let home = cargo_home()?;
    let own = home.join("transition-planner");
    let fits = |folder: &PathBuf| {
        let program = find(name, std::slice::from_ref(folder))?;
        let words = output(command(&program).arg("--version"))?;
        words.split_whitespace().any(|word| word == version).then_some(program)
    };
    let folders = [own.join("bin"), home.join("bin")];
    if let Some(program) = folders.iter().chain(&path()).find_map(fits) {
        return Ok(program);
    }
    install(
        &format!("{name} {version} (takes minutes, once)"),
        cargo().args(["install", &format!("{package}@{version}"), "--root"]).arg(&own).args(options),
        &format!("Install {name} {version} yourself so that it is on PATH."),
    )?;
    fits(&folders[0]).ok_or_else(|| Error::Failed(format!("{name} {version} does not run in {}", own.display())))
}

/// Where Cargo keeps the crates.
pub fn cargo_home() -> Result<PathBuf> {
    env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| Some(env::home_dir()?.join(".cargo")))
        .ok_or_else(|| Error::Failed("there is no home folder: set CARGO_HOME".into()))
}

/// The folder of the browser tests with its npm packages, of which wasm-opt is one.
pub fn npm_packages() -> Result<PathBuf> {
    let folder = root().join("tests/browser");
    let node = node()?;
    let lock = fs::read(folder.join("package-lock.json")).map_err(failed("cannot read package-lock.json"))?;
    // A copy of the lock file that was installed.
    let installed = folder.join("node_modules/.installed-lock.json");
    if fs::read(&installed).is_ok_and(|installed| installed == lock) {
        return Ok(folder);
    }
    let folders = node.parent().map(PathBuf::from).into_iter().chain(path());
    let npm = find("npm", &folders.collect::<Vec<_>>())
        .ok_or_else(|| Error::Failed("npm is not on PATH: it comes with Node".into()))?;
    install(
        "npm packages",
        command(npm).args(["ci", "--no-progress"]).current_dir(&folder).env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"),
        "Look whether the package registry can be reached from here.",
    )?;
    fs::write(installed, lock).map_err(failed("cannot note what is installed"))?;
    Ok(folder)
}

/// Node, which runs wasm-opt and the browser tests.
pub fn node() -> Result<PathBuf> {
    let remedy = format!("install Node {OLDEST_NODE} or newer");
    let node = find("node", &path()).ok_or_else(|| Error::Failed(format!("Node is not on PATH: {remedy}")))?;
    let version = output(command(&node).arg("--version")).unwrap_or_default();
    let major = version.trim().trim_start_matches('v').split('.').next();
    if major.and_then(|major| major.parse().ok()).is_some_and(|major: u32| major >= OLDEST_NODE) {
        return Ok(node);
    }
    Err(Error::Failed(format!("{} is Node {}: {remedy}", node.display(), version.trim())))
}

/// A Chromium: the one that `PLANNER_CHROMIUM` names, one on PATH, Playwright's own, or a new one.
pub fn chromium() -> Result<PathBuf> {
    const REMEDY: &str = "Install Chromium or Chrome so that it is on PATH, or name it in PLANNER_CHROMIUM.";
    if let Some(named) = env::var_os("PLANNER_CHROMIUM") {
        return Ok(named.into());
    }
    let on_path = || ["chromium", "chromium-browser", "google-chrome"].iter().find_map(|name| find(name, &path()));
    let packages = npm_packages()?;
    let node = node()?;
    let of_playwright = || {
        let script = "console.log(require('@playwright/test').chromium.executablePath())";
        let program = output(command(&node).args(["-e", script]).current_dir(&packages))?;
        Some(PathBuf::from(program.trim())).filter(|program| program.is_file())
    };
    if let Some(program) = on_path().or_else(of_playwright) {
        return Ok(program);
    }
    if from_debian("Chromium", "chromium") {
        return on_path().ok_or_else(|| Error::Failed(format!("apt-get brought no Chromium.\n{REMEDY}")));
    }
    install(
        "Chromium",
        command(&node).args(["node_modules/@playwright/test/cli.js", "install", "chromium"]).current_dir(&packages),
        REMEDY,
    )?;
    of_playwright().ok_or_else(|| Error::Failed(format!("Playwright brought no Chromium.\n{REMEDY}")))
}

/// A Firefox: the one that `PLANNER_FIREFOX` names, one on PATH, or Debian's. `None` where there is none, and none can be
/// had this way.
pub fn firefox() -> Option<PathBuf> {
    let named = env::var_os("PLANNER_FIREFOX").map(PathBuf::from);
    let on_path = || ["firefox-esr", "firefox"].iter().find_map(|name| find(name, &path()));
    named.or_else(on_path).or_else(|| from_debian("Firefox", "firefox-esr").then(on_path).flatten())
}

/// Installs a browser from Debian's packages, if this is Debian and we may install; says whether it did. Ubuntu's
/// packages of these names are snaps, which do not run in containers.
fn from_debian(what: &str, package: &str) -> bool {
    let system = fs::read_to_string("/etc/os-release").unwrap_or_default();
    let Some(apt_get) = find("apt-get", &path()).filter(|_| system.lines().any(|line| line == "ID=debian")) else {
        return false;
    };
    let is_root = output(command("id").arg("-u")).is_some_and(|id| id.trim() == "0");
    let may_sudo = || output(command("sudo").args(["--non-interactive", "true"])).is_some();
    let as_root: &[&str] = match is_root {
        true => &["env"],
        false if may_sudo() => &["sudo", "--non-interactive", "env"],
        false => return false,
    };
    let apt = |what: &str, args: &[&str]| {
        let mut apt = command(as_root[0]);
        apt.args(&as_root[1..]).arg("DEBIAN_FRONTEND=noninteractive").arg(&apt_get).args(args);
        install(what, &mut apt, "Install it yourself so that it is on PATH.")
    };
    let update = apt("the list of Debian packages", &["update", "--quiet"]);
    let options = ["--quiet", "--yes", "--no-install-recommends"];
    let outcome = update.and_then(|()| apt(what, &[&["install"], &options[..], &[package]].concat()));
    outcome.map_err(|(Error::Failed(message) | Error::Usage(message))| eprintln!("setup: {message}")).is_ok()
}

#[cfg(test)]
mod tests {
    use super::locked_version;

    #[test]
    fn the_locked_version_is_that_of_the_package_itself() {
        let lock =
            "name = \"wasm-bindgen-macro\"\nversion = \"1.0.0\"\n\nname = \"wasm-bindgen\"\nversion = \"0.2.3\"\n";
        assert_eq!(locked_version(lock, "wasm-bindgen"), Some("0.2.3"));
        assert_eq!(locked_version(lock, "wasm"), None);
    }
}
