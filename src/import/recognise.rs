//! A table with a header, read as rows of one of ours: what was understood, before anything changes.

use std::borrow::Cow;
use std::collections::HashMap;

use time::Date;

use super::block::{Block, Delimiter, Line};
use super::headers::{Aside, Column, columns, shown, spellings};
use super::json::{self, List};
use super::{Error, LONGEST_CELL, MAX_ROWS, Resolve, answer};
use crate::assessment::choices::plain_name;
use crate::assessment::fields::{END_DATE, OFFER};
use crate::assessment::values::{Value, iso};
use crate::assessment::{Answer, FieldId, Row, RowId, Said, Table};

/// How many lines may stand above the header: some exports begin with a title.
const TITLE_LINES: usize = 4;

/// What a block would do to a table. Every line with something in it is the header, taken or refused, and every entry of
/// a list is taken or refused.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Preview {
    /// What the text is made of.
    pub form: Form,
    /// Every column, used or not.
    pub columns: Vec<Column>,
    /// The lines that are taken, in order.
    pub rows: Vec<TakenRow>,
    /// The cells that are taken but cannot be read, by line and field: they stay as typed.
    pub unreadable: Vec<(usize, FieldId)>,
    /// The lines that are not taken.
    pub refused: Vec<(usize, Reason)>,
}

/// What a text is made of, and so what its places count.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Form {
    /// Lines of cells below a header.
    Lines {
        /// What parts the cells.
        delimiter: Delimiter,
        /// The header's line, from 1.
        header_line: usize,
    },
    /// Entries of a list.
    Entries {
        /// How many there are, as the list itself says.
        total: Option<u64>,
    },
}

/// A line that is taken, or an entry of a list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TakenRow {
    /// Its place in the text, from 1: a line, or an entry ([`Form`]).
    pub line: usize,
    /// The row of the same name, which it changes; `None` for a new row.
    pub existing: Option<RowId>,
    /// The answers it gives, without notes. Empty cells give none, and an existing row keeps its name as it is written.
    pub answers: Vec<(FieldId, Answer)>,
    /// Its end and its beginning, where it ends first. It is taken: whoever knows which of the two is wrong can mend it.
    pub ends_before_it_began: Option<(Date, Date)>,
}

/// Why a line is not taken, or an entry of a list.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Reason {
    /// It stands above the header.
    AboveHeader,
    /// It is the header once more.
    HeaderAgain,
    /// It says nothing in any column that is used.
    NothingUsed,
    /// It is a subscription without the name of its offer: nobody could tell what it is.
    NoOffer,
    /// It has more cells than the header: one of them was probably parted by a delimiter of its own.
    MoreCellsThanHeaders,
    /// A cell of it that is used is longer than [`LONGEST_CELL`].
    CellTooLong,
    /// Another line of the block has the same name.
    SameNameAsLine(usize),
    /// Several rows of the table have its name, so that nobody can tell which is meant.
    SeveralRowsOfThisName,
    /// The table's rows are fixed, and none has this name.
    NoSuchRow,
}

/// Reads `text` as rows of `table`, which has `rows` now: a table, or for subscriptions a list as JSON. `labels` says
/// how the page calls a field.
///
/// # Errors
///
/// There is nothing in it, no header, nothing below the header, or more than a table holds ([`MAX_ROWS`]).
pub fn preview(
    text: &str,
    table: Table,
    rows: &[Row],
    labels: &dyn Fn(FieldId) -> String,
    resolve: Resolve<'_>,
) -> Result<Preview, Error> {
    if table == Table::Subscriptions && json::is_meant(text) {
        let list = List::read(text)?;
        if list.entries.is_empty() {
            return Err(Error::NoEntries);
        }
        let names = list.names.iter().map(|name| Cow::Borrowed(name.as_str()));
        let Some((columns, _)) = columns(names, table, &spellings(table, labels)) else {
            return Err(Error::NoMembers { found: list.names.iter().map(|name| shown(name)).take(20).collect() });
        };
        let mut reader = Reader::new(table, rows, Form::Entries { total: list.total }, columns, list.entries.len())?;
        for (at, entry) in list.entries.into_iter().enumerate() {
            reader.take(at + 1, entry.into_iter().map(|(at, cell)| (at, Cow::Owned(cell))), resolve);
        }
        return reader.preview();
    }
    let block = Block::read(text);
    let header = header(block, table, labels)?;
    let below = || block.lines().filter(|line| line.number > header.line && !line.is_blank());
    let found = below().count();
    if found == 0 {
        return Err(Error::NoRows { header_line: header.line });
    }
    let form = Form::Lines { delimiter: block.delimiter, header_line: header.line };
    let mut reader = Reader::new(table, rows, form, header.columns, found)?;
    reader.preview.refused.extend(header.above.into_iter().map(|line| (line, Reason::AboveHeader)));
    for line in below() {
        reader.take(line.number, line.cells().enumerate(), resolve);
    }
    reader.preview()
}

