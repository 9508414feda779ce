//! The page's addresses: everything after the `#`, so that one folder runs at any path of any static host.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use crate::assessment::{Section, Workstream};
use crate::rules::Severity;

/// What the page shows.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub enum Address {
    /// The drafts on this device.
    #[default]
    Start,
    /// The same, side by side.
    Drafts,
    /// A page of a draft.
    Draft(String, DraftPage),
    /// The catalogue, with what is searched for in it.
    Rules(String),
    /// A rule, by its code.
    Rule(String),
    /// The planner itself: its version, its sources, its terms.
    About,
    /// No page of ours.
    Unknown,
}

/// A page of a draft.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum DraftPage {
    /// What is to be done, and how.
    Situation,
    /// The task list.
    Facts,
    /// A section's questions, and the field to begin at.
    Section(Section, Option<Spot>),
    /// The verdict and what it rests on.
    Readiness(Filter),
    /// What is to be done, and the task to begin at.
    Runbook(Option<TaskSpot>),
    /// What is to be found out, and from whom.
    Questions,
}

/// A field, by the draft's own names for row and field.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Spot {
    /// The row's id.
    pub row: String,
    /// The field's key.
    pub field: String,
}

/// A task, by its code and the draft's own name for the row that it is about.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TaskSpot {
    /// The task's code.
    pub task: String,
    /// The row's id; empty for the task as a whole.
    pub row: String,
}

/// Which findings are shown.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Filter {
    /// Of this severity alone.
    pub severity: Option<Severity>,
    /// About the instance of this id alone.
    pub instance: String,
    /// Of this kind of move alone.
    pub workstream: Option<Workstream>,
    /// Mended in this section alone.
    pub section: Option<Section>,
    /// With this text in them.
    pub find: String,
}

impl Address {
    /// What an address means; [`Address::Unknown`] for anything that [`Address::href`] does not give.
    #[must_use]
    pub fn parse(hash: &str) -> Self {
        let hash = hash.strip_prefix('#').unwrap_or(hash);
        let (path, query) = hash.split_once('?').unwrap_or((hash, ""));
        let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
        let asked = |name: &str| {
            let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
            pairs.find(|(own, _)| *own == name).map_or_else(String::new, |(_, value)| decode(value))
        };
        match parts[..] {
            [] => Self::Start,
            ["drafts"] => Self::Drafts,
            ["rules"] => Self::Rules(asked("find")),
            ["rules", code] => Self::Rule(decode(code)),
            ["about"] => Self::About,
            ["draft", id, ref page @ ..] => {
                let page = match page {
                    ["situation"] => DraftPage::Situation,
                    ["facts"] => DraftPage::Facts,
                    ["facts", section] => match Section::from_key(section) {
                        Some(section) => {
                            let (row, field) = (asked("row"), asked("field"));
                            DraftPage::Section(section, (!field.is_empty()).then_some(Spot { row, field }))
                        }
                        None => return Self::Unknown,
                    },
                    ["runbook"] => {
                        let (task, row) = (asked("task"), asked("row"));
                        DraftPage::Runbook((!task.is_empty()).then_some(TaskSpot { task, row }))
                    }
                    ["questions"] => DraftPage::Questions,
                    ["readiness"] => DraftPage::Readiness(Filter {
                        severity: Severity::ALL.into_iter().find(|severity| severity.key() == asked("severity")),
                        instance: asked("instance"),
                        workstream: Workstream::from_key(&asked("workstream")),
                        section: Section::from_key(&asked("section")),
                        find: asked("find"),
                    }),
                    _ => return Self::Unknown,
                };
                Self::Draft(decode(id), page)
            }
            _ => Self::Unknown,
        }
    }

    /// The address, with its `#`.
    #[must_use]
    pub fn href(&self) -> String {
        match self {
            Self::Start | Self::Unknown => "#/".to_owned(),
            Self::Drafts => "#/drafts".to_owned(),
            Self::Rules(find) => format!("#/rules{}", query(&[("find", find)])),
            Self::Rule(code) => format!("#/rules/{}", encode(code)),
            Self::About => "#/about".to_owned(),
            Self::Draft(id, page) => {
                let page = match page {
                    DraftPage::Situation => "situation".to_owned(),
                    DraftPage::Facts => "facts".to_owned(),
                    DraftPage::Section(section, spot) => {
                        let (row, field) =
                            spot.as_ref().map_or(("", ""), |spot| (spot.row.as_str(), spot.field.as_str()));
                        format!("facts/{}{}", section.key(), query(&[("row", row), ("field", field)]))
                    }
                    DraftPage::Runbook(spot) => {
                        let (task, row) =
                            spot.as_ref().map_or(("", ""), |spot| (spot.task.as_str(), spot.row.as_str()));
                        format!("runbook{}", query(&[("task", task), ("row", row)]))
                    }
                    DraftPage::Questions => "questions".to_owned(),
                    DraftPage::Readiness(filter) => {
                        let severity = filter.severity.map_or("", Severity::key);
                        let section = filter.section.map_or("", Section::key);
                        let workstream = filter.workstream.map_or("", Workstream::key);
                        let of = query(&[
                            ("workstream", workstream),
                            ("severity", severity),
                            ("instance", &filter.instance),
                            ("section", section),
                            ("find", &filter.find),
                        ]);
                        format!("readiness{of}")
                    }
                };
                format!("#/draft/{}/{page}", encode(id))
            }
        }
    }

    /// The same page, from its top: without the place to begin at.
    #[must_use]
    pub fn from_top(&self) -> Self {
        match self {
            Self::Draft(id, DraftPage::Section(section, _)) => {
                Self::Draft(id.clone(), DraftPage::Section(*section, None))
            }
            Self::Draft(id, DraftPage::Runbook(_)) => Self::Draft(id.clone(), DraftPage::Runbook(None)),
            other => other.clone(),
        }
    }

    /// The draft whose page it is.
    #[must_use]
    pub fn draft(&self) -> Option<&str> {
        if let Self::Draft(id, _) = self { Some(id) } else { None }
    }
}

fn query(parts: &[(&str, &str)]) -> String {
    let parts = parts.iter().filter(|(_, value)| !value.is_empty());
    let parts: Vec<String> = parts.map(|(name, value)| format!("{name}={}", encode(value))).collect();
    if parts.is_empty() { String::new() } else { format!("?{}", parts.join("&")) }
}

/// What an address may carry as it is.
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.');

fn encode(text: &str) -> String {
    utf8_percent_encode(text, ESCAPED).to_string()
}

fn decode(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}
