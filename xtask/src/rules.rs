//! `cargo xtask rules`: the catalogue, as the planner has it.

use crate::process::root;
use crate::{Error, Result, failed, finish, print};
use pico_args::Arguments;
use serde_json::{Value, json};
use std::fs;
use std::process::ExitCode;
use transition_planner::assessment::values::iso;
use transition_planner::rules::sources::Citation;
use transition_planner::rules::{Basis, RULES, Routes, Rule, Says, Severity, Source};
use transition_planner::words::{English, Words};

pub fn run(mut args: Arguments) -> Result<ExitCode> {
    let as_json = args.contains("--json");
    finish(args)?;
    let words = words()?;
    if as_json {
        print(RULES.iter().map(|rule| described(rule, &words)).collect::<Value>())?;
    } else {
        print(RULES.iter().map(|rule| row(rule, &words)).collect::<Vec<_>>().join("\n"))?;
    }
    Ok(ExitCode::SUCCESS)
}

fn row(rule: &Rule, words: &Words) -> String {
    let (routes, severities, bases) =
        (routes(rule.routes).join(" "), severities(rule).join(", "), bases(rule).join(", "));
    let title = words.say(&format!("rules.{}.title", rule.code));
    format!("{}  {:<28} {routes:<4} {severities:<17} {bases:<5} {title}", rule.code, rule.name)
}

/// The planner's words, in English.
pub fn words() -> Result<Words> {
    let mut words = Words::read("{}", Box::new(English)).map_err(Error::Failed)?;
    for name in ["en.json", "en.rest.json", "en.rules.json", "en.runbook.json"] {
        let path = root().join("public/words").join(name);
        let file = fs::read_to_string(&path).map_err(failed(format!("cannot read {}", path.display())))?;
        words.add(&file).map_err(|error| Error::Failed(format!("{}: {error}", path.display())))?;
    }
    Ok(words)
}

/// A place in a document.
pub fn cited(citation: &Citation) -> Value {
    let document = citation.document;
    json!({
        "document": document.code,
        "title": document.title,
        "section": citation.section,
        "date": iso(document.date),
        "link": document.link,
    })
}

fn described(rule: &Rule, words: &Words) -> Value {
    let source: Vec<Value> = match rule.source {
        Source::One(citation) => vec![cited(citation)],
        Source::ByRoute { assisted, self_service } => vec![cited(assisted), cited(self_service)],
    };
    let reads = rule.reads().into_iter().map(|id| format!("{}.{}", id.field().table.key(), id.field().key));
    json!({
        "code": rule.code,
        "name": rule.name,
        "title": words.say(&format!("rules.{}.title", rule.code)),
        "routes": routes(rule.routes),
        "severities": severities(rule),
        "bases": bases(rule),
        "source": source,
        "reads": reads.collect::<Vec<_>>(),
    })
}

fn routes(routes: Routes) -> &'static [&'static str] {
    match routes {
        Routes::Both => &["A", "S"],
        Routes::A => &["A"],
        Routes::S => &["S"],
    }
}

fn severities(rule: &Rule) -> Vec<&'static str> {
    let used = |severity: &Severity| rule.says.iter().any(|says| says.severity == Some(*severity));
    Severity::ALL.into_iter().filter(used).map(Severity::key).collect()
}

/// What its findings rest on; of a rule that never finds anything, what it says at all.
fn bases(rule: &Rule) -> Vec<&'static str> {
    let finds = rule.says.iter().any(|says| says.severity.is_some());
    let rests_on = |says: &Says, basis| {
        (rule.routes != Routes::S && says.bases.assisted == basis)
            || (rule.routes != Routes::A && says.bases.self_service == basis)
    };
    let used = |basis: &Basis| {
        let mut says = rule.says.iter().filter(|says| says.severity.is_some() == finds);
        says.any(|says| rests_on(says, *basis))
    };
    [Basis::Guidance, Basis::Judgement].into_iter().filter(used).map(Basis::letter).collect()
}