/// The table whose rows `text` has: the one that knows most of its headers.
#[must_use]
pub fn table_of(text: &str, labels: &dyn Fn(FieldId) -> String) -> Option<Table> {
    if json::is_meant(text) {
        return Some(Table::Subscriptions);
    }
    let block = Block::read(text);
    let known = |table: Table| Some((header(block, table, labels).ok()?.recognised, table));
    // Of those that know as many, the first: an instance's name is the likeliest "Name".
    Table::ALL.into_iter().rev().filter_map(known).max_by_key(|(recognised, _)| *recognised).map(|(_, table)| table)
}

struct HeaderFound {
    line: usize,
    columns: Vec<Column>,
    recognised: usize,
    above: Vec<usize>,
}

/// Of the first lines, the one of which most columns are recognised.
fn header(block: Block<'_>, table: Table, labels: &dyn Fn(FieldId) -> String) -> Result<HeaderFound, Error> {
    let spellings = spellings(table, labels);
    let first: Vec<Line<'_>> = block.lines().filter(|line| !line.is_blank()).take(TITLE_LINES + 1).collect();
    let mut best: Option<HeaderFound> = None;
    for line in &first {
        if let Some((columns, recognised)) = columns(line.cells(), table, &spellings)
            && best.as_ref().is_none_or(|best| recognised > best.recognised)
        {
            let above = first.iter().map(|line| line.number).filter(|number| *number < line.number).collect();
            best = Some(HeaderFound { line: line.number, columns, recognised, above });
        }
    }
    best.ok_or_else(|| match first.first() {
        None => Error::Empty,
        Some(line) => Error::NoHeader {
            line: line.number,
            found: line.cells().map(|cell| shown(&cell)).filter(|cell| !cell.is_empty()).take(20).collect(),
            expected: table.fields().iter().map(|field| field.id).collect(),
        },
    })
}

/// What is remembered from entry to entry.
struct Reader<'a> {
    table: Table,
    rows: &'a [Row],
    /// The places of the existing rows, by what tells them apart.
    existing: HashMap<String, Vec<usize>>,
    /// The entries already taken, by what tells them apart: where the first of them stands, and how many they are.
    taken: HashMap<String, (usize, usize)>,
    /// Whether the day on which a subscription ends tells it apart from others of the same offer.
    by_end: bool,
    preview: Preview,
}

impl<'a> Reader<'a> {
    /// Counts the entries before any of them is read, so that megabytes of anything are refused at once.
    fn new(table: Table, rows: &'a [Row], form: Form, columns: Vec<Column>, found: usize) -> Result<Self, Error> {
        if found > MAX_ROWS {
            return Err(Error::TooManyRows { found, fit: MAX_ROWS.saturating_sub(rows.len()) });
        }
        let by_end = columns.iter().any(|column| column.field == Some(END_DATE.field));
        let preview =
            Preview { form, columns, rows: Vec::with_capacity(found), unreadable: Vec::new(), refused: Vec::new() };
        let mut reader = Self { table, rows, existing: HashMap::new(), taken: HashMap::new(), by_end, preview };
        for (at, row) in rows.iter().enumerate() {
            if let Some(key) = reader.key(|field| Some(row.answer(field))) {
                reader.existing.entry(key).or_default().push(at);
            }
        }
        Ok(reader)
    }

