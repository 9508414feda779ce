//! A table with a header, read as rows of one of ours: what was understood, before anything changes.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use time::Date;

use super::block::{Block, Delimiter};
use super::headers::{Aside, Column, Headers, shown, spellings};
use super::json::{self, List};
use super::{Error, MAX_ROWS, Resolve, Stray, answer, is_too_long};
use crate::assessment::choices::plain_name;
use crate::assessment::fields::{END_DATE, IS_RETIRED, OFFER, RENEWAL, STATUS, SUBSCRIPTION_ID};
use crate::assessment::offers::Offer;
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
    /// The row that it is about; `None` for a new row.
    pub existing: Option<RowId>,
    /// The answers it gives, without notes. Empty cells give none. Of an existing row only what changes: it keeps its name,
    /// and what it says already in whatever way.
    pub answers: Vec<(FieldId, Answer)>,
    /// It is a new row whose name is not that of the offer, but what the customer calls it: whether it is a retired one is
    /// to be found out.
    pub is_name_in_question: bool,
    /// Its end and its beginning, where it ends first. It is taken: whoever knows which of the two is wrong can mend it.
    pub ends_before_it_began: Option<(Date, Date)>,
}

/// What the lines that are taken would do, by their number.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Counts {
    /// Rows that are added.
    pub new: usize,
    /// Rows that change.
    pub changed: usize,
    /// Rows that say all of it already.
    pub unchanged: usize,
}

impl Preview {
    /// What the lines that are taken would do.
    #[must_use]
    pub fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        for row in &self.rows {
            *match (&row.existing, &row.answers[..]) {
                (None, _) => &mut counts.new,
                (Some(_), []) => &mut counts.unchanged,
                (Some(_), _) => &mut counts.changed,
            } += 1;
        }
        counts
    }
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
    /// A cell of it that is used is longer than [`super::LONGEST_CELL`].
    CellTooLong,
    /// Another line or entry, at this place, has the same name.
    SameNameAs(usize),
    /// Another line or entry, at this place, has the same ID.
    SameIdAs(usize),
    /// More rows of the table than lines of the text could be meant, and nothing tells which.
    SeveralRowsOfThisName,
    /// The table's rows are fixed, and none has this name.
    NoSuchRow,
}

/// Reads `text` as rows of `table`, which has `rows` now: a table, or a list as JSON. `labels` says how the page calls a
/// field.
///
/// # Errors
///
/// There is nothing in it, no header, nothing below the header, more than a table holds ([`MAX_ROWS`]); or it is something
/// else.
pub fn preview(
    text: &str,
    table: Table,
    rows: &[Row],
    labels: &dyn Fn(FieldId) -> String,
    resolve: Resolve<'_>,
) -> Result<Preview, Error> {
    let source = Source::read(text)?;
    let header = source.header(table, labels);
    let known = header.as_ref().map_or(0, |header| header.recognised);
    if let Some(what) = source.stray(table, known, labels) {
        return Err(Error::Stray { what, here: table });
    }
    match source.body {
        Body::Entries(list) if list.entries.is_empty() => Err(Error::NoEntries),
        Body::Entries(list) => {
            let form = Form::Entries { total: list.total };
            let mut reader = Reader::new(table, rows, form, header?.columns, list.entries.len())?;
            for (at, entry) in list.entries.into_iter().enumerate() {
                reader.take(at + 1, entry.into_iter().map(|(at, cell)| (at, Cow::Owned(cell))), resolve);
            }
            reader.preview()
        }
        Body::Lines(block) => {
            let header = header?;
            let below = || block.lines().filter(|line| line.number > header.line && !line.is_blank());
            let found = below().count();
            if found == 0 {
                return Err(Error::NoRows { header_line: header.line });
            }
            let form = Form::Lines { delimiter: block.delimiter, header_line: header.line };
            let mut reader = Reader::new(table, rows, form, header.columns, found)?;
            let above = source.first.iter().map(|(number, _)| *number).filter(|number| *number < header.line);
            reader.entries.extend(above.map(|number| (number, Err(Reason::AboveHeader))));
            for line in below() {
                reader.take(line.number, line.cells().enumerate(), resolve);
            }
            reader.preview()
        }
    }
}

