//! Runs every case of `tests/cases/`, and of the folder that `TP_CASES` names: each file is one test. The format is
//! defined in `tests/cases/README.md`.

use std::fs;
use std::path::{Path, PathBuf};

use libtest_mimic::{Arguments, Failed, Trial};
use serde_json::{Map, Value};
use transition_planner::assessment::values::parse_iso_day;
use transition_planner::assessment::{Assessment, Table};
use transition_planner::draft::Draft;
use transition_planner::readiness::{Judged, assess};
use transition_planner::rules::{self, Gap, Outcome};
use transition_planner::words::{English, Words};

fn main() {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut trials = walk(&own, &own);
    if let Some(other) = std::env::var_os("TP_CASES") {
        trials.extend(walk(Path::new(&other), &own));
    }
    libtest_mimic::run(&Arguments::from_args(), trials).exit();
}

/// A test for each case under `folder`; `own` has the bases that any case may use.
fn walk(folder: &Path, own: &Path) -> Vec<Trial> {
    let mut trials = Vec::new();
    for rule in entries(folder).into_iter().filter(|path| path.is_dir() && !path.ends_with("bases")) {
        for case in entries(&rule) {
            let code = name_of(&rule);
            let name = format!("{code}/{}", name_of(&case).trim_end_matches(".json"));
            let bases = [folder.join("bases"), own.join("bases")];
            trials.push(Trial::test(name, move || run(&code, &case, &bases).map_err(Failed::from)));
        }
    }
    trials
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let listed = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<_> = listed.map(|entry| entry.expect("a readable folder").path()).collect();
    paths.sort();
    paths
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

fn run(code: &str, path: &Path, bases: &[PathBuf]) -> Result<(), String> {
    let rule = rules::find(code).ok_or_else(|| format!("there is no rule {code}"))?;
    let file = name_of(path);
    let kind = Expected::named(&file).ok_or("the name must begin with fires., silent. or open., and end with .json")?;
    let case = object(&fs::read_to_string(path).map_err(|error| error.to_string())?)?;
    let known = ["why", "base", "draft", "patch", "today", "expect", "absent"];
    if let Some(unknown) = case.keys().find(|key| !known.contains(&key.as_str())) {
        return Err(format!("\"{unknown}\" means nothing in a case"));
    }
    if case.get("why").and_then(Value::as_str).is_none_or(str::is_empty) {
        return Err("\"why\" is missing".to_owned());
    }
    let draft = draft(&case, bases)?;
    let today = case.get("today").and_then(Value::as_str).and_then(parse_iso_day).ok_or("\"today\" must be a date")?;
    let words = Words::read(&words_file(), Box::new(English))?;
    let readiness = assess(&draft.assessment, today);
    let seen: Vec<Seen> = readiness
        .all()
        .filter(|judged| judged.rule == rule)
        .map(|judged| Seen::of(judged, &draft.assessment, &words))
        .collect();
    check(kind, &case, &seen).map_err(|problem| {
        let seen: Vec<String> = seen.iter().map(|seen| format!("  {seen:?}")).collect();
        format!("{problem}\n{code} said:\n{}", seen.join("\n"))
    })
}

fn check(kind: Expected, case: &Map<String, Value>, seen: &[Seen]) -> Result<(), String> {
    let list = |key: &str| match case.get(key) {
        None => Ok(Vec::new()),
        Some(Value::Array(list)) => Ok(list.clone()),
        Some(_) => Err(format!("\"{key}\" must be a list")),
    };
    let (expected, absent) = (list("expect")?, list("absent")?);
    if expected.is_empty() && !seen.iter().any(|seen| kind.covers(&seen.outcome)) {
        return Err(format!("nothing is {kind:?}"));
    }
    for wanted in &expected {
        let wanted = Wanted::read(wanted)?;
        let matches = |seen: &Seen| {
            wanted.describes(seen) && (wanted.outcome.is_some() || kind.covers(&seen.outcome))
        };
        if !seen.iter().any(matches) {
            return Err(format!("expected, and not there: {wanted:?}"));
        }
    }
    for unwanted in &absent {
        let unwanted = Wanted::read(unwanted)?;
        if let Some(seen) = seen.iter().find(|seen| unwanted.describes(seen)) {
            return Err(format!("must be absent, and is there: {seen:?}"));
        }
    }
    if kind == Expected::Silent
        && let Some(loud) = seen.iter().find(|seen| !kind.covers(&seen.outcome))
    {
        return Err(format!("must be silent, but said: {loud:?}"));
    }
    if kind == Expected::Open {
        let open = || seen.iter().filter(|seen| seen.outcome == "open");
        let told = seen.iter().find(|told| {
            told.outcome == "finding" || (told.outcome == "met" && expected.is_empty() && open().all(|open| open.subject == told.subject))
        });
        if let Some(told) = told {
            return Err(format!("must be open, but said: {told:?}"));
        }
    }
    Ok(())
}

/// What a file's name says of the outcome.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Expected {
    Fires,
    Silent,
    Open,
}

