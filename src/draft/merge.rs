//! Two states of a draft that did not know each other, brought together field by field.
//!
//! What only one side changed is taken over. Where both changed the same, one of the two values stands, and both are
//! noted as a [`Conflict`] in the draft itself: it is saved with it, shown in every tab, and stays until the reader has
//! chosen. Which side is "mine" makes no difference to the outcome, so that two tabs that bring the same states
//! together at the same time agree.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::slice;

use serde_json::{Map, Value, json};

use super::file::{read_answer, write_answer};
use super::{Draft, Label};
use crate::assessment::{Answer, FieldId, Row, RowId, Table};
use crate::runbook::TaskStates;

/// One of several things that were said at one place by tabs that did not know of each other.
#[derive(Clone, PartialEq, Debug)]
pub struct Conflict {
    /// The place: the steps to it in the draft's file, with rows by their ids, such as `answers`, `instances`, `a`,
    /// `version`.
    pub at: Vec<String>,
    /// What was said, as the file has it; null where it was taken out.
    pub said: Value,
}

impl Conflict {
    fn order(&self, other: &Self) -> Ordering {
        self.at.cmp(&other.at).then_with(|| self.said.to_string().cmp(&other.said.to_string()))
    }
}

/// A place at which the reader has to choose.
#[derive(Clone, PartialEq, Debug)]
pub struct Dispute {
    /// The place, as [`Conflict::at`].
    pub at: Vec<String>,
    /// What stands there.
    pub about: About,
    /// What can be chosen, as the file has it. The first is what now stands; of a row, that it stays (true) or goes
    /// (null).
    pub choices: Vec<Value>,
}

/// What stands at a place.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum About {
    /// An answer.
    Answer(Table, RowId, FieldId),
    /// A row, which one tab changed and another took out.
    Row(Table, RowId),
    /// A task's state or remark: its code, its subject, and the member.
    Task(String, RowId, String),
    /// A text that the draft goes by.
    Label(Label),
}

impl Draft {
    /// The places at which the reader has to choose.
    #[must_use]
    pub fn disputes(&self) -> Vec<Dispute> {
        let mut disputes: Vec<Dispute> = Vec::new();
        for Conflict { at, said } in &self.conflicts {
            if disputes.last().is_none_or(|last| last.at != *at) {
                let Some((about, stands)) = self.stands_at(at) else { continue };
                disputes.push(Dispute { at: at.clone(), about, choices: vec![stands] });
            }
            if let Some(last) = disputes.last_mut()
                && !last.choices.contains(said)
            {
                last.choices.push(said.clone());
            }
        }
        disputes.retain(|dispute| dispute.choices.len() > 1);
        disputes
    }

    /// What stands at a place; `None` where nothing is: its row is gone, or this version does not know the place.
    fn stands_at(&self, at: &[String]) -> Option<(About, Value)> {
        let steps: Vec<&str> = at.iter().map(String::as_str).collect();
        let row = |table: &str, row: &str| {
            let (table, id) = (Table::from_key(table)?, RowId(row.into()));
            let at = self.assessment.find(table, &id)?;
            Some((table, id, &self.assessment.rows(table)[at]))
        };
        match steps[..] {
            ["answers", table, id] => {
                let (table, id, _) = row(table, id)?;
                Some((About::Row(table, id), json!(true)))
            }
            ["answers", table, id, field] => {
                let (table, id, row) = row(table, id)?;
                let field = FieldId::find(table, field)?;
                Some((About::Answer(table, id, field), write_answer(row.answer(field))))
            }
            ["tasks", code, subject, member] => {
                let stands = self.tasks.file().get(code).and_then(|rows| rows.get(subject)?.get(member)).cloned();
                let about = About::Task(code.to_owned(), RowId(subject.into()), member.to_owned());
                Some((about, stands.unwrap_or_default()))
            }
            [label] => {
                let label = Label::ALL.into_iter().find(|own| own.key() == label)?;
                Some((About::Label(label), json!(self.label(label))))
            }
            _ => None,
        }
    }

    /// Notes a conflict, once. Their order is always the same.
    pub fn note_conflict(&mut self, conflict: Conflict) {
        let after = self.conflicts.iter().position(|own| own.order(&conflict) != Ordering::Less);
        let at = after.unwrap_or(self.conflicts.len());
        if self.conflicts.get(at) != Some(&conflict) {
            self.conflicts.insert(at, conflict);
        }
    }
}

/// The answer that is one of the choices of a [`Dispute`].
#[must_use]
pub fn answer_of(field: FieldId, choice: &Value) -> Answer {
    read_answer(field, choice.clone(), "").unwrap_or_default()
}