/// The table whose rows `text` has: the one that knows most of its headers. A list of which none knows a name is one of
/// subscriptions, since these are handed out so.
#[must_use]
pub fn table_of(text: &str, labels: &dyn Fn(FieldId) -> String) -> Option<Table> {
    let source = Source::read(text).ok();
    let known = source.as_ref().and_then(|source| Some(source.best(labels)?.1));
    known.or_else(|| json::is_meant(text).then_some(Table::Subscriptions))
}

/// A text, as far as it can be read before it is known what it is about.
struct Source<'a> {
    /// The lines among which the header may be, by their numbers; the names in a list.
    first: Vec<(usize, Headers<'a>)>,
    body: Body<'a>,
}

enum Body<'a> {
    Lines(Block<'a>),
    Entries(List),
}

struct HeaderFound {
    line: usize,
    columns: Vec<Column>,
    recognised: usize,
}

impl<'a> Source<'a> {
    fn read(text: &'a str) -> Result<Self, Error> {
        if json::is_meant(text) {
            let list = List::read(text)?;
            let names = Headers::read(list.names.iter().cloned().map(Cow::Owned));
            return Ok(Self { first: vec![(0, names)], body: Body::Entries(list) });
        }
        let block = Block::read(text);
        let first = block.lines().filter(|line| !line.is_blank()).take(TITLE_LINES + 1);
        let first = first.map(|line| (line.number, Headers::read(line.cells()))).collect();
        Ok(Self { first, body: Body::Lines(block) })
    }

    /// Of the first lines, the one of which most columns are recognised.
    fn header(&self, table: Table, labels: &dyn Fn(FieldId) -> String) -> Result<HeaderFound, Error> {
        let spellings = spellings(table, labels);
        let enough = match &self.body {
            // A line may have a header's word by chance.
            Body::Lines(_) => 2,
            // A name of a list's entries is one for certain. Entries without any say nothing, one by one.
            Body::Entries(list) => usize::from(!list.names.is_empty()),
        };
        let mut best: Option<HeaderFound> = None;
        for (line, headers) in &self.first {
            if let Some((columns, recognised)) = headers.columns(table, &spellings, enough)
                && best.as_ref().is_none_or(|best| recognised > best.recognised)
            {
                best = Some(HeaderFound { line: *line, columns, recognised });
            }
        }
        best.ok_or_else(|| {
            let Some((line, headers)) = self.first.first() else { return Error::Empty };
            let cells = headers.cells.iter().map(|cell| shown(cell)).filter(|cell| !cell.is_empty());
            let (line, found) = (*line, cells.take(20).collect());
            let expected = table.fields().iter().map(|field| field.id).collect();
            match self.body {
                Body::Lines(_) => Error::NoHeader { line, found, expected },
                Body::Entries(_) => Error::NoMembers { found, expected },
            }
        })
    }

    /// The table that knows most of its headers, and how many.
    fn best(&self, labels: &dyn Fn(FieldId) -> String) -> Option<(usize, Table)> {
        let known = |table: Table| {
            let recognised = self.header(table, labels).ok()?.recognised;
            (recognised > 0 && table.name_field().is_some()).then_some((recognised, table))
        };
        // Of those that know as many, the first: an instance's name is the likeliest "Name".
        Table::ALL.into_iter().rev().filter_map(known).max_by_key(|(recognised, _)| *recognised)
    }