impl Expected {
    fn named(file: &str) -> Option<Self> {
        let (kind, reason) = file.strip_suffix(".json")?.split_once('.')?;
        let slug = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if reason.is_empty() || !reason.chars().all(slug) {
            return None;
        }
        match kind {
            "fires" => Some(Self::Fires),
            "silent" => Some(Self::Silent),
            "open" => Some(Self::Open),
            _ => None,
        }
    }

    fn covers(self, outcome: &str) -> bool {
        match self {
            Self::Fires => outcome == "finding",
            Self::Silent => outcome == "met" || outcome == "not applicable",
            Self::Open => outcome == "open",
        }
    }
}

/// An outcome, as a case describes it.
#[derive(Debug)]
struct Seen {
    subject: String,
    outcome: &'static str,
    severity: Option<&'static str>,
    basis: Option<&'static str>,
    citation: &'static str,
    text: String,
    missing: Vec<String>,
}

impl Seen {
    fn of(judged: Judged<'_>, about: &Assessment, words: &Words) -> Self {
        let code = judged.rule.code;
        let said = |statement| {
            let parts = ["text", "more", "remedy"].map(|part| words.statement(code, part, statement, about));
            parts.into_iter().flatten().collect::<Vec<_>>().join("\n")
        };
        let (outcome, text, missing) = match judged.outcome {
            Outcome::NotApplicable => ("not applicable", String::new(), Vec::new()),
            Outcome::Met(statement) => ("met", said(statement), Vec::new()),
            Outcome::Finding(statement) => ("finding", said(statement), Vec::new()),
            Outcome::Open(gaps) => ("open", String::new(), gaps.iter().map(|gap| gap_name(*gap, about)).collect()),
        };
        Self {
            subject: about.row(judged.subject).id.to_string(),
            outcome,
            severity: judged.finding().map(|(severity, _)| severity.key()),
            basis: judged.basis().map(rules::Basis::letter),
            citation: judged.citation().document.code,
            text,
            missing,
        }
    }
}

fn gap_name(gap: Gap, about: &Assessment) -> String {
    match gap {
        Gap::Rows(table) => table.key().to_owned(),
        Gap::Answer(row, field) => format!("{}.{}", about.row(row).id, field.field().key),
    }
}

/// What a case says of an outcome; what it does not say may be anything.
#[derive(Debug, Default)]
struct Wanted {
    subject: Option<String>,
    outcome: Option<String>,
    severity: Option<String>,
    basis: Option<String>,
    citation: Option<String>,
    text: Option<String>,
    missing: Option<Vec<String>>,
}

impl Wanted {
    fn read(value: &Value) -> Result<Self, String> {
        let Value::Object(members) = value else { return Err("an outcome must be an object".to_owned()) };
        let mut wanted = Self::default();
        for (key, value) in members {
            if key == "missing" {
                let list = value.as_array().ok_or("\"missing\" must be a list")?;
                let names = list.iter().map(|name| name.as_str().map(str::to_owned));
                let mut names: Vec<String> = names.collect::<Option<_>>().ok_or("\"missing\" must list names")?;
                names.sort();
                wanted.missing = Some(names);
                continue;
            }
            let text = Some(value.as_str().ok_or_else(|| format!("\"{key}\" must be text"))?.to_owned());
            match key.as_str() {
                "subject" => wanted.subject = text,
                "outcome" => wanted.outcome = text,
                "severity" => wanted.severity = text,
                "basis" => wanted.basis = text,
                "citation" => wanted.citation = text,
                "text" => wanted.text = text,
                _ => return Err(format!("\"{key}\" means nothing in an outcome")),
            }
        }
        Ok(wanted)
    }

