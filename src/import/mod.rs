//! Tables and lists that administrators have, as rows of answers: text in, a value out that shows what was understood. Nothing
//! here changes an assessment; whoever applies the value keeps the notes that stand on the answers it replaces.
//!
//! - [`mod@text`]: a file's bytes as text.
//! - [`block`]: text as lines of cells.
//! - [`headers`]: which header means which field.
//! - [`json`]: a list that a program handed out, as such a table.
//! - [`recognise`]: a table with a header, read as rows of one of ours.
//! - [`mod@place`]: a block without a header, laid into a grid where the reader stands.
//!
//! A paste tries [`preview`] first, and [`place()`] where that finds no header.

pub mod block;
pub mod headers;
pub mod json;
pub mod place;
pub mod recognise;
pub mod text;

use crate::assessment::values::{Kind, day_in_utc, iso, parse_iso_day};
use crate::assessment::{Answer, FieldId, Table};

pub use block::{Block, Delimiter, Line};
pub use headers::{Column, Unit};
pub use place::{Grid, LeftOver, Placed, Placement, RowPlace, place};
pub use recognise::{Counts, Form, Preview, Reason, TakenRow, preview, table_of};
pub use text::decode;

/// The most rows that a table holds. A tenant has a few hundred instances at most; beyond this, somebody has pasted
/// something else, and a draft of that size would no longer fit where drafts are kept.
pub const MAX_ROWS: usize = 10_000;

/// The longest answer that is taken, in characters: what a spreadsheet's cell can hold. Longer ones come from a quote that
/// closes a file later, and would only fill the draft's store.
pub const LONGEST_CELL: usize = 32_767;

/// Whether a text is longer than [`LONGEST_CELL`].
#[must_use]
pub fn is_too_long(text: &str) -> bool {
    text.len() > LONGEST_CELL && text.chars().nth(LONGEST_CELL).is_some()
}

/// Why nothing of a block can be taken.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Error {
    /// There is nothing in it but spaces.
    Empty,
    /// None of the first lines is a header of this table.
    NoHeader {
        /// The first line with something in it, from 1.
        line: usize,
        /// Its first cells.
        found: Vec<String>,
        /// The fields whose headers were looked for: the table's name field, or any two, would have done.
        expected: Vec<FieldId>,
    },
    /// There is a header and nothing below it.
    NoRows {
        /// The header's line, from 1.
        header_line: usize,
    },
    /// A file is no text.
    NotText {
        /// The line of the first character that is none, from 1.
        line: usize,
        /// Its place in the line, from 1.
        column: usize,
    },
    /// A file is an Excel workbook.
    Workbook,
    /// It is something else, and belongs elsewhere.
    Stray {
        /// What it is.
        what: Stray,
        /// The table whose rows were expected.
        here: Table,
    },
    /// A text that begins like JSON is none.
    NotJson {
        /// The line in which it stops being JSON, from 1.
        line: usize,
        /// The place in the line, from 1.
        column: usize,
    },
    /// The entries of a JSON list say nothing that this table asks.
    NoMembers {
        /// The first names in them.
        found: Vec<String>,
        /// The fields whose names were looked for.
        expected: Vec<FieldId>,
    },
    /// A JSON list has no entries.
    NoEntries,
    /// The table would have more than [`MAX_ROWS`] rows.
    TooManyRows {
        /// The rows in the block.
        found: usize,
        /// How many more the table can hold.
        fit: usize,
    },
}

/// What a text is that was handed in at a wrong place.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Stray {
    /// A draft of ours.
    Draft,
    /// A list of all users of a tenant.
    Users,
    /// A user mapping file.
    UserMapping,
    /// Rows of another table.
    Rows(Table),
}

/// Turns local text, such as `2026-12-12 20:00`, into the same with its offset from UTC; `None` where it cannot. Only
/// the browser knows time zones, so it is handed in.
pub type Resolve<'a> = &'a dyn Fn(&str) -> Option<String>;

/// The answer that a cell gives to a field.
pub(crate) fn answer(field: FieldId, cell: &str, resolve: Resolve<'_>) -> Answer {
    let kind = field.field().kind;
    let meant = match kind {
        Kind::Moment if cell != Answer::UNKNOWN && kind.parse(cell).is_none() => resolve(cell),
        Kind::DayOrNever | Kind::DayOrNotYet => day(kind, cell),
        _ => None,
    };
    Answer::typed(kind, meant.as_deref().unwrap_or(cell))
}

/// The day that a program means by a date or a timestamp; `None` where it is neither.
///
/// The day is UTC's, as Partner Center reckons: the same file gives the same days wherever it is read. Its last year
/// says that there is no end.
fn day(kind: Kind, cell: &str) -> Option<String> {
    const NEVER: &str = "9999-";
    if matches!(kind, Kind::DayOrNever) && cell.starts_with(NEVER) && cell.get(..10).is_some_and(is_day) {
        return Some("never".to_owned());
    }
    day_in_utc(cell).map(iso)
}

fn is_day(text: &str) -> bool {
    parse_iso_day(text).is_some()
}
