//! `cargo xtask bench`: how fast the page and the judgement are, against the bars. It measures; no test does.

#[expect(dead_code, reason = "instances alone are for the bench of the judgement")]
#[path = "../../tests/support/many.rs"]
mod many;

use crate::process::{cargo, command, root};
use crate::{Error, Result, build, failed, finish, print, setup};
use pico_args::Arguments;
use serde_json::{Map, Value};
use std::fs;
use std::path::PathBuf;
use std::process::{Command, ExitCode, Stdio};
use transition_planner::draft::Draft;

/// What is measured, with its bar and what it means.
const BARS: [(&str, f64, &str); 5] = [
    (
        "keystroke_p95_ms",
        50.0,
        "keystroke to painted verdict, 1,000 instances and 5,000 subscriptions, processor slowed 4 times, p95",
    ),
    ("longest_block_ms", 100.0, "longest block while typing and walking through all pages, likewise"),
    ("open_2mb_ms", 1000.0, "opening a kept draft of 2 MB, from the page's own loading to its first verdict"),
    ("assess_ms", 25.0, "the judgement of 10,000 instances and 50,000 subscriptions on this machine"),
    ("assess_growth", 1.1, "the growth of that of instances alone from 1,000 to 10,000, against linear"),
];

/// The draft to type into has so many instances, the judgement's so many.
const TYPED: u32 = 1_000;
const JUDGED: u32 = 10_000;
/// To each instance the draft to type into has so many subscriptions.
const SUBSCRIPTIONS: u32 = 5;
/// Characters of the draft to open.
const LARGE: usize = 2_000_000;

pub fn run(mut args: Arguments) -> Result<ExitCode> {
    let as_json = args.contains("--json");
    finish(args)?;
    build::dist()?;
    let mut measured = judgement()?;
    measured.append(&mut page()?);
    if as_json {
        print(Value::Object(measured))?;
        return Ok(ExitCode::SUCCESS);
    }
    for (key, bar, about) in BARS {
        let figure = measured.get(key).and_then(Value::as_f64).unwrap_or(f64::NAN);
        let compared = if figure <= bar { "within" } else { "OVER" };
        print(format_args!("{key:<17}{figure:>8} {compared:>6} {bar:<6} {about}"))?;
    }
    let text = |key: &str| measured.get(key).map(Value::to_string).unwrap_or_default();
    print(format_args!("\nthe median keystroke of {}: {} ms", text("keystrokes"), text("keystroke_median_ms")))?;
    print(format_args!("the longest block by place, in ms: {}", text("blocks")))?;
    Ok(ExitCode::SUCCESS)
}

/// `assess` on this machine, by `benches/assess.rs`.
fn judgement() -> Result<Map<String, Value>> {
    let rows = json(cargo().args(["bench", "--locked", "--quiet", "--bench", "assess", "--", "--json"]))?;
    let figure = |key: &str, together: bool| {
        let mut rows = rows.as_array()?.iter().filter(|row| row["instances"] == JUDGED);
        rows.find(|row| row["subscriptions"].is_number() == together)?[key].as_f64()
    };
    let (Some(time), Some(growth)) = (figure("microseconds", true), figure("growthAgainstLinear", false)) else {
        return Err(Error::Failed(format!("benches/assess.rs has no figures for {JUDGED} instances")));
    };
    // With two decimals, as the growth has them.
    let time = (time / 10.0).round() / 100.0;
    Ok(Map::from_iter([("assess_ms".into(), time.into()), ("assess_growth".into(), growth.into())]))
}

/// The page in a real browser, by `tests/browser/bench.mjs`.
fn page() -> Result<Map<String, Value>> {
    let packages = setup::npm_packages()?;
    let mut sizes = (TYPED..).step_by(100).map(draft);
    let large = sizes.find(|draft| draft.as_ref().is_ok_and(|draft| draft.len() >= LARGE));
    let drafts = [kept("thousand.json", &draft(TYPED)?)?, kept("large.json", &large.transpose()?.unwrap_or_default())?];
    let mut bench = command(setup::node()?);
    bench.arg("bench.mjs").args(drafts).current_dir(packages).env("PLANNER_CHROMIUM", setup::chromium()?);
    match json(&mut bench)? {
        Value::Object(figures) => Ok(figures),
        other => Err(Error::Failed(format!("bench.mjs says {other}"))),
    }
}

/// A draft of so many instances and their subscriptions, as the planner itself keeps it.
fn draft(instances: u32) -> Result<String> {
    let draft = Draft::read(&many::draft_with_subscriptions(instances, instances * SUBSCRIPTIONS));
    draft.map(|draft| draft.write()).map_err(|error| Error::Failed(format!("tests/support/many.rs: {error:?}")))
}

fn kept(name: &str, draft: &str) -> Result<PathBuf> {
    let folder = root().join("target/bench");
    fs::create_dir_all(&folder).map_err(failed("cannot make target/bench"))?;
    let path = folder.join(name);
    fs::write(&path, draft).map_err(failed(format!("cannot write {}", path.display())))?;
    Ok(path)
}

/// What a program prints; what it says on the way is shown.
fn json(program: &mut Command) -> Result<Value> {
    let described = crate::process::describe(program);
    eprintln!("bench: {described}");
    let output = program.stderr(Stdio::inherit()).output().map_err(failed(&described))?;
    if !output.status.success() {
        return Err(Error::Failed(format!("{described}: {}", output.status)));
    }
    serde_json::from_slice(&output.stdout).map_err(failed(format!("{described} prints no JSON")))
}
