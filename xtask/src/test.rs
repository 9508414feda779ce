//! `cargo xtask test`: every check, ending with a line that counts the tests.

use crate::process::{cargo, command, describe, root, run as run_program};
use crate::{Error, Result, build, dependencies, failed, finish, setup, size};
use pico_args::Arguments;
use serde_json::Value;
use std::fs;
use std::io::{BufRead, BufReader};
use std::process::{Command, ExitCode, Stdio};
use std::time::Instant;

const WASM: &str = "wasm32-unknown-unknown";

/// Tests that ran.
#[derive(Debug, Default, PartialEq)]
struct Tally {
    passed: u64,
    failed: u64,
    /// Steps that were left out.
    skipped: u64,
}

struct Step {
    name: &'static str,
    run: fn(&mut Tally) -> Result<()>,
}

const STEPS: &[Step] = &[
    Step { name: "formatting", run: |_| formatting() },
    Step { name: "clippy", run: |_| clippy() },
    Step { name: "host tests", run: host_tests },
    Step { name: "docs", run: |_| docs() },
    Step { name: "licences", run: |_| licences() },
    Step { name: "known vulnerabilities", run: vulnerabilities },
    Step { name: "release build", run: |_| build::dist().map(drop) },
    Step { name: "size", run: |_| first_load() },
    Step { name: "browser tests", run: browser_tests },
    Step { name: "Firefox", run: firefox },
];

