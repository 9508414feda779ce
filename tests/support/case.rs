//! Cases as they stand in `tests/cases/`; their format is defined in the README there.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Map, Value};
use time::Date;
use transition_planner::assessment::Table;
use transition_planner::assessment::values::parse_iso_day;
use transition_planner::draft::Draft;

use crate::words::words;

/// A case, ready to be judged.
pub struct Case {
    /// What its file's name says of the outcome.
    pub kind: Expected,
    /// The answers.
    pub draft: Draft,
    /// The day of the judgement.
    pub today: Date,
    /// Outcomes that must be there.
    pub expect: Vec<Value>,
    /// Outcomes that must not be there.
    pub absent: Vec<Value>,
}

impl Case {
    /// Reads a case's file; its base stands in one of these folders.
    pub fn read(path: &Path, bases: &[PathBuf]) -> Result<Self, String> {
        let kind = Expected::named(&name_of(path));
        let kind = kind.ok_or("the name must begin with fires., silent. or open., and end with .json")?;
        let case = object(&fs::read_to_string(path).map_err(|error| error.to_string())?)?;
        let known = ["why", "base", "draft", "patch", "today", "expect", "absent"];
        if let Some(unknown) = case.keys().find(|key| !known.contains(&key.as_str())) {
            return Err(format!("\"{unknown}\" means nothing in a case"));
        }
        if case.get("why").and_then(Value::as_str).is_none_or(str::is_empty) {
            return Err("\"why\" is missing".to_owned());
        }
        let list = |key: &str| match case.get(key) {
            None => Ok(Vec::new()),
            Some(Value::Array(list)) => Ok(list.clone()),
            Some(_) => Err(format!("\"{key}\" must be a list")),
        };
        let today = case.get("today").and_then(Value::as_str).and_then(parse_iso_day);
        Ok(Self {
            kind,
            draft: draft(&case, bases)?,
            today: today.ok_or("\"today\" must be a date")?,
            expect: list("expect")?,
            absent: list("absent")?,
        })
    }
}

/// What stands in a folder, in order.
pub fn entries(folder: &Path) -> Vec<PathBuf> {
    let listed = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<_> = listed.map(|entry| entry.expect("a readable folder").path()).collect();
    paths.sort();
    paths
}

/// The last part of a path.
pub fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// What a file's name says of the outcome.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Expected {
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

    /// Whether an outcome is of this kind.
    pub fn covers(self, outcome: &str) -> bool {
        match self {
            Self::Fires => outcome == "finding",
            Self::Silent => outcome == "met" || outcome == "not applicable",
            Self::Open => outcome == "open",
        }
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
    let draft = Draft::read(&Value::Object(file).to_string()).map_err(|error| error.say(&words()))?;
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
