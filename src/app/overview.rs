//! What rail, task list and pulse show: a summary of the judgement, section by section.

use crate::assessment::fields::{FieldId, Section, Table};
use crate::assessment::{Assessment, Said, Workstream};
use crate::readiness::{Readiness, Tally, Verdict, asked, sections};
use crate::rules::{Gap, Severity};

/// The summary.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Overview {
    /// The verdict of the whole, once anything is assessed.
    pub verdict: Option<Verdict>,
    /// That of each workstream in it.
    pub workstreams: Vec<(Workstream, Verdict)>,
    /// How many outcomes there are of each kind.
    pub tally: Tally,
    /// How many answers are missing, each counted once.
    pub missing: usize,
    /// The questions that are asked.
    pub asked: Vec<FieldId>,
    /// The sections that are asked, in order, with their states.
    pub sections: Vec<(Section, SectionState)>,
}

/// How far a section has come.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct SectionState {
    /// Blockers that an answer of this section would change first.
    pub blockers: usize,
    /// Warnings, likewise.
    pub warnings: usize,
    /// Answers that rules wait for.
    pub missing: usize,
    /// Something has been said, nothing is missing, nothing is wrong.
    pub is_done: bool,
}

/// Sums up.
#[must_use]
pub fn overview(assessment: &Assessment, readiness: &Readiness) -> Overview {
    let asked = asked(assessment);
    let missing = readiness.missing_answers();
    let mut states: Vec<(Section, SectionState)> =
        sections(&asked).into_iter().map(|section| (section, SectionState::default())).collect();
    let mut add = |section: Section, count: usize, to: fn(&mut SectionState) -> &mut usize| {
        if let Some((_, state)) = states.iter_mut().find(|(own, _)| *own == section) {
            *to(state) += count;
        }
    };
    for (severity, field, count) in readiness.findings_by_field() {
        match severity {
            Severity::Blocker => add(field.field().section, count, |state| &mut state.blockers),
            Severity::Warning => add(field.field().section, count, |state| &mut state.warnings),
            Severity::Note => {}
        }
    }
    for gap in &missing {
        add(section_of(*gap), 1, |state| &mut state.missing);
    }
    let is_said = |field: &FieldId| {
        let rows = assessment.rows(field.field().table);
        rows.iter().any(|row| !matches!(row.answer(*field).said, Said::Nothing))
    };
    for (section, state) in &mut states {
        // Thousands of rows are looked at only where it depends on them.
        state.is_done = state.blockers + state.warnings + state.missing == 0
            && asked.iter().any(|field| field.field().section == *section && is_said(field));
    }
    Overview {
        verdict: readiness.verdict(),
        workstreams: readiness.workstreams().collect(),
        tally: readiness.tally(),
        missing: missing.len(),
        sections: states,
        asked,
    }
}

/// Where a missing answer is given.
#[must_use]
pub fn section_of(gap: Gap) -> Section {
    match gap {
        Gap::Answer(_, field) => field.field().section,
        Gap::Rows(table) => home(table),
    }
}

/// The section in which a table's rows are added: where their name is asked.
#[must_use]
pub fn home(table: Table) -> Section {
    table.name_field().map_or(Section::Situation, |name: FieldId| name.field().section)
}
