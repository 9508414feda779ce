//! The file in which a draft is kept, in local storage and on disk: JSON, versioned, with a schema in
//! `public/draft.schema.json`.
//!
//! Format and version are read before anything else. What this version does not know (members, tables, fields of a
//! row) is kept and written again. An answer is text as it was typed (`"?"` says "I don't know yet"), or, with a note,
//! an object `{"said", "note", "by", "on"}`.

use std::collections::HashMap;
use std::sync::Arc;

use serde_json::{Map, Value, json};

use crate::assessment::{Answer, Assessment, FieldId, Note, Row, RowId, Table};
use crate::words::{Fill, Words};

/// What the file calls itself.
pub const FORMAT: &str = "transition-planner-draft";
/// The version that this program writes.
pub const VERSION: u64 = 1;

/// A draft: answers, with what belongs to them as a document.
#[derive(Clone, PartialEq, Debug)]
pub struct Draft {
    /// Its permanent name, and the end of its storage key.
    pub id: String,
    /// What the customer calls it.
    pub name: String,
    /// Counts the savings, so that a tab can tell whether another has saved since.
    pub revision: u64,
    /// When it was last saved, as an ISO instant; empty before the first time.
    pub saved_at: String,
    /// The answers.
    pub assessment: Assessment,
    /// Members of the file that this version does not know.
    others: Map<String, Value>,
    /// Tables that this version does not know.
    other_tables: Map<String, Value>,
}

/// Why a text is no draft that this program can open.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum DraftError {
    /// Not JSON: where it stops being it (both from 1), and why.
    NotJson {
        /// The line.
        line: usize,
        /// The column in it.
        column: usize,
    },
    /// JSON, but not of this format.
    NotADraft,
    /// Written by a newer version of the planner.
    Newer {
        /// That version.
        version: u64,
    },
    /// A member is not what it has to be.
    Member {
        /// Where it stands, such as `answers.instances[3].version`.
        path: String,
        /// What had to stand there: a key of the words, under `draft.expected`.
        expected: &'static str,
    },
}

impl DraftError {
    /// What is wrong, where, and what to do, in the reader's language.
    #[must_use]
    pub fn say(&self, words: &Words) -> String {
        match self {
            Self::NotJson { line, column } => words.fill(
                "draft.notJson",
                &[("line", Fill::Number(*line as u64)), ("column", Fill::Number(*column as u64))],
            ),
            Self::NotADraft => words.say("draft.notADraft"),
            Self::Newer { version } => {
                words.fill("draft.newer", &[("version", Fill::Number(*version)), ("own", Fill::Number(VERSION))])
            }
            Self::Member { path, expected } => {
                let expected = words.say(&format!("draft.expected.{expected}"));
                words.fill("draft.member", &[("path", Fill::Theirs(path)), ("expected", Fill::Words(&expected))])
            }
        }
    }
}

impl Draft {
    /// A new draft, in which nothing has been said but the usual working week.
    #[must_use]
    pub fn new(id: String, name: String) -> Self {
        Self {
            id,
            name,
            revision: 0,
            saved_at: String::new(),
            assessment: Assessment::begun(),
            others: Map::new(),
            other_tables: Map::new(),
        }
    }

    /// The same answers as another draft.
    #[must_use]
    pub fn copy(self, id: String, name: String) -> Self {
        Self { id, name, revision: 0, ..self }
    }