    /// What it is, where it is clearly not what `table` has, which knows so many of its headers.
    fn stray(&self, table: Table, known: usize, labels: &dyn Fn(FieldId) -> String) -> Option<Stray> {
        /// Fewer headers may be another table's by chance.
        const CLEARLY: usize = 3;
        let first = || self.first.iter().map(|(_, headers)| headers);
        if matches!(&self.body, Body::Entries(list) if list.is_draft) {
            return Some(Stray::Draft);
        }
        if first().any(Headers::are_of_users) {
            return Some(Stray::Users);
        }
        // It may have no header.
        if first().next()?.are_of_a_mapping() || first().all(Headers::are_addresses) {
            return Some(Stray::UserMapping);
        }
        if known > 1 || !first().any(|headers| headers.cells.len() >= CLEARLY) {
            return None;
        }
        let (known, other) = self.best(labels)?;
        (known >= CLEARLY && other != table).then_some(Stray::Rows(other))
    }
}

/// What an entry says, before it is known which row it is about.
struct Entry {
    answers: Vec<(FieldId, Answer)>,
    /// Its name is not that of the offer, but what the customer calls it.
    is_friendly_name: bool,
    ends_before_it_began: Option<(Date, Date)>,
}

impl Entry {
    fn answer(&self, field: FieldId) -> Option<&Answer> {
        self.answers.iter().find(|(own, _)| *own == field).map(|(_, answer)| answer)
    }

    /// Whether the name by which it goes may be another than that of its offer, so that nothing follows from it.
    fn is_name_in_question(&self) -> bool {
        let is_a_retired_one = |offer: &Answer| {
            let Said::Given(given) = &offer.said else { return false };
            matches!(given.value, Value::Offer(Offer::Retired(_)))
        };
        self.is_friendly_name
            && self.answer(IS_RETIRED.field).is_none()
            && !self.answer(OFFER.field).is_some_and(is_a_retired_one)
    }
}

/// The place of the row that an entry is about; `None` for a new row.
type Found = Result<Option<usize>, Reason>;

struct Reader<'a> {
    table: Table,
    rows: &'a [Row],
    form: Form,
    columns: Vec<Column>,
    /// The entries by their places, in order.
    entries: Vec<(usize, Result<Entry, Reason>)>,
}

impl<'a> Reader<'a> {
    /// Counts the entries before any of them is read, so that megabytes of anything are refused at once.
    fn new(table: Table, rows: &'a [Row], form: Form, columns: Vec<Column>, found: usize) -> Result<Self, Error> {
        if found > MAX_ROWS {
            return Err(Error::TooManyRows { found, fit: MAX_ROWS.saturating_sub(rows.len()) });
        }
        Ok(Self { table, rows, form, columns, entries: Vec::with_capacity(found) })
    }

