//! A table with a header, read as rows of one of ours: what was understood, before anything changes.

use std::collections::HashMap;

use super::block::{Block, Delimiter, Line};
use super::headers::{Column, columns, shown, spellings};
use super::{Error, LONGEST_CELL, MAX_ROWS, Resolve, answer};
use crate::assessment::choices::plain_name;
use crate::assessment::{Answer, FieldId, Row, RowId, Said, Table};

/// How many lines may stand above the header: some exports begin with a title.
const TITLE_LINES: usize = 4;

/// What a block would do to a table. Every line with something in it is the header, taken or refused.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Preview {
    /// What parts its cells.
    pub delimiter: Delimiter,
    /// The header's line, from 1.
    pub header_line: usize,
    /// Every column, used or not.
    pub columns: Vec<Column>,
    /// The lines that are taken, in order.
    pub rows: Vec<TakenRow>,
    /// The cells that are taken but cannot be read, by line and field: they stay as typed.
    pub unreadable: Vec<(usize, FieldId)>,
    /// The lines that are not taken.
    pub refused: Vec<(usize, Reason)>,
}

/// A line that is taken.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TakenRow {
    /// Its place in the text, from 1.
    pub line: usize,
    /// The row of the same name, which it changes; `None` for a new row.
    pub existing: Option<RowId>,
    /// The answers it gives, without notes. Empty cells give none, and an existing row keeps its name as it is written.
    pub answers: Vec<(FieldId, Answer)>,
}

/// Why a line is not taken.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Reason {
    /// It stands above the header.
    AboveHeader,
    /// It is the header once more.
    HeaderAgain,
    /// It says nothing in any column that is used.
    NothingUsed,
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

/// Reads `text` as rows of `table`, which has `rows` now. `labels` says how the page calls a field.
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
    let block = Block::read(text);
    let header = header(block, table, labels)?;
    let below = || block.lines().filter(|line| line.number > header.line && !line.is_blank());
    let found = below().count();
    let fit = MAX_ROWS.saturating_sub(rows.len());
    if found == 0 {
        return Err(Error::NoRows { header_line: header.line });
    }
    // Counted before any of them is read, so that megabytes of anything are refused at once.
    if found > MAX_ROWS {
        return Err(Error::TooManyRows { found, fit });
    }
    let mut reader = Reader::new(table, rows);
    let mut preview = Preview {
        delimiter: block.delimiter,
        header_line: header.line,
        columns: header.columns,
        rows: Vec::with_capacity(found),
        unreadable: Vec::new(),
        refused: header.above.into_iter().map(|line| (line, Reason::AboveHeader)).collect(),
    };
    for line in below() {
        match reader.read(line, &preview.columns, resolve) {
            Ok(row) => {
                let unreadable = row.answers.iter().filter(|(_, answer)| matches!(answer.said, Said::Unreadable(_)));
                preview.unreadable.extend(unreadable.map(|(field, _)| (line.number, *field)));
                preview.rows.push(row);
            }
            Err(reason) => preview.refused.push((line.number, reason)),
        }
    }
    let new = preview.rows.iter().filter(|row| row.existing.is_none()).count();
    if new > fit { Err(Error::TooManyRows { found: new, fit }) } else { Ok(preview) }
}

struct HeaderFound {
    line: usize,
    columns: Vec<Column>,
    above: Vec<usize>,
}

/// Of the first lines, the one of which most columns are recognised.
fn header(block: Block<'_>, table: Table, labels: &dyn Fn(FieldId) -> String) -> Result<HeaderFound, Error> {
    let spellings = spellings(table, labels);
    let first: Vec<Line<'_>> = block.lines().filter(|line| !line.is_blank()).take(TITLE_LINES + 1).collect();
    let mut best: Option<(HeaderFound, usize)> = None;
    for line in &first {
        if let Some((columns, recognised)) = columns(line.cells(), table, &spellings)
            && best.as_ref().is_none_or(|(_, most)| recognised > *most)
        {
            let above = first.iter().map(|line| line.number).filter(|number| *number < line.number).collect();
            best = Some((HeaderFound { line: line.number, columns, above }, recognised));
        }
    }
    best.map(|(header, _)| header).ok_or_else(|| match first.first() {
        None => Error::Empty,
        Some(line) => Error::NoHeader {
            line: line.number,
            found: line.cells().map(|cell| shown(&cell)).filter(|cell| !cell.is_empty()).take(20).collect(),
            expected: table.fields().iter().map(|field| field.id).collect(),
        },
    })
}

/// Stands for the place of rows whose name says too little.
const SEVERAL: usize = usize::MAX;

/// What must be remembered from line to line.
struct Reader<'a> {
    table: Table,
    rows: &'a [Row],
    /// The places of the existing rows by name; [`SEVERAL`] where several have it.
    existing: HashMap<String, usize>,
    /// The lines already taken, by name.
    taken: HashMap<String, usize>,
}

impl<'a> Reader<'a> {
    fn new(table: Table, rows: &'a [Row]) -> Self {
        let mut existing = HashMap::new();
        for (at, row) in rows.iter().enumerate() {
            if let Some(name) = table.name_field().and_then(|field| name(row.answer(field))) {
                existing.entry(name).and_modify(|at| *at = SEVERAL).or_insert(at);
            }
        }
        Self { table, rows, existing, taken: HashMap::new() }
    }

    fn read(&mut self, line: Line<'_>, columns: &[Column], resolve: Resolve<'_>) -> Result<TakenRow, Reason> {
        let mut answers = Vec::new();
        let mut header_again = true;
        for (at, cell) in line.cells().enumerate() {
            let cell = cell.trim();
            let Some(column) = columns.get(at) else {
                if cell.is_empty() {
                    continue;
                }
                return Err(Reason::MoreCellsThanHeaders);
            };
            if let Some(field) = column.field.filter(|_| !cell.is_empty()) {
                if cell.len() > LONGEST_CELL {
                    return Err(Reason::CellTooLong);
                }
                header_again &= cell == column.header;
                let answer = match column.unit {
                    Some(unit) => answer(field, &unit.of(cell), resolve),
                    None => answer(field, cell, resolve),
                };
                answers.push((field, answer));
            }
        }
        if answers.is_empty() {
            return Err(Reason::NothingUsed);
        }
        if header_again {
            return Err(Reason::HeaderAgain);
        }
        let name_field = self.table.name_field();
        let given = answers.iter().find(|(field, _)| Some(*field) == name_field).and_then(|(_, given)| name(given));
        if let Some(other) = given.as_ref().and_then(|name| self.taken.get(name)) {
            return Err(Reason::SameNameAsLine(*other));
        }
        let existing = match given.as_ref().and_then(|name| self.existing.get(name)) {
            Some(&SEVERAL) => return Err(Reason::SeveralRowsOfThisName),
            Some(at) => Some(self.rows[*at].id.clone()),
            None if !self.table.grows() => return Err(Reason::NoSuchRow),
            None => None,
        };
        if existing.is_some() {
            answers.retain(|(field, _)| Some(*field) != name_field);
        }
        self.taken.extend(given.map(|name| (name, line.number)));
        Ok(TakenRow { line: line.number, existing, answers })
    }
}

/// The name that an answer gives, as names are compared; `None` where it gives none.
fn name(answer: &Answer) -> Option<String> {
    match answer.said {
        Said::Nothing | Said::Unknown => None,
        Said::Given(_) | Said::Unreadable(_) => Some(plain_name(answer.as_typed())),
    }
}
