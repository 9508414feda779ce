//! Changes of a draft as values: each knows what stood there before, so that any sequence of them can be undone.

use std::collections::HashMap;

use crate::assessment::{Answer, FieldId, Row, RowId, Table};
use crate::draft::Draft;

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
    /// The draft's name.
    Renamed {
        /// The old one.
        before: String,
        /// The new one.
        after: String,
    },
}

impl Change {
    fn inverse(&self) -> Self {
        match self.clone() {
            Self::Answer { table, row, field, before, after } => {
                Self::Answer { table, row, field, before: after, after: before }
            }
            Self::Added { table, at, row } => Self::Removed { table, at, row },
            Self::Removed { table, at, row } => Self::Added { table, at, row },
            Self::Renamed { before, after } => Self::Renamed { before: after, after: before },
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

    /// Makes the changes, in order. A row that is no longer there is passed over.
    pub fn apply(&self, draft: &mut Draft) {
        let mut places = Places::default();
        for change in &self.0 {
            match change {
                Change::Answer { table, row, field, after, .. } => {
                    if let Some(at) = places.find(draft, *table, row) {
                        *draft.assessment.rows_mut(*table)[at].answer_mut(*field) = after.clone();
                    }
                }
                Change::Added { table, at, row } => {
                    let rows = draft.assessment.rows_mut(*table);
                    rows.insert((*at).min(rows.len()), row.clone());
                    places = Places::default();
                }
                Change::Removed { table, row, .. } => {
                    if let Some(at) = places.find(draft, *table, &row.id) {
                        draft.assessment.rows_mut(*table).remove(at);
                    }
                    places = Places::default();
                }
                Change::Renamed { after, .. } => draft.name.clone_from(after),
            }
        }
    }

    /// Takes in a further change of the one answer that this edit is about, so that a word is one edit and not one a
    /// letter. Says whether it did.
    fn absorb(&mut self, next: &Self) -> bool {
        let (
            [Change::Answer { table, row, field, after, .. }],
            [Change::Answer { table: t, row: r, field: f, after: a, .. }],
        ) = (&mut self.0[..], &next.0[..])
        else {
            if let ([Change::Renamed { after, .. }], [Change::Renamed { after: a, .. }]) =
                (&mut self.0[..], &next.0[..])
            {
                after.clone_from(a);
                return true;
            }
            return false;
        };
        let same = table == t && row == r && field == f;
        if same {
            after.clone_from(a);
        }
        same
    }
}

/// Where rows stand, found once an edit: an import touches thousands.
#[derive(Default)]
struct Places(HashMap<String, usize>);

impl Places {
    fn find(&mut self, draft: &Draft, table: Table, row: &RowId) -> Option<usize> {
        let key = |table: Table, row: &RowId| format!("{} {row}", table.key());
        if self.0.is_empty() {
            for table in Table::ALL {
                let rows = draft.assessment.rows(table).iter().enumerate();
                self.0.extend(rows.map(|(at, row)| (key(table, &row.id), at)));
            }
        }
        self.0.get(&key(table, row)).copied()
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

    /// Takes the last edit back. Says whether there was one.
    pub fn undo(&mut self, draft: &mut Draft) -> bool {
        self.typing = false;
        let Some(edit) = self.done.pop() else { return false };
        edit.inverse().apply(draft);
        self.undone.push(edit);
        true
    }

    /// Makes the last undone edit again. Says whether there was one.
    pub fn redo(&mut self, draft: &mut Draft) -> bool {
        self.typing = false;
        let Some(edit) = self.undone.pop() else { return false };
        edit.apply(draft);
        self.done.push(edit);
        true
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