    fn take<'c>(&mut self, place: usize, cells: impl Iterator<Item = (usize, Cow<'c, str>)>, resolve: Resolve<'_>) {
        let entry = self.read(cells, resolve);
        self.entries.push((place, entry));
    }

    fn read<'c>(
        &self,
        cells: impl Iterator<Item = (usize, Cow<'c, str>)>,
        resolve: Resolve<'_>,
    ) -> Result<Entry, Reason> {
        let mut answers = Vec::<(FieldId, Answer)>::new();
        let (mut friendly_name, mut began, mut shown_end) = (None, None, None);
        let mut header_again = true;
        for (at, cell) in cells {
            let cell = cell.trim();
            let Some(column) = self.columns.get(at) else {
                if cell.is_empty() {
                    continue;
                }
                return Err(Reason::MoreCellsThanHeaders);
            };
            if cell.is_empty() || (column.field.is_none() && column.aside.is_none()) {
                continue;
            }
            if is_too_long(cell) {
                return Err(Reason::CellTooLong);
            }
            match (column.field, column.aside) {
                (Some(field), _) => {
                    header_again &= cell == column.header;
                    if let Some(shown) = end_shown(cell).filter(|_| field == STATUS.field) {
                        shown_end = Some(shown.map(|(field, said)| (field, answer(field, said, resolve))));
                        continue;
                    }
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
        for (field, answer) in shown_end.into_iter().flatten() {
            // A column of its own says it better.
            if answers.iter().all(|(other, _)| *other != field) {
                answers.push((field, answer));
            }
        }
        if answers.is_empty() {
            return Err(Reason::NothingUsed);
        }
        if header_again {
            return Err(Reason::HeaderAgain);
        }
        let mut entry = Entry { answers, is_friendly_name: false, ends_before_it_began: None };
        if self.table == Table::Subscriptions && entry.answer(OFFER.field).is_none() {
            entry.answers.push((OFFER.field, friendly_name.ok_or(Reason::NoOffer)?));
            entry.is_friendly_name = true;
        }
        let end = entry.answer(END_DATE.field).and_then(day);
        entry.ends_before_it_began = end.zip(began).filter(|(end, began)| end < began);
        Ok(entry)
    }

    fn preview(self) -> Result<Preview, Error> {
        let found = if self.table == Table::Subscriptions { self.by_id_and_name() } else { self.by_name() };
        let Self { table, rows, form, columns, entries } = self;
        let mut preview =
            Preview { form, columns, rows: Vec::with_capacity(entries.len()), unreadable: vec![], refused: vec![] };
        for ((line, entry), found) in entries.into_iter().zip(found) {
            let (entry, at) = match entry.and_then(|entry| Ok((entry, found?))) {
                Ok(taken) => taken,
                Err(reason) => {
                    preview.refused.push((line, reason));
                    continue;
                }
            };
            let row = at.map(|at| &rows[at]);
            let is_name_in_question = row.is_none() && entry.is_name_in_question();
            let Entry { mut answers, ends_before_it_began, .. } = entry;
            if is_name_in_question {
                answers.push((IS_RETIRED.field, Answer::unknown()));
            }
            if let Some(row) = row {
                let is_name = |field| Some(field) == table.name_field();
                answers.retain(|(field, answer)| !is_name(*field) && !says_the_same(answer, row.answer(*field)));
            }
            let unreadable = answers.iter().filter(|(_, answer)| matches!(answer.said, Said::Unreadable(_)));
            preview.unreadable.extend(unreadable.map(|(field, _)| (line, *field)));
            let existing = row.map(|row| row.id.clone());
            preview.rows.push(TakenRow { line, existing, answers, is_name_in_question, ends_before_it_began });
        }
        let (fit, new) = (MAX_ROWS.saturating_sub(rows.len()), preview.counts().new);
        if new > fit { Err(Error::TooManyRows { found: new, fit }) } else { Ok(preview) }
    }

    /// Each row goes by its name, and each name comes once.
    fn by_name(&self) -> Vec<Found> {
        let name_of = |answer: Option<&Answer>| answer.and_then(name);
        let name_field = self.table.name_field();
        let mut named = HashMap::<String, Vec<usize>>::new();
        for (at, row) in self.rows.iter().enumerate() {
            if let Some(name) = name_of(name_field.map(|field| row.answer(field))) {
                named.entry(name).or_default().push(at);
            }
        }
        let mut taken = HashMap::<String, usize>::new();
        let find = |(line, entry): &(usize, Result<Entry, Reason>)| {
            let Ok(entry) = entry else { return Ok(None) };
            let name = name_of(name_field.and_then(|field| entry.answer(field)));
            let rows = name.as_ref().and_then(|name| named.get(name)).map_or(&[][..], Vec::as_slice);
            if let Some(first) = name.as_ref().and_then(|name| taken.get(name)) {
                return Err(Reason::SameNameAs(*first));
            }
            if rows.len() > 1 {
                return Err(Reason::SeveralRowsOfThisName);
            }
            if rows.is_empty() && !self.table.grows() {
                return Err(Reason::NoSuchRow);
            }
            taken.extend(name.map(|name| (name, *line)));
            Ok(rows.first().copied())
        };
        self.entries.iter().map(find).collect()
    }

    /// A customer may have several subscriptions of one offer, alike in all but their IDs. By its ID each is found again.
    /// One without is found by its name and, where the text has such days, by its end; several that nothing tells apart
    /// are taken in their order. No row is found twice, so that none is written over by another's.
    fn by_id_and_name(&self) -> Vec<Found> {
        let ids = self.rows.iter().map(|row| name(row.answer(SUBSCRIPTION_ID.field)));
        let ids: Vec<Option<String>> = ids.collect();
        let own: HashMap<&str, usize> =
            ids.iter().enumerate().rev().filter_map(|(at, id)| Some((id.as_deref()?, at))).collect();
        let by_end = self.columns.iter().any(|column| column.field == Some(END_DATE.field));
        let mut found: Vec<Option<Found>> = vec![None; self.entries.len()];
        let (mut first, mut gone) = (HashMap::new(), HashSet::new());
        let mut others = [Vec::new(), Vec::new()];
        for (at, (line, entry)) in self.entries.iter().enumerate() {
            let Ok(entry) = entry else { continue };
            let Some(id) = entry.answer(SUBSCRIPTION_ID.field).and_then(name) else {
                others[1].push((at, entry));
                continue;
            };
            let row = own.get(id.as_str()).copied();
            let before = *first.entry(id).or_insert(*line);
            if before != *line {
                found[at] = Some(Err(Reason::SameIdAs(before)));
            } else if row.is_some() {
                found[at] = Some(Ok(row));
                gone.extend(row);
            } else {
                others[0].push((at, entry));
            }
        }
        // First those with an ID that no row has: they may be rows that were typed without one, and no others.
        for (with_ids, entries) in [true, false].into_iter().zip(others) {
            let mut rows = HashMap::<String, Vec<usize>>::new();
            let free = |at: &usize| !gone.contains(at) && (!with_ids || ids[*at].is_none());
            for at in (0..self.rows.len()).filter(free) {
                if let Some(key) = key(by_end, |field| Some(self.rows[at].answer(field))) {
                    rows.entry(key).or_default().push(at);
                }
            }
            let keys = entries.iter().map(|(_, entry)| key(by_end, |field| entry.answer(field)));
            let keys: Vec<Option<String>> = keys.collect();
            let mut like = HashMap::<&str, (usize, usize)>::new();
            keys.iter().flatten().for_each(|key| like.entry(key).or_default().1 += 1);
            for ((at, _), key) in entries.iter().zip(&keys) {
                let rows = key.as_ref().and_then(|key| rows.get(key)).map_or(&[][..], Vec::as_slice);
                let (nth, all) =
                    key.as_ref().and_then(|key| like.get_mut(key.as_str())).map_or((0, 1), |(nth, all)| {
                        *nth += 1;
                        (*nth - 1, *all)
                    });
                found[*at] = Some(if rows.len() > 1 && (!by_end || rows.len() > all) {
                    Err(Reason::SeveralRowsOfThisName)
                } else {
                    gone.extend(rows.get(nth));
                    Ok(rows.get(nth).copied())
                });
            }
        }
        found.into_iter().map(|found| found.unwrap_or(Ok(None))).collect()
    }
}

/// The name of a subscription's offer, as names are compared, and the day of its end; `None` where it has no name.
fn key<'b>(by_end: bool, answer: impl Fn(FieldId) -> Option<&'b Answer>) -> Option<String> {
    let mut key = answer(OFFER.field).and_then(name)?;
    if by_end {
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

/// What a subscription's page shows for its status: whether it renews, and the day of its end.
fn end_shown(status: &str) -> Option<[(FieldId, &str); 2]> {
    [("expires on ", "expires"), ("auto renews on ", "auto renews")].into_iter().find_map(|(shown, renewal)| {
        let (words, day) = status.split_at_checked(shown.len())?;
        words.eq_ignore_ascii_case(shown).then_some([(RENEWAL.field, renewal), (END_DATE.field, day.trim())])
    })
}

/// Whether an answer says what another says, however each is written.
fn says_the_same(answer: &Answer, other: &Answer) -> bool {
    match (&answer.said, &other.said) {
        (Said::Given(own), Said::Given(other)) => match own.value {
            Value::Text | Value::Name(_) | Value::Offer(_) => own.value == other.value && own.text() == other.text(),
            _ => own.value == other.value,
        },
        (own, other) => own == other,
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
