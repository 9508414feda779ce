//! The file in which a draft is kept, in local storage and on disk: JSON, versioned, with a schema in
//! `public/draft.schema.json`.
//!
//! Format and version are read before anything else, and an older file is brought up to this version. What this version
//! does not know (members, tables, fields of a row) is kept and written again. An answer is text as it was typed (`"?"`
//! says "I don't know yet"), or, with a note, an object `{"said", "note", "by", "on"}`.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use serde_json::{Map, Value, json};

use super::{Conflict, Draft, DraftError, Label, Saves};
use crate::assessment::fields::Field;
use crate::assessment::{Answer, Assessment, FieldId, Note, Row, RowId, Table};
use crate::runbook::TaskStates;

/// What the file calls itself.
pub const FORMAT: &str = "transition-planner-draft";
/// The version that this program writes.
pub const VERSION: u64 = 2;

/// Which tabs saved a draft of version 1, the file did not say: they count as one of this name.
const TABS_OF_VERSION_1: &str = "version-1";

impl Draft {
    /// Reads a draft's file, of this version or an older one.
    ///
    /// # Errors
    /// [`DraftError`]: what was found instead, and where.
    pub fn read(text: &str) -> Result<Self, DraftError> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let cells = text.lines().next().unwrap_or_default().split([',', ';', '\t']);
        if text.starts_with(char::is_alphanumeric) && cells.filter(|cell| !cell.trim().is_empty()).count() > 1 {
            return Err(DraftError::AList);
        }
        let file: Value = serde_json::from_str(text)
            .map_err(|error| DraftError::NotJson { line: error.line().max(1), column: error.column().max(1) })?;
        if file.is_array() || file["items"].is_array() {
            return Err(DraftError::AList);
        }
        let Value::Object(mut file) = file else { return Err(DraftError::NotADraft) };
        if file.get("format").and_then(Value::as_str) != Some(FORMAT) {
            return Err(DraftError::NotADraft);
        }
        let version = file.get("version").and_then(Value::as_u64);
        let version = version.filter(|version| *version > 0).ok_or(member("version", "number"))?;
        if version > VERSION {
            return Err(DraftError::Newer { version });
        }
        if version == 1 {
            migrate_1(&mut file)?;
        }
        file.remove("format");
        file.remove("version");
        let mut draft = Self::blank(text_of(file.remove("id"), "id")?, text_of(file.remove("name"), "name")?);
        draft.customer = text_or_nothing(file.remove("customer"), "customer")?;
        draft.saved_at = text_or_nothing(file.remove("savedAt"), "savedAt")?;
        draft.saves = read_saves(file.remove("saves"))?;
        draft.tasks = match file.remove("tasks") {
            None => TaskStates::default(),
            Some(Value::Object(tasks)) => TaskStates::from_file(tasks),
            Some(_) => return Err(member("tasks", "object")),
        };
        draft.conflicts = read_conflicts(file.remove("conflicts"))?;
        let Some(Value::Object(tables)) = file.remove("answers") else { return Err(member("answers", "object")) };
        for (key, rows) in tables {
            match Table::from_key(&key) {
                Some(table) => read_table(&mut draft.assessment, table, rows, &format!("answers.{key}"))?,
                None => {
                    draft.other_tables.insert(key, rows);
                }
            }
        }
        draft.others = file;
        Ok(draft)
    }

    /// The draft's file: the same draft gives the same bytes.
    #[must_use]
    pub fn write(&self) -> String {
        self.written_on(&mut Written::default())
    }

    /// The same. The rows that are as they were `last` time are taken over, and this time is the last from now on.
    #[must_use]
    pub fn write_again(&self, last: &mut Written) -> Arc<str> {
        last.text = self.written_on(last).into();
        last.text.clone()
    }

    fn written_on(&self, last: &mut Written) -> String {
        let (format, version) = (json!(FORMAT), json!(VERSION));
        let mut saves = Map::new();
        self.saves.iter().for_each(|(tab, count)| drop(saves.insert(tab.to_owned(), json!(count))));
        let saves = Value::Object(saves);
        let tasks = Value::Object(self.tasks.file().clone());
        let conflicts = self.conflicts.iter().map(write_conflict).collect();
        let mut members = vec![
            ("format", Part::Json(&format)),
            ("version", Part::Json(&version)),
            ("id", Part::Text(&self.id)),
            ("saves", Part::Json(&saves)),
            ("savedAt", Part::Text(&self.saved_at)),
            ("answers", Part::Answers(self)),
            ("tasks", Part::Json(&tasks)),
            ("conflicts", Part::Json(&conflicts)),
        ];
        members.extend(Label::ALL.map(|label| (label.key(), Part::Text(self.label(label)))));
        // With some room for what was typed since.
        let mut out = Out { text: String::with_capacity(last.text.len() + 1000), last };
        write_object(&mut out, members, &self.others);
        out.text
    }

    fn write_answers(&self, out: &mut Out<'_>) {
        let members = Table::ALL.map(|table| (table.key(), Part::Table(table, self.assessment.rows(table))));
        write_object(out, members.to_vec(), &self.other_tables);
    }
}

