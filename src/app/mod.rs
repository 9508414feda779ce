//! The state of the page, and every event that changes it. Pure: what the browser has to do about an event comes back
//! as [`Effect`]s.

pub mod address;
pub mod edits;
mod keeping;
pub mod overview;
pub mod shelf;

use std::collections::HashMap;
use std::sync::Arc;

use time::{Date, Duration, PrimitiveDateTime, UtcOffset};

use crate::assessment::fields::ZONE;
use crate::assessment::values::{Kind, Value, iso, parse_local};
use crate::assessment::{Answer, FieldId, Note, Row, RowId, Said, Table};
use crate::draft::{Dispute, Draft, DraftError, Known, Label, Written};
use crate::runbook::{State, TaskStates};
pub use address::{Address, DraftPage, Filter, Spot, TaskSpot};
use edits::{Change, Edit, History};
pub use keeping::{Store, StoreError};

/// The day for which the examples in `public/examples/` were made.
pub const EXAMPLES_MADE_FOR: Date = match Date::from_calendar_date(2026, time::Month::November, 20) {
    Ok(date) => date,
    Err(_) => panic!("a day of the calendar"),
};

/// Everything that the page shows follows from this.
#[derive(Debug)]
pub struct App {
    /// Today, where the reader is.
    pub today: Date,
    /// What the page shows.
    pub address: Address,
    /// The drafts that this device keeps, as last seen.
    pub shelf: Vec<Shelved>,
    /// Whether this browser keeps anything at all.
    pub keeps: bool,
    /// The draft that is worked on.
    pub open: Option<Open>,
    /// Drafts that were worked on and could not be saved: kept here, as long as this tab is.
    aside: Vec<Open>,
    /// What went wrong last, until the reader has seen to it.
    pub trouble: Option<Trouble>,
    /// Counts the changes of the open draft, whatever made them: what is derived from it is derived anew.
    pub edition: u64,
    ids: Ids,
    /// This tab's name among those that save the same draft.
    tab: String,
    offset: OffsetOf,
}

/// Resolves a zone's name and a local time to the offset from UTC; `None` where there is no such zone or time.
pub type OffsetOf = fn(&str, PrimitiveDateTime) -> Option<UtcOffset>;

/// A draft that this device keeps.
#[derive(Clone, Debug)]
pub struct Shelved {
    /// The end of its storage key.
    pub id: String,
    /// Its text there; nothing as long as it has none.
    pub text: Arc<str>,
    /// The draft, or why it cannot be opened. What cannot be opened is left as it is.
    pub draft: Result<Draft, DraftError>,
}

/// The draft that is worked on.
#[derive(Debug)]
pub struct Open {
    /// The draft.
    pub draft: Draft,
    /// What can be undone.
    pub history: History,
    /// How safe it is.
    pub saving: Saving,
    known: Known,
    /// What was last made of it to be kept.
    written: Written,
}

/// How safe the open draft is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Saving {
    /// As it stands here, it is on this device.
    Saved,
    /// There are changes that are not on this device yet.
    Pending,
    /// The device's storage for this site is full.
    Full,
    /// There is no room for a draft of its size.
    TooLarge,
    /// This browser keeps nothing here.
    Off,
    /// The device holds something under this draft's name that cannot be read here: nothing is written over it.
    ChangedElsewhere,
    /// Another tab has deleted it: it is not saved again unless the reader says so.
    DeletedElsewhere,
    /// It is gone from the device, and lies aside in this tab.
    Gone,
}

/// Something that went wrong.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Trouble {
    /// A file that is no draft.
    File {
        /// Its name.
        name: String,
        /// What is wrong with it.
        error: DraftError,
    },
    /// There is no draft of this name on this device.
    NoSuchDraft,
    /// Something outside this tab has emptied the store.
    Emptied,
}

