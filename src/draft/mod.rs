//! A draft: answers, with what belongs to them as a document; the file in which it is kept; and what becomes of two
//! states of it that did not know each other.

mod file;
mod known;
mod merge;
mod saves;

use serde_json::{Map, Value};

use crate::assessment::fields::{ROUTE, WORK_BEGINS, WORK_ENDS, WORKING_DAYS};
use crate::assessment::{Answer, Assessment, FieldId, Said, Workstream};
use crate::runbook::TaskStates;
use crate::words::{Fill, Words};
pub use file::{FORMAT, VERSION, Written};
pub use known::Known;
pub use merge::{About, Conflict, Dispute, answer_of, merge};
pub use saves::Saves;

/// A draft.
#[derive(Clone, PartialEq, Debug)]
pub struct Draft {
    /// Its permanent name, and the end of its storage key.
    pub id: String,
    /// What the customer calls it.
    pub name: String,
    /// Whom it is about, where somebody does this for many customers; may be empty.
    pub customer: String,
    /// Which tabs have saved it, and how often.
    pub saves: Saves,
    /// When it was last saved, as an ISO instant; empty before the first time.
    pub saved_at: String,
    /// The answers.
    pub assessment: Assessment,
    /// How far the runbook's tasks have come, and what was remarked upon them.
    pub tasks: TaskStates,
    /// What was said at places where two tabs said different things, until the reader has chosen.
    pub conflicts: Vec<Conflict>,
    /// Members of the file that this version does not know.
    others: Map<String, Value>,
    /// Tables that this version does not know.
    other_tables: Map<String, Value>,
}

/// A text that a draft goes by.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Label {
    /// What the customer calls it.
    Name,
    /// Whom it is about.
    Customer,
}

impl Label {
    const ALL: [Self; 2] = [Self::Name, Self::Customer];

    /// Its name in the draft's file and in the words.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Customer => "customer",
        }
    }
}

/// Why a text is no draft that this program can open.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum DraftError {
    /// Not JSON: where it stops being it (both from 1), and why.
    NotJson {
        /// The line.
        line: usize,
        /// The column in it.
        column: usize,
    },
    /// JSON, but not of this format.
    NotADraft,
    /// A list, as JSON or in lines: it belongs into a draft.
    AList,
    /// Written by a newer version of the planner.
    Newer {
        /// That version.
        version: u64,
    },
    /// A member is not what it has to be.
    Member {
        /// Where it stands, such as `answers.instances[3].version`.
        path: String,
        /// What had to stand there: a key of the words, under `draft.expected`.
        expected: &'static str,
    },
}

impl DraftError {
    /// What is wrong, where, and what to do, in the reader's language.
    #[must_use]
    pub fn say(&self, words: &Words) -> String {
        match self {
            Self::NotJson { line, column } => words.fill(
                "draft.notJson",
                &[("line", Fill::Number(*line as u64)), ("column", Fill::Number(*column as u64))],
            ),
            Self::NotADraft => words.say("draft.notADraft"),
            Self::AList => words.say("draft.aList"),
            Self::Newer { version } => {
                words.fill("draft.newer", &[("version", Fill::Number(*version)), ("own", Fill::Number(VERSION))])
            }
            Self::Member { path, expected } => {
                let expected = words.say(&format!("draft.expected.{expected}"));
                words.fill("draft.member", &[("path", Fill::Theirs(path)), ("expected", Fill::Words(&expected))])
            }
        }
    }
}

/// What a template keeps: how one works, and nothing about whom one works for.
fn in_templates() -> impl Iterator<Item = FieldId> {
    let about = Workstream::ALL.map(|workstream| workstream.question().field);
    about.into_iter().chain([ROUTE.field, WORKING_DAYS.field, WORK_BEGINS.field, WORK_ENDS.field])
}

impl Draft {
    /// A new draft, in which nothing has been said but the usual working week.
    #[must_use]
    pub fn new(id: String, name: String) -> Self {
        Self { assessment: Assessment::begun(), ..Self::blank(id, name) }
    }

    /// The same answers as another draft.
    #[must_use]
    pub fn copy(self, id: String, name: String) -> Self {
        Self { id, name, saves: Saves::default(), saved_at: String::new(), ..self }
    }

    /// A draft to begin from for somebody else: what is moved and how, and the working week. No other answer goes with
    /// it, no remark, and nothing that could not be read, for a name may stand there.
    #[must_use]
    pub fn template(&self, id: String, name: String) -> Self {
        let mut template = Self::blank(id, name);
        for field in in_templates() {
            if let said @ Said::Given(_) = &self.assessment.whole().answer(field).said {
                template.assessment.set(0, field, Answer { said: said.clone(), note: None });
            }
        }
        template
    }

    /// A draft in which nothing has been said at all.
    fn blank(id: String, name: String) -> Self {
        Self {
            id,
            name,
            customer: String::new(),
            saves: Saves::default(),
            saved_at: String::new(),
            assessment: Assessment::default(),
            tasks: TaskStates::default(),
            conflicts: Vec::new(),
            others: Map::new(),
            other_tables: Map::new(),
        }
    }

    /// A text that it goes by.
    #[must_use]
    pub fn label(&self, label: Label) -> &str {
        match label {
            Label::Name => &self.name,
            Label::Customer => &self.customer,
        }
    }

    /// A text that it goes by, to change.
    pub fn label_mut(&mut self, label: Label) -> &mut String {
        match label {
            Label::Name => &mut self.name,
            Label::Customer => &mut self.customer,
        }
    }

    /// Whether both say the same, whoever saved them and when.
    #[must_use]
    pub fn says_what(&self, other: &Self) -> bool {
        Label::ALL.iter().all(|label| self.label(*label) == other.label(*label))
            && self.assessment == other.assessment
            && self.tasks == other.tasks
            && self.conflicts == other.conflicts
            && self.others == other.others
            && self.other_tables == other.other_tables
    }
}