/// What was last written of a draft, and where each of its rows stands there. A draft has thousands of rows, and is saved
/// between two keystrokes, which change one of them.
#[derive(Clone, Debug, Default)]
pub struct Written {
    text: Arc<str>,
    rows: [Vec<(Row, Range<usize>)>; Table::ALL.len()],
}

impl Written {
    /// Whether nothing was written yet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }
}

/// The file as it comes into being.
struct Out<'a> {
    text: String,
    last: &'a mut Written,
}

/// A part of the file. It is written straight away: a tree of thousands of answers takes longer than all the rest of
/// saving.
#[derive(Clone)]
enum Part<'a> {
    Text(&'a str),
    Answer(&'a Answer),
    Table(Table, &'a [Row]),
    Answers(&'a Draft),
    Json(&'a Value),
}

impl Part<'_> {
    fn write(&self, out: &mut Out<'_>) {
        match self {
            Self::Text(text) => write_text(out, text),
            Self::Answer(answer) if answer.note.is_none() => write_text(out, answer.as_typed()),
            Self::Answer(answer) => write_json(out, &write_answer(answer)),
            Self::Table(table, rows) => write_table(out, *table, rows),
            Self::Answers(draft) => draft.write_answers(out),
            Self::Json(value) => write_json(out, value),
        }
    }
}

/// The one place where the library writes: asked from several, it brings its indented form along.
#[inline(never)]
fn write_json(out: &mut Out<'_>, value: &Value) {
    out.text.push_str(&value.to_string());
}

/// Members, and those that this version does not know among them, sorted by name.
fn write_object<'a>(out: &mut Out<'_>, mut members: Vec<(&'a str, Part<'a>)>, others: &'a Map<String, Value>) {
    members.extend(others.iter().map(|(key, value)| (key.as_str(), Part::Json(value))));
    // By hand: the library's sorting would be code of its own, and the page begins with it.
    let mut sorted = Vec::<(&str, Part<'_>)>::with_capacity(members.len());
    for member in members {
        // Most come in order.
        let is_last = sorted.last().is_none_or(|(key, _)| *key < member.0);
        let place = if is_last { sorted.len() } else { sorted.partition_point(|(key, _)| *key < member.0) };
        sorted.insert(place, member);
    }
    write_list(out, ['{', '}'], sorted, |out, (key, part)| {
        write_text(out, key);
        out.text.push(':');
        part.write(out);
    });
}

fn write_list<T>(
    out: &mut Out<'_>,
    [opens, closes]: [char; 2],
    items: impl IntoIterator<Item = T>,
    mut write: impl FnMut(&mut Out<'_>, T),
) {
    out.text.push(opens);
    for (at, item) in items.into_iter().enumerate() {
        if at > 0 {
            out.text.push(',');
        }
        write(out, item);
    }
    out.text.push(closes);
}

fn write_text(out: &mut Out<'_>, text: &str) {
    if text.bytes().any(|byte| byte < b' ' || matches!(byte, b'"' | b'\\')) {
        write_json(out, &json!(text));
    } else {
        out.text.push('"');
        out.text.push_str(text);
        out.text.push('"');
    }
}

fn write_table(out: &mut Out<'_>, table: Table, rows: &[Row]) {
    let mut fields: Vec<&Field> = Vec::new();
    for field in table.fields() {
        fields.insert(fields.partition_point(|before| before.key < field.key), field);
    }
    let write = |out: &mut Out<'_>, row: &Row| {
        let said =
            fields.iter().map(|field| (field.key, row.answer(field.id))).filter(|(_, answer)| !answer.is_empty());
        let mut members: Vec<_> = said.map(|(key, answer)| (key, Part::Answer(answer))).collect();
        if table != Table::Assessment {
            members.push(("id", Part::Text(&row.id.0)));
        }
        write_object(out, members, &row.others);
    };
    let mut last = std::mem::take(&mut out.last.rows[table as usize]).into_iter();
    let mut row = |out: &mut Out<'_>, row: &Row| {
        let begins = out.text.len();
        let same = last.find(|(last, _)| last.id == row.id).filter(|(last, _)| last == row);
        let row = match same {
            Some((row, place)) => {
                out.text.push_str(&out.last.text[place]);
                row
            }
            None => {
                write(out, row);
                row.clone()
            }
        };
        out.last.rows[table as usize].push((row, begins..out.text.len()));
    };
    match rows {
        [whole] if table == Table::Assessment => row(out, whole),
        _ => write_list(out, ['[', ']'], rows, row),
    }
}

/// Version 1 counted the savings, whichever tab's; it had no customer, no tasks, and no two states to bring together.
fn migrate_1(file: &mut Map<String, Value>) -> Result<(), DraftError> {
    let Some(revision) = file.remove("revision") else { return Ok(()) };
    let count = revision.as_u64().ok_or(member("revision", "number"))?;
    if count > 0 {
        file.insert("saves".into(), json!({ TABS_OF_VERSION_1: count }));
    }
    Ok(())
}

fn member(path: impl Into<String>, expected: &'static str) -> DraftError {
    DraftError::Member { path: path.into(), expected }
}

fn text_of(value: Option<Value>, path: &str) -> Result<String, DraftError> {
    match value {
        Some(Value::String(text)) => Ok(text),
        _ => Err(member(path, "text")),
    }
}

fn text_or_nothing(value: Option<Value>, path: &str) -> Result<String, DraftError> {
    if value.is_none() { Ok(String::new()) } else { text_of(value, path) }
}

fn read_saves(saves: Option<Value>) -> Result<Saves, DraftError> {
    let mut read = Saves::default();
    match saves {
        None => {}
        Some(Value::Object(saves)) => {
            for (tab, count) in saves {
                let count = count.as_u64().filter(|count| *count > 0);
                read.note(&tab, count.ok_or_else(|| member(format!("saves.{tab}"), "number"))?);
            }
        }
        Some(_) => return Err(member("saves", "object")),
    }
    Ok(read)
}

fn read_conflicts(conflicts: Option<Value>) -> Result<Vec<Conflict>, DraftError> {
    let list = match conflicts {
        None => Vec::new(),
        Some(Value::Array(list)) => list,
        Some(_) => return Err(member("conflicts", "list")),
    };
    let mut read = Vec::new();
    for (at, conflict) in list.into_iter().enumerate() {
        let path = format!("conflicts[{at}]");
        let Value::Object(mut members) = conflict else { return Err(member(path, "object")) };
        let Some(Value::Array(steps)) = members.remove("at") else { return Err(member(format!("{path}.at"), "list")) };
        let mut place = Vec::new();
        for (at, step) in steps.into_iter().enumerate() {
            place.push(text_of(Some(step), &format!("{path}.at[{at}]"))?);
        }
        let said = members.remove("said").unwrap_or_default();
        if let Some(unknown) = members.keys().next() {
            return Err(member(format!("{path}.{unknown}"), "conflictMember"));
        }
        read.push(Conflict { at: place, said });
    }
    Ok(read)
}

fn write_conflict(conflict: &Conflict) -> Value {
    let mut members = Map::new();
    members.insert("at".into(), conflict.at.iter().map(|step| json!(step)).collect());
    if !conflict.said.is_null() {
        members.insert("said".into(), conflict.said.clone());
    }
    Value::Object(members)
}

fn read_table(assessment: &mut Assessment, table: Table, rows: Value, path: &str) -> Result<(), DraftError> {
    if table == Table::Assessment {
        let Value::Object(members) = rows else { return Err(member(path, "object")) };
        let mut whole = assessment.whole().clone();
        read_row(&mut whole, table, members, path)?;
        assessment.set_rows(table, vec![whole]);
        return Ok(());
    }
    let Value::Array(rows) = rows else { return Err(member(path, "list")) };
    let mut read = assessment.rows(table).to_vec();
    let mut seen = HashMap::new();
    for (at, members) in rows.into_iter().enumerate() {
        let path = format!("{path}[{at}]");
        let Value::Object(mut members) = members else { return Err(member(path, "object")) };
        let id = RowId(Arc::from(text_of(members.remove("id"), &format!("{path}.id"))?));
        if seen.insert(id.to_string(), at).is_some() {
            return Err(member(format!("{path}.id"), "newId"));
        }
        let fixed = table.fixed_rows().iter().position(|fixed| **fixed == *id.0);
        let place = match fixed {
            Some(place) => place,
            None if !table.grows() => return Err(member(format!("{path}.id"), "tenant")),
            None => {
                read.push(Row::empty(table, id));
                read.len() - 1
            }
        };
        read_row(&mut read[place], table, members, &path)?;
    }
    assessment.set_rows(table, read);
    Ok(())
}

fn read_row(row: &mut Row, table: Table, members: Map<String, Value>, path: &str) -> Result<(), DraftError> {
    for (key, answer) in members {
        match FieldId::find(table, &key) {
            Some(field) => row.set(field, read_answer(field, answer, &format!("{path}.{key}"))?),
            None => {
                row.others.insert(key, answer);
            }
        }
    }
    Ok(())
}

/// Reads an answer, as the file has it.
///
/// # Errors
/// [`DraftError::Member`], with its place: `path`, or below it.
pub fn read_answer(field: FieldId, answer: Value, path: &str) -> Result<Answer, DraftError> {
    let kind = field.field().kind;
    match answer {
        Value::String(typed) => Ok(Answer::typed(kind, &typed)),
        Value::Object(mut members) => {
            let mut text = |key: &str| text_or_nothing(members.remove(key), &format!("{path}.{key}"));
            let mut answer = Answer::typed(kind, &text("said")?);
            let note = Note { text: text("note")?.into(), by: text("by")?.into(), on: text("on")?.into() };
            answer.note = (note != Note::default()).then(|| Box::new(note));
            match members.keys().next() {
                None => Ok(answer),
                Some(unknown) => Err(member(format!("{path}.{unknown}"), "answerMember")),
            }
        }
        _ => Err(member(path, "answer")),
    }
}

/// An answer, as the file has it.
pub fn write_answer(answer: &Answer) -> Value {
    let said = answer.as_typed();
    let Some(note) = &answer.note else { return json!(said) };
    let parts = [("said", said), ("note", &note.text), ("by", &note.by), ("on", &note.on)];
    let parts = parts.into_iter().filter(|(_, text)| !text.is_empty());
    let mut object = Map::new();
    // One by one: to collect them would bring a sort of its own.
    parts.for_each(|(key, text)| drop(object.insert(key.to_owned(), json!(text))));
    Value::Object(object)
}