    /// Reads a draft's file.
    ///
    /// # Errors
    /// [`DraftError`]: what was found instead, and where.
    pub fn read(text: &str) -> Result<Self, DraftError> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let file: Value = serde_json::from_str(text)
            .map_err(|error| DraftError::NotJson { line: error.line().max(1), column: error.column().max(1) })?;
        let Value::Object(mut file) = file else { return Err(DraftError::NotADraft) };
        if file.get("format").and_then(Value::as_str) != Some(FORMAT) {
            return Err(DraftError::NotADraft);
        }
        let version = file.get("version").and_then(Value::as_u64);
        let version = version.filter(|version| *version > 0).ok_or(member("version", "number"))?;
        if version > VERSION {
            return Err(DraftError::Newer { version });
        }
        file.remove("format");
        file.remove("version");
        let mut draft = Self {
            id: text_of(file.remove("id"), "id")?,
            name: text_of(file.remove("name"), "name")?,
            revision: match file.remove("revision") {
                None => 0,
                Some(revision) => revision.as_u64().ok_or(member("revision", "number"))?,
            },
            saved_at: match file.remove("savedAt") {
                None => String::new(),
                saved_at => text_of(saved_at, "savedAt")?,
            },
            assessment: Assessment::default(),
            others: Map::new(),
            other_tables: Map::new(),
        };
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
        let mut answers = self.other_tables.clone();
        for table in Table::ALL {
            let mut rows = self.assessment.rows(table).iter().map(|row| write_row(table, row));
            if table == Table::Assessment {
                answers.insert(table.key().into(), rows.next().unwrap_or_default());
            } else {
                answers.insert(table.key().into(), rows.collect());
            }
        }
        let mut file = self.others.clone();
        file.insert("format".into(), json!(FORMAT));
        file.insert("version".into(), json!(VERSION));
        file.insert("id".into(), json!(self.id));
        file.insert("name".into(), json!(self.name));
        file.insert("revision".into(), json!(self.revision));
        file.insert("savedAt".into(), json!(self.saved_at));
        file.insert("answers".into(), Value::Object(answers));
        Value::Object(file).to_string()
    }
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

fn read_table(assessment: &mut Assessment, table: Table, rows: Value, path: &str) -> Result<(), DraftError> {
    if table == Table::Assessment {
        let Value::Object(members) = rows else { return Err(member(path, "object")) };
        return read_row(&mut assessment.rows_mut(table)[0], table, members, path);
    }
    let Value::Array(rows) = rows else { return Err(member(path, "list")) };
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
                assessment.rows_mut(table).push(Row::empty(table, id));
                assessment.rows(table).len() - 1
            }
        };
        read_row(&mut assessment.rows_mut(table)[place], table, members, &path)?;
    }
    Ok(())
}

fn read_row(row: &mut Row, table: Table, members: Map<String, Value>, path: &str) -> Result<(), DraftError> {
    for (key, answer) in members {
        match FieldId::find(table, &key) {
            Some(field) => *row.answer_mut(field) = read_answer(field, answer, &format!("{path}.{key}"))?,
            None => {
                row.others.insert(key, answer);
            }
        }
    }
    Ok(())
}

fn read_answer(field: FieldId, answer: Value, path: &str) -> Result<Answer, DraftError> {
    let kind = field.field().kind;
    match answer {
        Value::String(typed) => Ok(Answer::typed(kind, &typed)),
        Value::Object(mut members) => {
            let mut text = |key: &str| match members.remove(key) {
                None => Ok(String::new()),
                text => text_of(text, &format!("{path}.{key}")),
            };
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

fn write_row(table: Table, row: &Row) -> Value {
    let mut members = row.others.clone();
    if table != Table::Assessment {
        members.insert("id".into(), json!(*row.id.0));
    }
    for field in table.fields() {
        let answer = row.answer(field.id);
        let said = answer.as_typed();
        match &answer.note {
            None if said.is_empty() => {}
            None => {
                members.insert(field.key.into(), json!(said));
            }
            Some(note) => {
                let parts = [("said", said), ("note", &note.text), ("by", &note.by), ("on", &note.on)];
                let parts = parts.into_iter().filter(|(_, text)| !text.is_empty());
                let mut object = Map::new();
                // One by one: to collect them would bring a sort of its own.
                parts.for_each(|(key, text)| drop(object.insert(key.to_owned(), json!(text))));
                members.insert(field.key.into(), Value::Object(object));
            }
        }
    }
    Value::Object(members)
}