    fn take<'c>(&mut self, place: usize, cells: impl Iterator<Item = (usize, Cow<'c, str>)>, resolve: Resolve<'_>) {
        match self.read(place, cells, resolve) {
            Ok(row) => {
                let unreadable = row.answers.iter().filter(|(_, answer)| matches!(answer.said, Said::Unreadable(_)));
                self.preview.unreadable.extend(unreadable.map(|(field, _)| (place, *field)));
                self.preview.rows.push(row);
            }
            Err(reason) => self.preview.refused.push((place, reason)),
        }
    }

    fn preview(self) -> Result<Preview, Error> {
        let fit = MAX_ROWS.saturating_sub(self.rows.len());
        let new = self.preview.rows.iter().filter(|row| row.existing.is_none()).count();
        if new > fit { Err(Error::TooManyRows { found: new, fit }) } else { Ok(self.preview) }
    }

    fn read<'c>(
        &mut self,
        place: usize,
        cells: impl Iterator<Item = (usize, Cow<'c, str>)>,
        resolve: Resolve<'_>,
    ) -> Result<TakenRow, Reason> {
        let mut answers = Vec::<(FieldId, Answer)>::new();
        let (mut friendly_name, mut began) = (None, None);
        let mut header_again = true;
        for (at, cell) in cells {
            let cell = cell.trim();
            let Some(column) = self.preview.columns.get(at) else {
                if cell.is_empty() {
                    continue;
                }
                return Err(Reason::MoreCellsThanHeaders);
            };
            if cell.is_empty() || (column.field.is_none() && column.aside.is_none()) {
                continue;
            }
            if cell.len() > LONGEST_CELL {
                return Err(Reason::CellTooLong);
            }
            match (column.field, column.aside) {
                (Some(field), _) => {
                    header_again &= cell == column.header;
                    let answer = match column.unit {
                        Some(unit) => answer(field, &unit.of(cell), resolve),
                        None => answer(field, cell, resolve),
                    };
                    answers.push((field, answer));
                }
                (None, Some(Aside::FriendlyName)) => friendly_name = Some(answer(OFFER.field, cell, resolve)),
                (None, Some(Aside::Began)) => began = day(&answer(END_DATE.field, cell, resolve)),
                (None, None) => {}
            }
        }
        if answers.is_empty() {
            return Err(Reason::NothingUsed);
        }
        if header_again {
            return Err(Reason::HeaderAgain);
        }
        let given = |answers: &[(FieldId, Answer)], field| {
            answers.iter().find(|(own, _)| *own == field).map(|(_, answer)| answer.clone())
        };
        if self.table == Table::Subscriptions && given(&answers, OFFER.field).is_none() {
            answers.push((OFFER.field, friendly_name.ok_or(Reason::NoOffer)?));
        }
        let end = given(&answers, END_DATE.field).as_ref().and_then(day);
        let existing = self.existing(place, &answers)?;
        if existing.is_some() {
            answers.retain(|(field, _)| Some(*field) != self.table.name_field());
        }
        let ends_before_it_began = end.zip(began).filter(|(end, began)| end < began);
        Ok(TakenRow { line: place, existing, answers, ends_before_it_began })
    }

    /// The row that an entry changes, if there is one.
    fn existing(&mut self, place: usize, answers: &[(FieldId, Answer)]) -> Result<Option<RowId>, Reason> {
        let key = self.key(|field| answers.iter().find(|(own, _)| *own == field).map(|(_, answer)| answer));
        let existing = key.as_ref().and_then(|key| self.existing.get(key)).map_or(&[][..], Vec::as_slice);
        let (first, before) = key.as_ref().and_then(|key| self.taken.get(key)).copied().unwrap_or((place, 0));
        let at = if self.table == Table::Subscriptions {
            if existing.len() > 1 && !self.by_end {
                return Err(Reason::SeveralRowsOfThisName);
            }
            // Those that nothing tells apart are taken in their order.
            existing.get(before)
        } else if before > 0 {
            return Err(Reason::SameNameAsLine(first));
        } else if existing.len() > 1 {
            return Err(Reason::SeveralRowsOfThisName);
        } else {
            existing.first()
        };
        let row = at.map(|at| self.rows[*at].id.clone());
        if row.is_none() && !self.table.grows() {
            return Err(Reason::NoSuchRow);
        }
        self.taken.extend(key.map(|key| (key, (first, before + 1))));
        Ok(row)
    }

    /// What tells rows apart: the name, as names are compared. A customer may have several subscriptions of one offer:
    /// there it is the name and the day of the end, where the text has such days. `None` where there is no name.
    fn key<'b>(&self, answer: impl Fn(FieldId) -> Option<&'b Answer>) -> Option<String> {
        let mut key = answer(self.table.name_field()?).and_then(name)?;
        if self.table == Table::Subscriptions && self.by_end {
            let end = answer(END_DATE.field);
            // A line end is in no name.
            key.push('\n');
            match end.and_then(day) {
                Some(day) => key.push_str(&iso(day)),
                None => key.push_str(&plain_name(end.map_or("", Answer::as_typed))),
            }
        }
        Some(key)
    }
}

/// The name that an answer gives, as names are compared; `None` where it gives none.
fn name(answer: &Answer) -> Option<String> {
    match answer.said {
        Said::Nothing | Said::Unknown => None,
        Said::Given(_) | Said::Unreadable(_) => Some(plain_name(answer.as_typed())),
    }
}

/// The day that an answer gives.
fn day(answer: &Answer) -> Option<Date> {
    match &answer.said {
        Said::Given(given) => match given.value {
            Value::Day(day) => Some(day),
            _ => None,
        },
        _ => None,
    }
}