/// What happened.
#[derive(Debug)]
pub enum Event {
    /// The reader went to an address.
    WentTo(Address),
    /// What the device keeps was looked through.
    LookedThrough {
        /// Whether this browser keeps anything.
        keeps: bool,
        /// What was found.
        shelf: Vec<Shelved>,
    },
    /// A new draft was asked for.
    BeganDraft {
        /// Its name.
        name: String,
        /// The reader's own time zone, as a beginning.
        zone: Option<String>,
    },
    /// An example was opened, as a draft of its own. Its days are moved by whole weeks, so that it is as far from
    /// today as it was from the day for which it was made.
    OpenedExample {
        /// Its text.
        text: String,
        /// The draft's name.
        name: String,
    },
    /// A file was brought. If it is a draft, it becomes one of its own.
    BroughtDraft {
        /// The file's name.
        file: String,
        /// Its text.
        text: String,
    },
    /// The draft of this id was thrown away.
    DeletedDraft(String),
    /// All drafts were thrown away.
    DeletedEverything,
    /// A draft was asked for that begins where the one of this id did.
    BeganFromTemplate {
        /// The draft that is the template.
        id: String,
        /// The new draft's name.
        name: String,
        /// The reader's own time zone, as a beginning.
        zone: Option<String>,
    },
    /// The open draft was renamed.
    Renamed(String),
    /// It was said whom the open draft is about.
    NamedCustomer(String),
    /// It was said how far the task of this code has come, for this subject.
    MarkedTask(String, RowId, State),
    /// A remark was made on the task of this code, for this subject.
    RemarkedOnTask(String, RowId, String),
    /// Text was typed into a field.
    Typed(Place, String),
    /// "I don't know yet" was taken back: what stood there before stands there again.
    TookUnknownBack(Place),
    /// The reader left the field.
    LeftField,
    /// A remark was made on an answer.
    Noted(Place, Note),
    /// A row was asked for; with its name, where it has one already.
    AddedRow(Table),
    /// Rows were thrown away.
    RemovedRows(Table, Vec<RowId>),
    /// Several answers were given at once: a paste, an import. New rows have no id.
    Filled(Table, Vec<Filled>),
    /// A reply to open questions was taken over, table by table, as one.
    FoldedBack(Vec<(Table, Vec<Filled>)>),
    /// Undo.
    TookBack,
    /// Redo.
    MadeAgain,
    /// The reader chose between what two tabs said at a place: a choice of [`Draft::disputes`].
    Chose(Dispute, serde_json::Value),
    /// The reader wants drafts that are gone from the device, or were deleted elsewhere, to be kept on it again.
    PutBack,
    /// The reader keeps this tab's, as a draft of its own.
    KeptAsCopy {
        /// The copy's name.
        name: String,
    },
    /// The reader has seen the trouble.
    SawTrouble,
    /// A new day began.
    DayBegan(Date),
}

/// One answer's place, by permanent names.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Place {
    /// The table.
    pub table: Table,
    /// The row.
    pub row: RowId,
    /// The field.
    pub field: FieldId,
}

/// A row of answers given at once.
#[derive(Clone, Debug)]
pub struct Filled {
    /// The row, or `None` for a new one.
    pub row: Option<RowId>,
    /// The answers.
    pub answers: Vec<(FieldId, Answer)>,
}

/// What the browser has to do.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Effect {
    /// Save the open draft soon.
    SaveSoon,
    /// Save the open draft at once.
    SaveNow,
    /// Go to this address.
    GoTo(Address),
    /// Delete the draft of this id from the device.
    Delete(String),
    /// Delete everything of the planner's from the device, and nothing else.
    DeleteEverything,
    /// Look through what the device keeps.
    LookThrough,
}

/// Gives permanent names: a counter on a random beginning.
#[derive(Debug)]
struct Ids {
    next: u64,
}

impl Ids {
    fn next(&mut self) -> String {
        // Neighbours in the counter look unlike each other (the finalizer of SplitMix64, after Steele et al., 2014).
        self.next = self.next.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.next;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^= mixed >> 31;
        const DIGITS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
        (0..12).map(|at| char::from(DIGITS[(mixed >> (at * 5)) as usize % 32])).collect()
    }
}

