//! What is seen of the drafts on this device without opening them: a line each, as a list, as a table, as a file.

use super::Shelved;
use super::overview::overview;
use crate::assessment::choices::{contains, plain_name};
use crate::draft::Draft;
use crate::readiness::{Tally, Verdict, assess};
use crate::words::Words;
use time::Date;

/// A draft among others.
#[derive(Clone, PartialEq, Debug)]
pub struct Line {
    /// Its permanent name.
    pub id: String,
    /// What the customer calls it.
    pub name: String,
    /// Whom it is about; may be empty.
    pub customer: String,
    /// When it was last saved, as an ISO instant; empty before the first time.
    pub saved_at: String,
    /// The verdict of the whole, once anything is assessed.
    pub verdict: Option<Verdict>,
    /// How many outcomes there are of each kind.
    pub tally: Tally,
    /// How many answers are missing.
    pub missing: usize,
    /// How many answers are there.
    pub said: usize,
}

impl Line {
    /// A draft, judged as of today.
    #[must_use]
    pub fn of(draft: &Draft, today: Date) -> Self {
        let summary = overview(&draft.assessment, &assess(&draft.assessment, today));
        Self {
            id: draft.id.clone(),
            name: draft.name.clone(),
            customer: draft.customer.trim().to_owned(),
            saved_at: draft.saved_at.clone(),
            verdict: summary.verdict,
            tally: summary.tally,
            missing: summary.missing,
            said: draft.assessment.said(),
        }
    }

    /// The verdict's name in words.
    #[must_use]
    pub fn verdict_key(&self) -> &'static str {
        self.verdict.map_or("none", Verdict::key)
    }

    /// Whether this is in its name or its customer's.
    #[must_use]
    pub fn has(&self, find: &str) -> bool {
        contains(&format!("{} {}", self.customer, self.name), find)
    }
}

/// The drafts that can be opened: by customer, those without one last; the last changed first.
#[must_use]
pub fn lines(shelf: &[Shelved], today: Date) -> Vec<Line> {
    let drafts = shelf.iter().filter_map(|shelved| shelved.draft.as_ref().ok());
    let mut lines: Vec<Line> = drafts.map(|draft| Line::of(draft, today)).collect();
    let place = |line: &Line| (line.customer.is_empty(), plain_name(&line.customer));
    lines.sort_by(|one, other| place(one).cmp(&place(other)).then_with(|| other.saved_at.cmp(&one.saved_at)));
    lines
}

/// The customers of the drafts, each once, whatever the case in which it is written, in order.
#[must_use]
pub fn customers(lines: &[Line]) -> Vec<String> {
    let mut customers: Vec<String> = lines.iter().map(|line| line.customer.clone()).collect();
    customers.dedup_by(|one, before| plain_name(one) == plain_name(before));
    customers
}

/// The columns of the table, by the keys of their words.
pub const COLUMNS: [&str; 8] = ["customer", "name", "verdict", "blockers", "warnings", "missing", "said", "changed"];

/// The table as a file that spreadsheets open.
#[must_use]
pub fn csv(lines: &[Line], words: &Words) -> String {
    let head = COLUMNS.map(|column| words.say(&format!("drafts.columns.{column}")));
    let rows = lines.iter().map(|line| {
        [
            line.customer.clone(),
            line.name.clone(),
            words.say(&format!("ui.verdict.{}", line.verdict_key())),
            line.tally.blockers.to_string(),
            line.tally.warnings.to_string(),
            line.missing.to_string(),
            line.said.to_string(),
            line.saved_at.clone(),
        ]
    });
    crate::export::csv::table([head].into_iter().chain(rows))
}
