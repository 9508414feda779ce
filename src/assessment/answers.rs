//! What a customer has said so far: rows of answers, each of which may be missing in three ways.

use std::fmt;
use std::sync::Arc;

use super::fields::{FIELDS, Fact, FieldId, Key, Table};
use super::values::{Kind, Value};

/// One answer, with its note.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Answer {
    /// What was said.
    pub said: Said,
    /// A remark on it, if any.
    pub note: Option<Box<Note>>,
}

/// What was said. All but [`Said::Given`] are missing to a rule.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub enum Said {
    /// Nothing yet.
    #[default]
    Nothing,
    /// "I don't know yet".
    Unknown,
    /// Something that the field's kind understands.
    Given(Given),
    /// Something else, kept as typed.
    Unreadable(Box<str>),
}

/// An understood answer.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Given {
    /// What it means.
    pub value: Value,
    /// How it was typed.
    typed: Box<str>,
}

impl Given {
    /// The text without the spaces around it.
    #[must_use]
    pub fn text(&self) -> &str {
        self.typed.trim()
    }
}

/// What an answer means, without its text: all that most rules read of it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Meaning {
    /// Nothing was said.
    Nothing,
    /// "I don't know yet".
    Unknown,
    /// Something that the field's kind does not understand.
    Unreadable,
    /// Something that it understands.
    Given(Value),
}

impl Meaning {
    /// The value, or `None` where it is missing in any of the three ways.
    #[must_use]
    pub fn value(self) -> Option<Value> {
        if let Self::Given(value) = self { Some(value) } else { None }
    }
}

impl Said {
    fn meaning(&self) -> Meaning {
        match self {
            Self::Nothing => Meaning::Nothing,
            Self::Unknown => Meaning::Unknown,
            Self::Unreadable(_) => Meaning::Unreadable,
            Self::Given(given) => Meaning::Given(given.value),
        }
    }
}

/// A remark on an answer: what is worth knowing, and who said so, when.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Note {
    /// The remark.
    pub text: Box<str>,
    /// Who said so.
    pub by: Box<str>,
    /// When, as typed.
    pub on: Box<str>,
}

impl Answer {
    /// The answer that typing `typed` into a field of this kind gives; blank text is no answer.
    #[must_use]
    pub fn typed(kind: Kind, typed: &str) -> Self {
        let said = if typed.trim().is_empty() {
            Said::Nothing
        } else if typed.trim() == Self::UNKNOWN {
            Said::Unknown
        } else if let Some(value) = kind.parse(typed) {
            Said::Given(Given { value, typed: typed.into() })
        } else {
            Said::Unreadable(typed.into())
        };
        Self { said, note: None }
    }

    /// What one types to say "I don't know yet".
    pub const UNKNOWN: &'static str = "?";

    /// "I don't know yet".
    #[must_use]
    pub fn unknown() -> Self {
        Self { said: Said::Unknown, note: None }
    }

    /// The same note on what is now said.
    #[must_use]
    pub fn with_note_of(mut self, other: &Self) -> Self {
        self.note.clone_from(&other.note);
        self
    }

    /// The text as it was typed; `?` for "I don't know yet", nothing for no answer.
    #[must_use]
    pub fn as_typed(&self) -> &str {
        match &self.said {
            Said::Nothing => "",
            Said::Unknown => Self::UNKNOWN,
            Said::Given(given) => &given.typed,
            Said::Unreadable(typed) => typed,
        }
    }

    /// The text without the spaces around it.
    #[must_use]
    pub fn text(&self) -> &str {
        self.as_typed().trim()
    }

    /// Neither said nor remarked upon.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        matches!(self.said, Said::Nothing) && self.note.is_none()
    }
}

/// A row's permanent name: unlike its place or its text, it never changes.
#[derive(Clone, Eq, PartialOrd, Ord, Debug)]
pub struct RowId(pub Arc<str>);

impl PartialEq for RowId {
    fn eq(&self, other: &Self) -> bool {
        // Most often it is the same copy: a shared text alone would be compared letter by letter.
        Arc::ptr_eq(&self.0, &other.0) || self.0 == other.0
    }
}

impl fmt::Display for RowId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// The answers about one thing: an answer for each field of its table, in the fields' order.
#[derive(Clone, Eq, Debug)]
pub struct Row {
    /// Its permanent name.
    pub id: RowId,
    /// Shared with the copies of the row, until one of them changes.
    answers: Arc<[Answer]>,
    /// What the draft's file says of this row that this version does not know: kept, and written again.
    pub others: serde_json::Map<String, serde_json::Value>,
}