impl App {
    /// The page's state before anything has happened. `seed` makes the names of this tab its own.
    #[must_use]
    pub fn new(today: Date, seed: u64, offset: OffsetOf) -> Self {
        let mut ids = Ids { next: seed };
        Self {
            today,
            address: Address::Start,
            shelf: Vec::new(),
            keeps: true,
            open: None,
            aside: Vec::new(),
            trouble: None,
            edition: 0,
            tab: ids.next(),
            ids,
            offset,
        }
    }

    /// Takes in what happened, and says what the browser has to do about it.
    pub fn update(&mut self, event: Event) -> Vec<Effect> {
        match event {
            Event::WentTo(address) => return self.go(address),
            Event::LookedThrough { keeps, shelf } => {
                self.keeps = keeps;
                self.shelf = shelf;
                for open in self.aside.iter().chain(&self.open).filter(|open| open.saving != Saving::Saved) {
                    self.shelf.retain(|shelved| shelved.id != open.draft.id);
                    self.shelf.push(open.shelved());
                }
            }
            Event::BeganDraft { name, zone } => {
                let draft = Draft::new(self.ids.next(), name);
                return self.begin(draft, zone);
            }
            Event::BeganFromTemplate { id, name, zone } => {
                let template = self.open.iter().chain(&self.aside).map(|open| &open.draft);
                let template = template.chain(self.shelf.iter().filter_map(|shelved| shelved.draft.as_ref().ok()));
                let Some(template) = template.into_iter().find(|draft| draft.id == id) else { return Vec::new() };
                let draft = template.template(self.ids.next(), name);
                return self.begin(draft, zone);
            }
            Event::OpenedExample { text, name } => return self.bring(String::new(), &text, Some(name)),
            Event::BroughtDraft { file, text } => return self.bring(file, &text, None),
            Event::DeletedDraft(id) => {
                self.shelf.retain(|shelved| shelved.id != id);
                self.aside.retain(|open| open.draft.id != id);
                if self.open.as_ref().is_some_and(|open| open.draft.id == id) {
                    self.open = None;
                    self.edition += 1;
                }
                return vec![Effect::Delete(id), Effect::LookThrough];
            }
            Event::DeletedEverything => {
                (self.shelf, self.aside, self.open) = (Vec::new(), Vec::new(), None);
                self.edition += 1;
                return vec![Effect::DeleteEverything, Effect::GoTo(Address::Start), Effect::LookThrough];
            }
            Event::Renamed(name) => return self.labelled(Label::Name, name),
            Event::NamedCustomer(customer) => return self.labelled(Label::Customer, customer),
            Event::MarkedTask(code, subject, state) => {
                let edit = self.task(code, subject, |tasks, code, subject| tasks.set_state(code, subject, state));
                return self.make(edit, false);
            }
            Event::RemarkedOnTask(code, subject, remark) => {
                let edit = self.task(code, subject, |tasks, code, subject| tasks.set_remark(code, subject, &remark));
                return self.make(edit, true);
            }
            Event::Typed(place, text) => {
                let edit = self.typed(&place, &text);
                return self.make(edit, true);
            }
            Event::TookUnknownBack(place) => {
                let before = self.open.as_ref().and_then(|open| open.history.before_unknown(&place));
                let edit = self.typed(&place, &before.map(editable).unwrap_or_default());
                return self.make(edit, false);
            }
            Event::LeftField => {
                if let Some(open) = &mut self.open {
                    open.history.pause();
                }
            }
            Event::Noted(place, note) => {
                let edit = self.noted(&place, note);
                return self.make(edit, true);
            }
            Event::AddedRow(table) => {
                let filled = Filled { row: None, answers: Vec::new() };
                let edit = self.filled(table, vec![filled]);
                return self.make(edit, false);
            }
            Event::RemovedRows(table, rows) => {
                let edit = self.removed(table, &rows);
                return self.make(edit, false);
            }
            Event::Filled(table, rows) => {
                let edit = self.filled(table, rows);
                return self.make(edit, false);
            }
            Event::FoldedBack(tables) => {
                let edits = tables.into_iter().flat_map(|(table, rows)| self.filled(table, rows).0).collect();
                return self.make(Edit(edits), false);
            }
            Event::TookBack => return self.wind(History::undo),
            Event::MadeAgain => return self.wind(History::redo),
            Event::Chose(dispute, choice) => {
                let Some(open) = &self.open else { return Vec::new() };
                let edit = edits::choose(&open.draft, &dispute, &choice);
                return self.make(edit, false);
            }
            Event::PutBack => return self.put_back(),
            Event::KeptAsCopy { name } => {
                let Some(open) = self.open.take() else { return Vec::new() };
                let draft = open.draft.copy(self.ids.next(), name);
                return self.take(draft, DraftPage::Facts);
            }
            Event::SawTrouble => self.trouble = None,
            Event::DayBegan(today) => self.today = today,
        }
        Vec::new()
    }

