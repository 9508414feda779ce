//! Changes of a draft as values: each knows what stood there before, so that any sequence of them can be undone.

use std::collections::HashMap;

use serde_json::Value;

use super::Place;
use crate::assessment::{Answer, FieldId, Row, RowId, Said, Table};
use crate::draft::{About, Conflict, Dispute, Draft, Label, answer_of};

/// One change.
#[derive(Clone, PartialEq, Debug)]
pub enum Change {
    /// An answer.
    Answer {
        /// The table.
        table: Table,
        /// The row.
        row: RowId,
        /// The field.
        field: FieldId,
        /// What stood there.
        before: Answer,
        /// What stands there now.
        after: Answer,
    },
    /// A row that was put in.
    Added {
        /// The table.
        table: Table,
        /// Its place.
        at: usize,
        /// The row.
        row: Row,
    },
    /// A row that was taken out.
    Removed {
        /// The table.
        table: Table,
        /// The place where it stood.
        at: usize,
        /// The row.
        row: Row,
    },
    /// A text that the draft goes by.
    Labelled {
        /// Which one.
        label: Label,
        /// The old text.
        before: String,
        /// The new one.
        after: String,
    },
    /// What is said of a task.
    Task {
        /// Its code.
        code: String,
        /// Its subject.
        subject: RowId,
        /// What was said, as the draft's file has it.
        before: Option<Value>,
        /// What is said now.
        after: Option<Value>,
    },
    /// The reader has chosen: this is no longer in conflict.
    Settled(Conflict),
    /// It is in conflict again.
    Unsettled(Conflict),
}

impl Change {
    fn inverse(&self) -> Self {
        match self.clone() {
            Self::Answer { table, row, field, before, after } => {
                Self::Answer { table, row, field, before: after, after: before }
            }
            Self::Added { table, at, row } => Self::Removed { table, at, row },
            Self::Removed { table, at, row } => Self::Added { table, at, row },
            Self::Labelled { label, before, after } => Self::Labelled { label, before: after, after: before },
            Self::Task { code, subject, before, after } => Self::Task { code, subject, before: after, after: before },
            Self::Settled(conflict) => Self::Unsettled(conflict),
            Self::Unsettled(conflict) => Self::Settled(conflict),
        }
    }
}

/// Changes that the customer made as one, and undoes as one.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Edit(pub Vec<Change>);

impl Edit {
    /// The edit that takes this one back.
    #[must_use]
    pub fn inverse(&self) -> Self {
        Self(self.0.iter().rev().map(Change::inverse).collect())
    }

    /// Makes the changes, in order. What another tab has changed since is left as it is: a change is made only where
    /// there still stands what stood there before it. Says whether any was made.
    pub fn apply(&self, draft: &mut Draft) -> bool {
        let mut places = Places::default();
        let mut made = false;
        for change in &self.0 {
            made |= match change {
                Change::Answer { table, row, field, before, after } => match places.find(draft, *table, row) {
                    Some(at) => {
                        let is_meant = *draft.assessment.rows(*table)[at].answer(*field) == *before && before != after;
                        if is_meant {
                            draft.assessment.set(at, *field, after.clone());
                        }
                        is_meant
                    }
                    None => false,
                },
                Change::Added { table, at, row } => {
                    let is_new = places.find(draft, *table, &row.id).is_none();
                    if is_new {
                        let at = (*at).min(draft.assessment.rows(*table).len());
                        draft.assessment.insert(*table, at, row.clone());
                        places.came(*table, &row.id, at);
                    }
                    is_new
                }
                Change::Removed { table, row, .. } => match places.find(draft, *table, &row.id) {
                    Some(at) if draft.assessment.rows(*table)[at] == *row => {
                        draft.assessment.remove(*table, at);
                        places.went(*table, &row.id);
                        true
                    }
                    _ => false,
                },
                Change::Labelled { label, before, after } => {
                    let text = draft.label_mut(*label);
                    text == before && replace(text, after)
                }
                Change::Task { code, subject, before, after } => {
                    let stands = draft.tasks.entry(code, subject) == before.as_ref();
                    if stands {
                        draft.tasks.put(code, subject, after.clone());
                    }
                    stands && before != after
                }
                Change::Settled(conflict) => {
                    let before = draft.conflicts.len();
                    draft.conflicts.retain(|own| own != conflict);
                    draft.conflicts.len() != before
                }
                Change::Unsettled(conflict) => {
                    draft.note_conflict(conflict.clone());
                    true
                }
            };
        }
        made
    }

    /// Takes in a further change of the one thing that this edit is about, so that a word is one edit and not one a
    /// letter. Says whether it did.
    fn absorb(&mut self, next: &Self) -> bool {
        match (&mut self.0[..], &next.0[..]) {
            (
                [Change::Answer { table, row, field, after, .. }],
                [Change::Answer { table: t, row: r, field: f, before, after: a }],
            ) => table == t && row == r && field == f && after == before && replace(after, a),
            ([Change::Labelled { label, after, .. }], [Change::Labelled { label: l, before, after: a }]) => {
                label == l && after == before && replace(after, a)
            }
            ([Change::Task { code, subject, after, .. }], [Change::Task { code: c, subject: s, before, after: a }]) => {
                code == c && subject == s && after == before && replace(after, a)
            }
            _ => false,
        }
    }
}