impl PartialEq for Row {
    fn eq(&self, other: &Self) -> bool {
        let is_same = Arc::ptr_eq(&self.answers, &other.answers) || self.answers == other.answers;
        is_same && self.id == other.id && self.others == other.others
    }
}

impl Row {
    /// A row of `table` without any answer.
    #[must_use]
    pub fn empty(table: Table, id: RowId) -> Self {
        let answers = vec![Answer::default(); table.fields().len()].into();
        Self { id, answers, others: serde_json::Map::new() }
    }

    /// The answer to a field of this row's table.
    #[must_use]
    pub fn answer(&self, field: FieldId) -> &Answer {
        &self.answers[field.field().column]
    }

    /// Answers a field of this row's table.
    pub fn set(&mut self, field: FieldId, answer: Answer) {
        Arc::make_mut(&mut self.answers)[field.field().column] = answer;
    }

    /// The value, or `None` where it is missing in any of the three ways.
    #[must_use]
    pub fn value<T: Fact>(&self, key: Key<T>) -> Option<T::Read<'_>> {
        let answer = &self.answers[key.column];
        T::read(answer.said.meaning().value()?, || answer.text())
    }

    /// Nothing has been said in it.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.answers.iter().all(Answer::is_empty) && self.others.is_empty()
    }
}

/// A row, by its place: valid as long as no row is added or removed.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct RowAt {
    /// The table.
    pub table: Table,
    /// The place in it, from 0.
    pub at: u32,
}

/// The rows of a table. Beside them stands, column by column, what their answers mean: who judges thousands of rows needs
/// little else, and takes as long as that takes to come from memory.
#[derive(Clone, Debug)]
pub struct Rows {
    rows: Vec<Row>,
    /// A column a field, a meaning a row. Each is shared with the copies of the table, until one of them changes.
    columns: Vec<Arc<Vec<Meaning>>>,
}

impl PartialEq for Rows {
    fn eq(&self, other: &Self) -> bool {
        // The columns follow from the rows.
        self.rows == other.rows
    }
}

impl Eq for Rows {}

impl Rows {
    fn of(table: Table, rows: Vec<Row>) -> Self {
        let column = |at: usize| Arc::new(rows.iter().map(|row| row.answers[at].said.meaning()).collect());
        Self { columns: (0..table.fields().len()).map(column).collect(), rows }
    }

    /// The row at this place.
    #[must_use]
    pub fn row(&self, at: usize) -> &Row {
        &self.rows[at]
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// What is meant by the answer of the row at this place to a field of this table.
    #[must_use]
    pub fn meaning<T>(&self, at: usize, key: Key<T>) -> Meaning {
        self.columns[key.column][at]
    }

    /// The value of the row at this place, or `None` where it is missing in any of the three ways.
    #[must_use]
    pub fn value<T: Fact>(&self, at: usize, key: Key<T>) -> Option<T::Read<'_>> {
        T::read(self.meaning(at, key).value()?, || self.rows[at].answers[key.column].text())
    }

    fn set(&mut self, at: usize, field: FieldId, answer: Answer) {
        Arc::make_mut(&mut self.columns[field.field().column])[at] = answer.said.meaning();
        self.rows[at].set(field, answer);
    }

    fn insert(&mut self, at: usize, row: Row) {
        for (column, answer) in self.columns.iter_mut().zip(&*row.answers) {
            Arc::make_mut(column).insert(at, answer.said.meaning());
        }
        self.rows.insert(at, row);
    }

    fn remove(&mut self, at: usize) {
        for column in &mut self.columns {
            Arc::make_mut(column).remove(at);
        }
        self.rows.remove(at);
    }
}

/// Everything that a customer has said.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Assessment {
    /// Each shared with the copies of the assessment, until one of them changes.
    tables: [Arc<Rows>; Table::ALL.len()],
}

impl Default for Assessment {
    /// Nothing said at all: the rows that are always there, empty.
    fn default() -> Self {
        Self {
            tables: Table::ALL.map(|table| {
                let fixed = table.fixed_rows().iter();
                Arc::new(Rows::of(table, fixed.map(|id| Row::empty(table, RowId(Arc::from(*id)))).collect()))
            }),
        }
    }
}

impl Assessment {
    /// Where a customer begins: nothing said but the working week, which most would say and few would find.
    #[must_use]
    pub fn begun() -> Self {
        use super::fields::{WORK_BEGINS, WORK_ENDS, WORKING_DAYS};
        let mut begun = Self::default();
        for (field, typed) in
            [(WORKING_DAYS.field, "mon tue wed thu fri"), (WORK_BEGINS.field, "08:00"), (WORK_ENDS.field, "18:00")]
        {
            begun.set(0, field, Answer::typed(field.field().kind, typed));
        }
        begun
    }