    fn go(&mut self, address: Address) -> Vec<Effect> {
        if let Some(open) = &mut self.open {
            open.history.pause();
        }
        if self.trouble != Some(Trouble::Emptied) {
            self.trouble = None;
        }
        let mut effects = Vec::new();
        if let Some(id) = address.draft() {
            if self.open.as_ref().is_none_or(|open| open.draft.id != id) {
                self.put_aside();
                self.open = self.pick_up(id);
                self.edition += 1;
                if self.open.is_none() {
                    self.trouble = Some(Trouble::NoSuchDraft);
                }
            }
        } else if matches!(address, Address::Start | Address::Drafts) {
            effects.extend([Effect::SaveNow, Effect::LookThrough]);
        }
        self.address = address;
        effects
    }

    /// Makes room for another draft. What is not on the device is not let go.
    fn put_aside(&mut self) {
        self.aside.extend(self.open.take().filter(|open| open.saving != Saving::Saved));
    }

    /// The draft of this id, as it was put aside, else as the device keeps it.
    fn pick_up(&mut self, id: &str) -> Option<Open> {
        if let Some(at) = self.aside.iter().position(|open| open.draft.id == id) {
            let mut open = self.aside.remove(at);
            if open.saving == Saving::Gone {
                open.saving = Saving::Pending;
            }
            return Some(open);
        }
        let shelved = self.shelf.iter().find(|shelved| shelved.id == id)?;
        let draft = shelved.draft.clone().ok()?;
        Some(Open::kept(draft, shelved.text.clone()))
    }

    fn begin(&mut self, mut draft: Draft, zone: Option<String>) -> Vec<Effect> {
        if let Some(zone) = zone {
            draft.assessment.set(0, ZONE.field, Answer::typed(ZONE.field.field().kind, &zone));
        }
        self.take(draft, DraftPage::Situation)
    }

    fn take(&mut self, draft: Draft, page: DraftPage) -> Vec<Effect> {
        let address = Address::Draft(draft.id.clone(), page);
        self.trouble = None;
        self.edition += 1;
        self.put_aside();
        self.open = Some(Open::unsaved(draft));
        vec![Effect::SaveNow, Effect::GoTo(address)]
    }

    fn bring(&mut self, file: String, text: &str, name: Option<String>) -> Vec<Effect> {
        match Draft::read(text) {
            Ok(mut draft) => {
                if name.is_some() {
                    self.bring_up_to_date(&mut draft);
                }
                let name = name.unwrap_or_else(|| draft.name.clone());
                // A draft of its own: what is kept under the file's id stays as it is.
                let draft = draft.copy(self.ids.next(), name);
                self.take(draft, DraftPage::Readiness(Filter::default()))
            }
            Err(error) => {
                self.trouble = Some(Trouble::File { name: file, error });
                Vec::new()
            }
        }
    }