/// Puts a value in another's place. Says whether it differs.
fn replace<T: Clone + PartialEq>(old: &mut T, new: &T) -> bool {
    let differs = old != new;
    old.clone_from(new);
    differs
}

/// The edit by which the reader chooses between what two tabs said.
#[must_use]
pub fn choose(draft: &Draft, dispute: &Dispute, choice: &Value) -> Edit {
    let conflicts = draft.conflicts.iter().filter(|conflict| conflict.at == dispute.at);
    let mut changes: Vec<Change> = conflicts.cloned().map(Change::Settled).collect();
    if dispute.choices.first() != Some(choice) {
        changes.extend(match &dispute.about {
            About::Answer(table, row, field) => draft.assessment.find(*table, row).map(|at| Change::Answer {
                table: *table,
                row: row.clone(),
                field: *field,
                before: draft.assessment.rows(*table)[at].answer(*field).clone(),
                after: answer_of(*field, choice),
            }),
            About::Row(table, row) => draft.assessment.find(*table, row).map(|at| {
                let row = draft.assessment.rows(*table)[at].clone();
                Change::Removed { table: *table, at, row }
            }),
            About::Task(code, subject, member) => {
                let before = draft.tasks.entry(code, subject).cloned();
                let mut tasks = draft.tasks.clone();
                tasks.set(code, subject, member, choice.as_str().unwrap_or_default());
                let after = tasks.entry(code, subject).cloned();
                Some(Change::Task { code: code.clone(), subject: subject.clone(), before, after })
            }
            About::Label(label) => Some(Change::Labelled {
                label: *label,
                before: draft.label(*label).to_owned(),
                after: choice.as_str().unwrap_or_default().to_owned(),
            }),
        });
    }
    Edit(changes)
}

/// Where rows stand, or stood before others came and went: an import touches thousands.
#[derive(Default)]
struct Places {
    /// A row was looked for already. What is typed looks for one only.
    again: bool,
    known: Option<HashMap<String, usize>>,
}

impl Places {
    fn key(table: Table, row: &RowId) -> String {
        format!("{} {row}", table.key())
    }

    fn find(&mut self, draft: &Draft, table: Table, row: &RowId) -> Option<usize> {
        if !std::mem::replace(&mut self.again, true) {
            return draft.assessment.find(table, row);
        }
        let known = self.known.get_or_insert_with(|| {
            let rows = |table| draft.assessment.rows(table).iter().enumerate();
            Table::ALL
                .into_iter()
                .flat_map(|table| rows(table).map(move |(at, row)| (Self::key(table, &row.id), at)))
                .collect()
        });
        let at = *known.get(&Self::key(table, row))?;
        let stands = draft.assessment.rows(table).get(at).is_some_and(|own| own.id == *row);
        if stands { Some(at) } else { draft.assessment.find(table, row) }
    }

    fn came(&mut self, table: Table, row: &RowId, at: usize) {
        self.known.as_mut().map(|known| known.insert(Self::key(table, row), at));
    }

    fn went(&mut self, table: Table, row: &RowId) {
        self.known.as_mut().map(|known| known.remove(&Self::key(table, row)));
    }
}

/// What has been done and can be undone, and what has been undone and can be done again.
#[derive(Clone, Debug, Default)]
pub struct History {
    done: Vec<Edit>,
    undone: Vec<Edit>,
    /// The last edit still takes in typing at the same place.
    typing: bool,
}

impl History {
    /// Makes an edit. While the customer types on at one place, it grows the last edit.
    pub fn make(&mut self, edit: Edit, typing: bool, draft: &mut Draft) {
        edit.apply(draft);
        self.undone.clear();
        let absorbed = self.typing && typing && self.done.last_mut().is_some_and(|last| last.absorb(&edit));
        if !absorbed {
            self.done.push(edit);
        }
        self.typing = typing;
    }

    /// The customer has gone elsewhere: what is typed next is another edit.
    pub fn pause(&mut self) {
        self.typing = false;
    }

    /// Takes the last edit back of which anything still stands. Says whether there was one.
    pub fn undo(&mut self, draft: &mut Draft) -> bool {
        self.typing = false;
        while let Some(edit) = self.done.pop() {
            let made = edit.inverse().apply(draft);
            self.undone.push(edit);
            if made {
                return true;
            }
        }
        false
    }

    /// Makes the last undone edit again that can still be made. Says whether there was one.
    pub fn redo(&mut self, draft: &mut Draft) -> bool {
        self.typing = false;
        while let Some(edit) = self.undone.pop() {
            let made = edit.apply(draft);
            self.done.push(edit);
            if made {
                return true;
            }
        }
        false
    }

    /// What stood at a place before "I don't know yet" was said there, where that was in this history.
    #[must_use]
    pub fn before_unknown(&self, place: &Place) -> Option<&Answer> {
        let changes = self.done.iter().rev().flat_map(|edit| edit.0.iter().rev());
        changes.into_iter().find_map(|change| match change {
            Change::Answer { table, row, field, before, after }
                if (*table, row, *field) == (place.table, &place.row, place.field)
                    && (before.said != Said::Unknown && after.said == Said::Unknown) =>
            {
                Some(before)
            }
            _ => None,
        })
    }

    /// Whether there is an edit to take back.
    #[must_use]
    pub fn can_undo(&self) -> bool {
        !self.done.is_empty()
    }

    /// Whether there is an undone edit to make again.
    #[must_use]
    pub fn can_redo(&self) -> bool {
        !self.undone.is_empty()
    }
}