pub fn run(args: Arguments) -> Result<ExitCode> {
    finish(args)?;
    let start = Instant::now();
    let mut tally = Tally::default();
    let outcome = STEPS.iter().try_for_each(|step| step.check(&mut tally));
    println!("all of it took {:.0} s", start.elapsed().as_secs_f32());
    if tally.skipped > 0 {
        println!("{} skipped", tally.skipped);
    }
    // The last line stands alone, so that a machine can read it.
    println!("{} passed, {} failed", tally.passed, tally.failed);
    Ok(if outcome.is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

impl Step {
    /// Runs the step. One that does not work counts as a failed test at least, so that the last line
    /// never looks like success.
    fn check(&self, tally: &mut Tally) -> std::result::Result<(), ()> {
        println!("== {}", self.name);
        let start = Instant::now();
        let mut own = Tally::default();
        let outcome = (self.run)(&mut own);
        if outcome.is_err() {
            own.failed = own.failed.max(1);
        }
        tally.passed += own.passed;
        tally.failed += own.failed;
        tally.skipped += own.skipped;
        let seconds = start.elapsed().as_secs_f32();
        let ended = if own.skipped > 0 { "SKIPPED" } else { "passed" };
        outcome.inspect(|()| println!("== {}: {ended} in {seconds:.1} s", self.name)).map_err(|error| {
            let (Error::Failed(message) | Error::Usage(message)) = error;
            println!("== {}: FAILED after {seconds:.1} s: {message}", self.name);
        })
    }
}

fn formatting() -> Result<()> {
    setup::lints()?;
    run_program(cargo().args(["fmt", "--all", "--check"]))
}

fn clippy() -> Result<()> {
    setup::lints()?;
    setup::wasm_target()?;
    let core = ["--target", WASM, "--package", "transition-planner"];
    let page = ["--target", WASM, "--package", "transition-planner", "--features", "page"];
    let sets: [&[&str]; 3] = [&["--workspace", "--all-targets"], &core, &page];
    sets.iter().try_for_each(|set| {
        run_program(cargo().args(["clippy", "--locked", "--quiet"]).args(*set).args(["--", "-D", "warnings"]))
    })
}

fn docs() -> Result<()> {
    run_program(
        cargo().args(["doc", "--locked", "--quiet", "--no-deps", "--workspace"]).env("RUSTDOCFLAGS", "-D warnings"),
    )
}

/// The licences of all crates.
fn licences() -> Result<()> {
    setup::crates()?;
    dependencies::licences()
}

fn vulnerabilities(tally: &mut Tally) -> Result<()> {
    tally.skipped = u64::from(dependencies::vulnerabilities()?.is_none());
    Ok(())
}

/// The tests of all crates, the examples in their documentation among them.
fn host_tests(tally: &mut Tally) -> Result<()> {
    counted(cargo().args(["test", "--locked", "--workspace", "--no-fail-fast"]), tally)
}

/// The customer's way in another browser than the tests before.
fn firefox(tally: &mut Tally) -> Result<()> {
    let packages = setup::npm_packages()?;
    let Some(firefox) = setup::firefox() else {
        println!("There is no Firefox here: what holds in Chromium was not tried in it.");
        println!("Install Firefox so that it is on PATH, or name it in PLANNER_FIREFOX.");
        tally.skipped = 1;
        return Ok(());
    };
    let mut journey = command(setup::node()?);
    counted(journey.arg("firefox.mjs").current_dir(packages).env("PLANNER_FIREFOX", firefox), tally)
}

/// Runs tests that count themselves as Rust's do, and shows what they print.
fn counted(tests: &mut Command, tally: &mut Tally) -> Result<()> {
    let mut child = tests.stdout(Stdio::piped()).spawn().map_err(failed(describe(tests)))?;
    for line in child.stdout.take().into_iter().flat_map(|stdout| BufReader::new(stdout).lines()) {
        let line = line.map_err(failed("cannot read what the tests print"))?;
        println!("{line}");
        if let Some(result) = line.strip_prefix("test result: ") {
            tally.passed += count(result, "passed");
            tally.failed += count(result, "failed");
        }
    }
    let status = child.wait().map_err(failed(describe(tests)))?;
    conclude(tally, status.success())
}

/// The number before the word, as in `ok. 3 passed; 0 failed; 1 ignored`.
fn count(result: &str, word: &str) -> u64 {
    let words: Vec<_> = result.split([' ', ';']).collect();
    let number = words.windows(2).find(|pair| pair[1] == word);
    number.and_then(|pair| pair[0].parse().ok()).unwrap_or(0)
}

fn first_load() -> Result<()> {
    // The step before has built it.
    if size::report(&root().join("dist"), false)? == ExitCode::SUCCESS {
        return Ok(());
    }
    Err(Error::Failed("the first load is over its budget".into()))
}

fn browser_tests(tally: &mut Tally) -> Result<()> {
    let packages = setup::npm_packages()?;
    let chromium = setup::chromium()?;
    let report = root().join("target/browser/report.json");
    // Whatever is read afterwards is of this run.
    if report.exists() {
        fs::remove_file(&report).map_err(failed("cannot remove the last report"))?;
    }
    let outcome = run_program(
        command(setup::node()?)
            .args(["node_modules/@playwright/test/cli.js", "test"])
            .current_dir(packages)
            .env("PLANNER_CHROMIUM", chromium),
    );
    let report = fs::read(&report).map_err(failed("the browser tests left no report"))?;
    let report: Value = serde_json::from_slice(&report).map_err(failed("cannot read the browser tests' report"))?;
    let count = |name: &str| report["stats"][name].as_u64().unwrap_or(0);
    tally.passed = count("expected");
    // A test that passes only sometimes is a failed one.
    tally.failed = count("unexpected") + count("flaky");
    conclude(tally, outcome.is_ok())
}

/// No test at all is no success.
fn conclude(tally: &Tally, success: bool) -> Result<()> {
    match (success, tally) {
        (true, Tally { passed: 1.., failed: 0, .. }) => Ok(()),
        (_, Tally { passed: 0, failed: 0, .. }) => Err(Error::Failed("no test ran".into())),
        (_, Tally { failed: 0, .. }) => Err(Error::Failed("not everything could be tested".into())),
        (_, Tally { failed, .. }) => Err(Error::Failed(format!("{failed} tests failed"))),
    }
}

#[cfg(test)]
mod tests {
    use super::{Tally, conclude, count};

    #[test]
    fn the_counts_are_read_from_the_line_of_the_test_runner() {
        let line = "FAILED. 12 passed; 3 failed; 1 ignored; 0 measured; 2 filtered out; finished in 0.05s";
        assert_eq!((count(line, "passed"), count(line, "failed")), (12, 3));
    }

    #[test]
    fn success_needs_a_test_that_passed() {
        assert!(conclude(&Tally { passed: 1, failed: 0, skipped: 0 }, true).is_ok());
        assert!(conclude(&Tally { passed: 1, failed: 0, skipped: 0 }, false).is_err());
        assert!(conclude(&Tally { passed: 1, failed: 1, skipped: 0 }, true).is_err());
        assert!(conclude(&Tally::default(), true).is_err());
    }
}