    /// Moves an example's days by whole weeks, from around the day for which it was made to around today.
    fn bring_up_to_date(&self, draft: &mut Draft) {
        let weeks = (self.today - EXAMPLES_MADE_FOR).whole_weeks();
        let zone = draft.assessment.whole().value(ZONE).unwrap_or_default().to_owned();
        for table in Table::ALL {
            for at in 0..draft.assessment.rows(table).len() {
                for field in table.fields() {
                    let answer = draft.assessment.rows(table)[at].answer(field.id);
                    let Said::Given(given) = &answer.said else { continue };
                    let later = Duration::weeks(weeks);
                    let moved = match given.value {
                        Value::Day(day) => day.checked_add(later).map(iso),
                        Value::Moment(moment) => {
                            moment.local().checked_add(later).and_then(|local| moment_text(local, &zone, self.offset))
                        }
                        _ => None,
                    };
                    if let Some(moved) = moved {
                        let moved = Answer::typed(field.kind, &moved).with_note_of(answer);
                        draft.assessment.set(at, field.id, moved);
                    }
                }
            }
        }
    }

    fn make(&mut self, edit: Edit, typing: bool) -> Vec<Effect> {
        let Some(open) = &mut self.open else { return Vec::new() };
        if edit.0.is_empty() {
            return Vec::new();
        }
        open.history.make(edit, typing, &mut open.draft);
        self.changed()
    }

    fn wind(&mut self, turn: fn(&mut History, &mut Draft) -> bool) -> Vec<Effect> {
        let Some(open) = &mut self.open else { return Vec::new() };
        if turn(&mut open.history, &mut open.draft) { self.changed() } else { Vec::new() }
    }

    fn changed(&mut self) -> Vec<Effect> {
        self.edition += 1;
        if let Some(open) = &mut self.open
            && open.saving == Saving::Saved
        {
            open.saving = Saving::Pending;
        }
        vec![Effect::SaveSoon]
    }

    fn labelled(&mut self, label: Label, after: String) -> Vec<Effect> {
        let before = self.open.as_ref().map(|open| open.draft.label(label).to_owned()).unwrap_or_default();
        let change = (before != after).then_some(Change::Labelled { label, before, after });
        self.make(Edit(change.into_iter().collect()), true)
    }

    fn task(&self, code: String, subject: RowId, change: impl FnOnce(&mut TaskStates, &str, &RowId)) -> Edit {
        let Some(open) = &self.open else { return Edit::default() };
        let mut tasks = open.draft.tasks.clone();
        change(&mut tasks, &code, &subject);
        let [before, after] = [&open.draft.tasks, &tasks].map(|tasks| tasks.entry(&code, &subject).cloned());
        Edit((before != after).then_some(Change::Task { code, subject, before, after }).into_iter().collect())
    }

    fn answer_at(&self, place: &Place) -> Option<&Answer> {
        let assessment = &self.open.as_ref()?.draft.assessment;
        let at = assessment.find(place.table, &place.row)?;
        Some(assessment.rows(place.table)[at].answer(place.field))
    }

    fn typed(&self, place: &Place, text: &str) -> Edit {
        let Some(before) = self.answer_at(place) else { return Edit::default() };
        let after = self.understood(place.field, text, self.zone()).with_note_of(before);
        let mut changes = Vec::new();
        if after != *before {
            changes.push(Change::Answer {
                table: place.table,
                row: place.row.clone(),
                field: place.field,
                before: before.clone(),
                after,
            });
        }
        if place.field == ZONE.field {
            changes.extend(self.moments_in(text.trim()));
        }
        Edit(changes)
    }

    /// The organisation's time zone; empty as long as there is none.
    #[must_use]
    pub fn zone(&self) -> &str {
        self.open.as_ref().and_then(|open| open.draft.assessment.whole().value(ZONE)).unwrap_or_default()
    }

    /// The answer that a text gives; local times get their offset from the zone.
    fn understood(&self, field: FieldId, text: &str, zone: &str) -> Answer {
        let kind = field.field().kind;
        let resolved = if matches!(kind, Kind::Moment) { self.resolved(text, zone) } else { None };
        Answer::typed(kind, resolved.as_deref().unwrap_or(text))
    }

    /// A local time with its offset in a zone; `None` where it is no local time, or the zone has no such time.
    fn resolved(&self, text: &str, zone: &str) -> Option<String> {
        moment_text(parse_local(text)?, zone, self.offset)
    }