    /// The rows of a table, in order.
    #[must_use]
    pub fn rows(&self, table: Table) -> &[Row] {
        &self.table(table).rows
    }

    /// The rows of a table, with their columns.
    #[must_use]
    pub fn table(&self, table: Table) -> &Rows {
        &self.tables[table as usize]
    }

    fn table_mut(&mut self, table: Table) -> &mut Rows {
        Arc::make_mut(&mut self.tables[table as usize])
    }

    /// Answers a field in the row at this place of its table.
    pub fn set(&mut self, at: usize, field: FieldId, answer: Answer) {
        self.table_mut(field.field().table).set(at, field, answer);
    }

    /// Puts in a row at this place; what stands there and below moves down.
    pub fn insert(&mut self, table: Table, at: usize, row: Row) {
        self.table_mut(table).insert(at, row);
    }

    /// Takes out the row at this place.
    pub fn remove(&mut self, table: Table, at: usize) {
        self.table_mut(table).remove(at);
    }

    /// These are the rows now.
    pub fn set_rows(&mut self, table: Table, rows: Vec<Row>) {
        self.tables[table as usize] = Arc::new(Rows::of(table, rows));
    }

    /// The row of answers about the whole.
    #[must_use]
    pub fn whole(&self) -> &Row {
        &self.rows(Table::Assessment)[0]
    }

    /// The row at this place; [`RowAt`]s are only ever made for rows that are there.
    #[must_use]
    pub fn row(&self, row: RowAt) -> &Row {
        &self.rows(row.table)[row.at as usize]
    }

    /// Where the row of this name stands now.
    #[must_use]
    pub fn find(&self, table: Table, id: &RowId) -> Option<usize> {
        self.rows(table).iter().position(|row| row.id == *id)
    }

    /// Becomes what `now` is, and gives the fields to which another answer was given, wherever, each once; `None` where rows
    /// came, went or moved. Whoever follows a draft so, row by row, does not hold on to its tables: a copy that did would
    /// have the draft copy a table of thousands of rows with each answer.
    pub fn follow(&mut self, now: &Self) -> Option<Vec<FieldId>> {
        let mut changed = Some(Vec::new());
        for (table, (then, now)) in Table::ALL.into_iter().zip(self.tables.iter_mut().zip(&now.tables)) {
            // Most tables are the same ones.
            if Arc::ptr_eq(now, then) {
                continue;
            }
            if now.len() != then.len() || now.rows.iter().zip(&then.rows).any(|(now, then)| now.id != then.id) {
                then.clone_from(now);
                changed = None;
                continue;
            }
            let then = Arc::make_mut(then);
            for (at, now) in now.rows.iter().enumerate() {
                // Most rows are the same ones: nothing in them is looked at.
                if Arc::ptr_eq(&now.answers, &then.rows[at].answers) {
                    continue;
                }
                for field in table.fields() {
                    let said = &now.answer(field.id).said;
                    if *said != then.rows[at].answer(field.id).said {
                        Arc::make_mut(&mut then.columns[field.column])[at] = said.meaning();
                        if let Some(changed) = changed.as_mut().filter(|changed| !changed.contains(&field.id)) {
                            changed.push(field.id);
                        }
                    }
                }
                then.rows[at] = now.clone();
            }
        }
        changed
    }

    /// What the customer calls the row; `None` where it has no name yet, or its name is among the words (a fixed row).
    #[must_use]
    pub fn name(&self, row: RowAt) -> Option<&str> {
        let name = self.row(row).answer(row.table.name_field()?).text();
        (!name.is_empty() && name != Answer::UNKNOWN).then_some(name)
    }

    /// How many answers have been said, of all that could be.
    #[must_use]
    pub fn said(&self) -> usize {
        let rows = self.tables.iter().flat_map(|table| &table.rows);
        rows.flat_map(|row| row.answers.iter()).filter(|answer| answer.said != Said::Nothing).count()
    }
}

/// Every place at which an answer can stand in this assessment.
pub fn places(assessment: &Assessment) -> impl Iterator<Item = (RowAt, FieldId)> {
    FIELDS.iter().flat_map(|field| {
        let rows = assessment.rows(field.table).len();
        (0..rows).map(|at| (RowAt { table: field.table, at: u32::try_from(at).unwrap_or(u32::MAX) }, field.id))
    })
}