    fn describes(&self, seen: &Seen) -> bool {
        let is = |wanted: &Option<String>, own: Option<&str>| wanted.as_deref().is_none_or(|wanted| own == Some(wanted));
        let mut missing = seen.missing.clone();
        missing.sort();
        is(&self.subject, Some(&seen.subject))
            && is(&self.outcome, Some(seen.outcome))
            && is(&self.severity, seen.severity)
            && is(&self.basis, seen.basis)
            && is(&self.citation, Some(seen.citation))
            && self.text.as_deref().is_none_or(|text| seen.text.contains(text))
            && self.missing.as_ref().is_none_or(|wanted| *wanted == missing)
    }
}

/// The case's draft: its own, or a base with the case's changes.
fn draft(case: &Map<String, Value>, bases: &[PathBuf]) -> Result<Draft, String> {
    let mut file = match (case.get("draft"), case.get("base").and_then(Value::as_str)) {
        (Some(Value::Object(draft)), None) => draft.clone(),
        (None, Some(base)) => {
            let path = bases.iter().map(|folder| folder.join(format!("{base}.json"))).find(|path| path.exists());
            let path = path.ok_or_else(|| format!("there is no base {base}"))?;
            object(&fs::read_to_string(path).map_err(|error| error.to_string())?)?
        }
        _ => return Err("a case has either \"base\" or \"draft\"".to_owned()),
    };
    if let Some(patch) = case.get("patch") {
        let answers = file.get_mut("answers").and_then(Value::as_object_mut).ok_or("the base has no answers")?;
        apply(answers, patch.as_object().ok_or("\"patch\" must be an object")?)?;
    }
    let words = Words::read(&words_file(), Box::new(English))?;
    let draft = Draft::read(&Value::Object(file).to_string()).map_err(|error| error.say(&words))?;
    // A slip of the pen in a key would otherwise test nothing.
    for row in Table::ALL.into_iter().flat_map(|table| draft.assessment.rows(table)) {
        if let Some(unknown) = row.others.keys().next() {
            return Err(format!("there is no answer \"{unknown}\" (row {})", row.id));
        }
    }
    Ok(draft)
}

fn apply(answers: &mut Map<String, Value>, patch: &Map<String, Value>) -> Result<(), String> {
    for (table, change) in patch {
        let known = Table::from_key(table).ok_or_else(|| format!("there is no table \"{table}\""))?;
        if known == Table::Assessment {
            let row = answers.entry(table.clone()).or_insert_with(|| Value::Object(Map::new()));
            merge(row, change)?;
            continue;
        }
        let rows = answers.entry(table.clone()).or_insert_with(|| Value::Array(Vec::new()));
        let rows = rows.as_array_mut().ok_or_else(|| format!("{table} is no list"))?;
        let Value::Object(changes) = change else {
            rows.clear();
            continue;
        };
        for (id, change) in changes {
            let at = rows.iter().position(|row| row.get("id").and_then(Value::as_str) == Some(id));
            match (at, change) {
                (Some(at), Value::Null) => drop(rows.remove(at)),
                (Some(at), change) => merge(&mut rows[at], change)?,
                (None, change) => {
                    let mut row = serde_json::json!({ "id": id });
                    merge(&mut row, change)?;
                    rows.push(row);
                }
            }
        }
    }
    Ok(())
}

fn merge(row: &mut Value, change: &Value) -> Result<(), String> {
    let (Value::Object(row), Value::Object(change)) = (row, change) else {
        return Err("a row's change must be an object".to_owned());
    };
    for (key, value) in change {
        if value.is_null() {
            row.remove(key);
        } else {
            row.insert(key.clone(), value.clone());
        }
    }
    Ok(())
}

fn object(json: &str) -> Result<Map<String, Value>, String> {
    serde_json::from_str(json).map_err(|error| error.to_string())
}

fn words_file() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("public/words/en.json");
    fs::read_to_string(path).expect("the words are there")
}
