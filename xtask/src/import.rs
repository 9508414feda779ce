//! `cargo xtask import`: what the planner understands of a file, without a browser.

use crate::rules::words;
use crate::{Error, Result, failed, finish, print};
use pico_args::Arguments;
use serde_json::{Map, Value, json};
use std::fmt::Write;
use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;
use transition_planner::assessment::{FieldId, Table};
use transition_planner::draft::{Draft, FORMAT};
use transition_planner::import::{self, Form, Preview};
use transition_planner::words::Words;

pub fn run(mut args: Arguments) -> Result<ExitCode> {
    let as_json = args.contains("--json");
    let path = args.opt_free_from_os_str(|path| Ok::<_, std::convert::Infallible>(PathBuf::from(path)))?;
    let path = path.ok_or_else(|| Error::Usage("import needs a file".into()))?;
    finish(args)?;
    let words = words()?;
    let name = path.display();
    let bytes = fs::read(&path).map_err(failed(format!("cannot read {name}")))?;
    let said = |error: &import::Error| Error::Failed(format!("{name} cannot be read. {}", words.not_taken(error)));
    let text = import::decode(&bytes).map_err(|error| said(&error))?;
    let read = if is_draft(&text) {
        let draft = Draft::read(&text);
        let draft = draft.map_err(|error| Error::Failed(format!("{name} cannot be read. {}", error.say(&words))))?;
        read_draft(&draft)
    } else {
        read_table(&text, &words).map_err(|error| said(&error))?
    };
    if as_json {
        print(read)?;
    } else {
        print(format_args!("{name}: {}", as_text(&read)))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Whether it says that it is a draft, of whatever version.
fn is_draft(text: &str) -> bool {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    serde_json::from_str(text).is_ok_and(|file: Value| file["format"] == FORMAT)
}

/// A draft is one entry: it is read whole, or not at all.
fn read_draft(draft: &Draft) -> Value {
    let about = &draft.assessment;
    let rows = Table::ALL.into_iter().filter(|table| *table != Table::Assessment);
    let rows: Map<String, Value> = rows.map(|table| (table.key().to_owned(), about.rows(table).len().into())).collect();
    let taken = json!({ "entry": 1, "name": draft.name, "answers": about.said(), "rows": rows, "remarks": [] });
    json!({ "kind": "draft", "entries": 1, "taken": [taken], "refused": [], "remarks": [] })
}

fn read_table(text: &str, words: &Words) -> std::result::Result<Value, import::Error> {
    let labels = |field: FieldId| words.say(&format!("questions.{}.label", field.field().key));
    // Times of day need a time zone, which only a draft has.
    let read = |table| import::preview(text, table, &[], &labels, &|_| None);
    // Where no table knows the headers, the first that is asked for says so.
    let table = import::table_of(text, &labels).unwrap_or(Table::Instances);
    let listed = |entries: usize, taken: Value, refused: Value, remarks: Value| {
        let kind = table.key();
        json!({ "kind": kind, "entries": entries, "taken": taken, "refused": refused, "remarks": remarks })
    };
    match read(table) {
        Ok(preview) => Ok(listed(
            preview.rows.len() + preview.refused.len(),
            taken(&preview, words),
            preview
                .refused
                .iter()
                .map(|(at, why)| placed(preview.form, *at, "reason", words.refusal(preview.form, *why)))
                .collect(),
            words.whole_list(&preview).into_iter().collect(),
        )),
        Err(import::Error::NoEntries | import::Error::NoRows { .. }) => Ok(listed(0, json!([]), json!([]), json!([]))),
        Err(error) => Err(error),
    }
}

fn taken(preview: &Preview, words: &Words) -> Value {
    let mend = words.to_mend(preview);
    let row = |row: &import::TakenRow| {
        let answers =
            row.answers.iter().map(|(field, answer)| (field.field().key.to_owned(), answer.as_typed().into()));
        let mut taken = placed(preview.form, row.line, "answers", Value::Object(answers.collect()));
        // In the order of the rows.
        let from = mend.partition_point(|(at, _)| *at < row.line);
        let remarks = mend[from..].iter().take_while(|(at, _)| *at == row.line).map(|(_, said)| said.as_str());
        taken["remarks"] = remarks.collect();
        taken
    };
    preview.rows.iter().map(row).collect()
}

/// Something with the line or the entry where it stands.
fn placed(form: Form, at: usize, key: &str, said: impl Into<Value>) -> Value {
    let place = match form {
        Form::Lines { .. } => "line",
        Form::Entries { .. } => "entry",
    };
    json!({ place: at, key: said.into() })
}

/// The same for reading.
fn as_text(read: &Value) -> String {
    let list = |key: &str| read[key].as_array().map_or(&[][..], Vec::as_slice);
    let count = |key: &str| list(key).len();
    let kind = read["kind"].as_str().unwrap_or_default();
    let mut text =
        format!("{kind}, entries {}, taken {}, refused {}", read["entries"], count("taken"), count("refused"));
    let place = |entry: &Value| match &entry["line"] {
        Value::Null => format!("entry {}", entry["entry"]),
        line => format!("line {line}"),
    };
    let plain = |said: &Value| said.as_str().map_or_else(|| said.to_string(), str::to_owned);
    // Writing into text does not fail.
    for remark in list("remarks") {
        let _ = write!(text, "\n{}", plain(remark));
    }
    for entry in list("taken") {
        let _ = write!(text, "\n{}:", place(entry));
        if let Some(answers) = entry["answers"].as_object() {
            for (key, said) in answers {
                let _ = write!(text, "\n  {key}: {}", plain(said));
            }
        }
        for remark in entry["remarks"].as_array().into_iter().flatten() {
            let _ = write!(text, "\n  to mend: {}", plain(remark));
        }
    }
    for entry in list("refused") {
        let _ = write!(text, "\n{}: refused, {}", place(entry), plain(&entry["reason"]));
    }
    text
}