    /// A local time with its offset in the organisation's zone.
    #[must_use]
    pub fn resolved_here(&self, text: &str) -> Option<String> {
        self.resolved(text, self.zone())
    }

    /// Every local time, read again in another zone.
    fn moments_in(&self, zone: &str) -> Vec<Change> {
        let Some(open) = &self.open else { return Vec::new() };
        let rows = open.draft.assessment.rows(Table::Windows).iter();
        let fields = || Table::Windows.fields().iter().filter(|field| matches!(field.kind, Kind::Moment));
        rows.flat_map(|row| fields().map(move |field| (row, field.id)))
            .filter_map(|(row, field)| {
                let before = row.answer(field);
                let after = self.understood(field, &editable(before), zone).with_note_of(before);
                (after != *before).then(|| Change::Answer {
                    table: Table::Windows,
                    row: row.id.clone(),
                    field,
                    before: before.clone(),
                    after,
                })
            })
            .collect()
    }

    fn noted(&self, place: &Place, note: Note) -> Edit {
        let Some(before) = self.answer_at(place) else { return Edit::default() };
        let note = (note != Note::default()).then(|| Box::new(note));
        if before.note == note {
            return Edit::default();
        }
        Edit(vec![Change::Answer {
            table: place.table,
            row: place.row.clone(),
            field: place.field,
            before: before.clone(),
            after: Answer { said: before.said.clone(), note },
        }])
    }

    fn removed(&self, table: Table, rows: &[RowId]) -> Edit {
        let Some(open) = &self.open else { return Edit::default() };
        let fixed = table.fixed_rows();
        let places = open.draft.assessment.rows(table).iter().enumerate();
        let gone = places.filter(|(_, row)| rows.contains(&row.id) && !fixed.contains(&&*row.id.0));
        // From the end, so that each place still holds when its turn comes to be put back.
        Edit(gone.rev().map(|(at, row)| Change::Removed { table, at, row: row.clone() }).collect())
    }

    fn filled(&mut self, table: Table, rows: Vec<Filled>) -> Edit {
        let Some(open) = &self.open else { return Edit::default() };
        let existing = open.draft.assessment.rows(table);
        let places: HashMap<&str, usize> = existing.iter().enumerate().map(|(at, row)| (&*row.id.0, at)).collect();
        let mut at = existing.len();
        let mut changes = Vec::new();
        for Filled { row, answers } in rows {
            if let Some(row) = row.as_ref().and_then(|id| places.get(&*id.0)).map(|at| &existing[*at]) {
                for (field, after) in answers {
                    let before = row.answer(field);
                    let after = after.with_note_of(before);
                    if after != *before {
                        changes.push(Change::Answer {
                            table,
                            row: row.id.clone(),
                            field,
                            before: before.clone(),
                            after,
                        });
                    }
                }
            } else {
                let mut row = Row::empty(table, RowId(Arc::from(self.ids.next())));
                for (field, answer) in answers {
                    row.set(field, answer);
                }
                changes.push(Change::Added { table, at, row });
                at += 1;
            }
        }
        Edit(changes)
    }
}

/// The text to edit an answer by: a moment without the offset, which its zone gives.
#[must_use]
pub fn editable(answer: &Answer) -> String {
    match &answer.said {
        Said::Given(given) => match given.value {
            Value::Moment(moment) => {
                let (day, time) = (moment.local().date(), moment.local().time());
                format!("{} {:02}:{:02}", iso(day), time.hour(), time.minute())
            }
            _ => answer.as_typed().to_owned(),
        },
        _ => answer.as_typed().to_owned(),
    }
}

fn moment_text(local: PrimitiveDateTime, zone: &str, offset: OffsetOf) -> Option<String> {
    let offset = offset(zone, local)?;
    let (hours, minutes, _) = offset.as_hms();
    let sign = if offset.is_negative() { '-' } else { '+' };
    Some(format!(
        "{}T{:02}:{:02}{sign}{:02}:{:02}[{zone}]",
        iso(local.date()),
        local.hour(),
        local.minute(),
        hours.abs(),
        minutes.abs(),
    ))
}
