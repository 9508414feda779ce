//! What two tabs said differently at one place: both, for the reader to choose.

use serde_json::Value;

use crate::app::Event;
use crate::assessment::{Answer, FieldId, Table};
use crate::draft::{About, Dispute, Label, answer_of};
use crate::runbook::State;
use crate::ui::dom::{El, button};
use crate::ui::{Page, rest};
use crate::words::Fill;

/// How much of a long text is shown, in letters.
const SHOWN: usize = 60;

/// What is in dispute, in words.
pub fn about(page: Page, dispute: &Dispute, count: usize) -> String {
    let place = match &dispute.about {
        About::Answer(table, row, field) => {
            let question = page.t(&format!("questions.{}.label", field.field().key));
            match table {
                Table::Assessment => question,
                // Its name is what the two disagree about.
                _ if table.name_field() == Some(*field) => of_row(page, &page.place_of(*table, row), &question),
                _ => of_row(page, &page.name_of(*table, row), &question),
            }
        }
        About::Row(table, row) => page.name_of(*table, row),
        About::Task(code, row, member) if page.has_rest() => {
            let title = rest::task_title(page, code, row).unwrap_or_else(|| code.clone());
            of_row(page, &title, &page.t(&format!("ui.runbook.{member}")))
        }
        About::Task(code, row, _) => {
            let row = Table::ALL.into_iter().map(|table| page.name_of(table, row)).find(|name| !name.is_empty());
            row.map_or_else(|| code.clone(), |row| of_row(page, &row, code))
        }
        About::Label(Label::Name) => page.t("ui.draftName"),
        About::Label(Label::Customer) => page.t("ui.customer"),
    };
    let key = if matches!(dispute.about, About::Row(..)) { "ui.conflict.removed" } else { "ui.conflict.changed" };
    page.fill(key, &[("place", Fill::Theirs(&place)), ("more", Fill::Number(count as u64 - 1))])
}

fn of_row(page: Page, row: &str, what: &str) -> String {
    page.fill("gap", &[("row", Fill::Words(row)), ("question", Fill::Words(what))])
}

/// A button for each choice.
pub fn choices(page: Page, dispute: &Dispute) -> Vec<El> {
    let button = |choice: &Value| {
        let (dispute, chosen) = (dispute.clone(), choice.clone());
        let text = in_words(page, &dispute.about, choice);
        button("", &text, move || page.dispatch(Event::Chose(dispute.clone(), chosen.clone())))
    };
    dispute.choices.iter().map(button).collect()
}

fn in_words(page: Page, about: &About, choice: &Value) -> String {
    let said = match about {
        About::Row(..) => {
            return page.t(if choice.is_null() { "ui.conflict.remove" } else { "ui.conflict.stay" });
        }
        About::Answer(.., field) => answer(page, *field, &answer_of(*field, choice)),
        About::Task(_, _, member) if member == "state" && page.has_rest() => {
            let state = choice.as_str().and_then(State::from_key).unwrap_or_default();
            page.t(&format!("runbook.states.{}", state.key()))
        }
        About::Task(..) | About::Label(_) => choice.as_str().unwrap_or_default().to_owned(),
    };
    if said.is_empty() {
        return page.t("ui.conflict.nothing");
    }
    let mut shown: String = said.chars().take(SHOWN).collect();
    if shown.len() < said.len() {
        shown.push('…');
    }
    page.fill("ui.conflict.keep", &[("said", Fill::Theirs(&shown))])
}

/// An answer with what was remarked upon it, since that may be where two differ.
fn answer(page: Page, field: FieldId, answer: &Answer) -> String {
    let said = match answer.as_typed() {
        Answer::UNKNOWN => page.t("ui.unknown"),
        _ => page.shown(field, answer),
    };
    let note = answer.note.iter().flat_map(|note| [&note.text, &note.by, &note.on]);
    let parts = [said].into_iter().chain(note.map(ToString::to_string)).filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join(" · ")
}