/// Brings two states of a draft together, by the last one that both have known.
#[must_use]
pub fn merge(base: &Draft, mine: &Draft, theirs: &Draft) -> Draft {
    let mut merging = Merging::default();
    let mut draft = Draft::blank(mine.id.clone(), String::new());
    for label in Label::ALL {
        let [base, mine, theirs] = [base, mine, theirs].map(|draft| json!(draft.label(label)));
        let at = || vec![label.key().to_owned()];
        let stands = pick(&base, &mine, &theirs).unwrap_or_else(|| merging.note(at(), &mine, &theirs));
        *draft.label_mut(label) = stands.as_str().unwrap_or_default().to_owned();
    }
    draft.saves.join(&mine.saves);
    draft.saves.join(&theirs.saves);
    draft.saved_at.clone_from((&mine.saved_at).max(&theirs.saved_at));
    for table in Table::ALL {
        let [base, mine, theirs] = [base, mine, theirs].map(|draft| draft.assessment.rows(table));
        let rows = match pick(&base, &mine, &theirs) {
            Some(rows) => rows.to_vec(),
            None => merging.rows(table, base, mine, theirs),
        };
        draft.assessment.set_rows(table, rows);
    }
    let mut members = |at: &str, of: fn(&Draft) -> &Map<String, Value>| {
        let at: Vec<String> = (!at.is_empty()).then(|| at.to_owned()).into_iter().collect();
        merging.members(&at, of(base), of(mine), of(theirs))
    };
    draft.tasks = TaskStates::from_file(members("tasks", |draft| draft.tasks.file()));
    draft.others = members("", |draft| &draft.others);
    draft.other_tables = members("answers", |draft| &draft.other_tables);
    // What was in conflict before stays so, unless it was chosen about on either side.
    let was = |draft: &Draft, conflict: &Conflict| draft.conflicts.contains(conflict);
    for conflict in mine.conflicts.iter().chain(&theirs.conflicts) {
        if !was(base, conflict) || (was(mine, conflict) && was(theirs, conflict)) {
            draft.note_conflict(conflict.clone());
        }
    }
    merging.conflicts.into_iter().for_each(|conflict| draft.note_conflict(conflict));
    draft
}

/// The value that holds where not both sides changed it, or both alike.
fn pick<'a, T: PartialEq>(base: &T, mine: &'a T, theirs: &'a T) -> Option<&'a T> {
    if theirs == base || mine == theirs {
        Some(mine)
    } else if mine == base {
        Some(theirs)
    } else {
        None
    }
}

#[derive(Default)]
struct Merging {
    conflicts: Vec<Conflict>,
}

impl Merging {
    /// Notes what both sides said; gives the one that stands. Which, matters little, as long as both tabs agree.
    fn note<'a>(&mut self, at: Vec<String>, mine: &'a Value, theirs: &'a Value) -> &'a Value {
        self.conflicts.push(Conflict { at: at.clone(), said: mine.clone() });
        self.conflicts.push(Conflict { at, said: theirs.clone() });
        let [by_mine, by_theirs] = [mine, theirs].map(Value::to_string);
        if by_mine > by_theirs { mine } else { theirs }
    }

    fn members(
        &mut self,
        at: &[String],
        base: &Map<String, Value>,
        mine: &Map<String, Value>,
        theirs: &Map<String, Value>,
    ) -> Map<String, Value> {
        let mut merged = Map::new();
        let added = theirs.keys().filter(|key| !mine.contains_key(*key));
        for key in mine.keys().chain(added) {
            let at = [at, slice::from_ref(key)].concat();
            if let Some(value) = self.value(at, base.get(key), mine.get(key), theirs.get(key)) {
                merged.insert(key.clone(), value);
            }
        }
        merged
    }

    fn value(
        &mut self,
        at: Vec<String>,
        base: Option<&Value>,
        mine: Option<&Value>,
        theirs: Option<&Value>,
    ) -> Option<Value> {
        if let Some(picked) = pick(&base, &mine, &theirs) {
            return picked.cloned();
        }
        let nothing = Map::new();
        // What is not there says as much as an object without members.
        let object = |value: Option<&'_ Value>| value.is_none_or(Value::is_object);
        if [base, mine, theirs].into_iter().all(object) {
            let [base, mine, theirs] =
                [base, mine, theirs].map(|value| value.and_then(Value::as_object).unwrap_or(&nothing));
            let merged = self.members(&at, base, mine, theirs);
            return (!merged.is_empty()).then_some(Value::Object(merged));
        }
        let stands = self.note(at, mine.unwrap_or(&Value::Null), theirs.unwrap_or(&Value::Null));
        (!stands.is_null()).then(|| stands.clone())
    }

    fn rows(&mut self, table: Table, base: &[Row], mine: &[Row], theirs: &[Row]) -> Vec<Row> {
        let places = [base, mine, theirs].map(places);
        let mut merged = Vec::with_capacity(mine.len().max(theirs.len()));
        for id in order([base, mine, theirs], &places) {
            let [base, mine, theirs] = [(base, 0), (mine, 1), (theirs, 2)]
                .map(|(rows, side): (&[Row], usize)| places[side].get(id).map(|at| &rows[*at]));
            merged.extend(self.row(table, id, base, mine, theirs));
        }
        merged
    }

    fn row(
        &mut self,
        table: Table,
        id: &str,
        base: Option<&Row>,
        mine: Option<&Row>,
        theirs: Option<&Row>,
    ) -> Option<Row> {
        if let Some(picked) = pick(&base, &mine, &theirs) {
            return picked.cloned();
        }
        let at = vec!["answers".to_owned(), table.key().to_owned(), id.to_owned()];
        let (Some(mine), Some(theirs)) = (mine, theirs) else {
            // Changed here, taken out there: it stays until the reader has said otherwise.
            self.conflicts.push(Conflict { at, said: Value::Null });
            return mine.or(theirs).cloned();
        };
        let empty = Row::empty(table, mine.id.clone());
        let base = base.unwrap_or(&empty);
        let mut row = Row::empty(table, mine.id.clone());
        for field in table.fields() {
            let answers = [base, mine, theirs].map(|row| row.answer(field.id));
            row.set(field.id, self.answer(|| [&at[..], &[field.key.to_owned()]].concat(), answers));
        }
        row.others = self.members(&at, &base.others, &mine.others, &theirs.others);
        Some(row)
    }

    /// What was said and what was remarked upon it are two things.
    fn answer(&mut self, at: impl Fn() -> Vec<String>, [base, mine, theirs]: [&Answer; 3]) -> Answer {
        let said = pick(&base.said, &mine.said, &theirs.said);
        let note = pick(&base.note, &mine.note, &theirs.note);
        let [mine, theirs] = [mine, theirs]
            .map(|own| Answer { said: said.unwrap_or(&own.said).clone(), note: note.unwrap_or(&own.note).clone() });
        if said.is_some() && note.is_some() {
            return mine;
        }
        let as_written = [&mine, &theirs].map(write_answer);
        let stands = self.note(at(), &as_written[0], &as_written[1]);
        if *stands == as_written[0] { mine } else { theirs }
    }
}

/// Where rows stand, by their ids.
fn places(rows: &[Row]) -> HashMap<&str, usize> {
    rows.iter().enumerate().map(|(at, row)| (&*row.id.0, at)).collect()
}

/// The ids of all rows of either side, in an order that keeps each side's own: the rows that all three lists have, as
/// the side has them that changed their order; behind each what either side has put there.
fn order<'a>([base, mine, theirs]: [&'a [Row]; 3], places: &[HashMap<&str, usize>; 3]) -> Vec<&'a str> {
    let in_all = |id: &str| places.iter().all(|places| places.contains_key(id));
    let ids = |rows: &'a [Row]| rows.iter().map(|row| &*row.id.0);
    let common = |rows| ids(rows).filter(|id| in_all(id)).collect::<Vec<&str>>();
    let [base, in_mine, in_theirs] = [base, mine, theirs].map(common);
    let stems = pick(&base, &in_mine, &in_theirs).unwrap_or_else(|| (&in_mine).max(&in_theirs));
    let after: HashMap<&str, usize> = stems.iter().zip(1..).map(|(id, at)| (*id, at)).collect();
    // Behind each stem, and before the first.
    let mut behind = vec![[Vec::new(), Vec::new()]; stems.len() + 1];
    for (side, rows) in [mine, theirs].into_iter().enumerate() {
        let mut at = 0;
        for id in ids(rows) {
            match after.get(id) {
                Some(stem) => at = *stem,
                None => behind[at][side].push(id),
            }
        }
    }
    let mut ordered = Vec::new();
    let mut seen = HashMap::new();
    for (at, mut added) in behind.into_iter().enumerate() {
        ordered.extend(at.checked_sub(1).map(|stem| stems[stem]));
        // Either side may come first, as long as both tabs agree.
        if added[0] > added[1] {
            added.swap(0, 1);
        }
        ordered.extend(added.concat().into_iter().filter(|id| seen.insert(*id, at).is_none()));
    }
    ordered
}
