//! The same short questions about a few rows that are always there, as a table: a line for each row, a column for each
//! question. What each column asks stands above it once.

use super::question::Asked;
use super::term::explained;
use crate::assessment::values::Kind;
use crate::assessment::{FieldId, RowAt, Table};
use crate::ui::dom::{El, button, el, unseen};
use crate::ui::live::{Derived, State, state};
use crate::ui::{Page, rest};

/// The table. Which of the section's questions it has for columns depends on no answer that is given here.
pub fn rows(page: Page, table: Table, fields: Derived<Vec<FieldId>>) -> El {
    let fields: Vec<FieldId> = fields.get_untracked().into_iter().filter(|id| id.field().table == table).collect();
    let column = |field: &FieldId| {
        let key = |part: &str| format!("questions.{}.{part}", field.field().key);
        let hint = el("dd").attr("id", &hint_id(*field)).child(el("strong").text(&page.t(&key("ask")))).text(" ");
        let hint = explained(page, hint, &key("why")).text(" ");
        el("div").child(el("dt").text(&label(page, *field))).child(explained(page, hint, &key("where")))
    };
    let head = el("tr")
        .child(el("td"))
        .children(fields.iter().map(|field| el("th").attr("scope", "col").text(&label(page, *field))));
    let lines = (0..)
        .zip(table.fixed_rows())
        .map(|(at, id)| line(page, RowAt { table, at }, &page.t(&format!("rows.{}.{id}", table.key())), &fields));
    let title = format!("{}-title", table.key());
    el("section")
        .child(el("h2").attr("id", &title).text(&page.t(&format!("tables.{}.title", table.key()))))
        .child(el("dl").class("columns").children(fields.iter().map(column)))
        .child(el("table").class("rows").attr("aria-labelledby", &title).child(el("thead").child(head)).children(lines))
}

fn label(page: Page, field: FieldId) -> String {
    page.t(&format!("questions.{}.label", field.field().key))
}

fn hint_id(field: FieldId) -> String {
    format!("{}-hint", field.field().key)
}

/// A row, and below it what its cells have no room for: what is wrong, what is found, a note.
fn line(page: Page, row: RowAt, name: &str, fields: &[FieldId]) -> El {
    let noting = state(None::<FieldId>);
    let cells = fields.iter().map(|field| cell(page, row, *field, noting));
    let problems = fields.iter().map(|field| {
        let (asked, label) = (Asked::of(page, row, *field), label(page, *field));
        let problem = move || Some(asked.problem()).filter(|problem| !problem.is_empty());
        let problem = move || problem().map(|problem| format!("{label}: {problem}")).unwrap_or_default();
        el("p").class("problem").attr("role", "status").text_live(problem)
    });
    let note = move || noting.get().map(|field| Asked::of(page, row, field).note());
    let below = el("td")
        .attr("colspan", &(fields.len() + 1).to_string())
        .children(problems)
        .child(rest::field_findings(page, row, fields.to_vec()))
        .part(note);
    el("tbody")
        .child(el("tr").child(el("th").attr("scope", "row").text(name)).children(cells))
        .child(el("tr").class("below").child(below))
}

/// An answer, with the means to give it.
fn cell(page: Page, row: RowAt, field: FieldId, noting: State<Option<FieldId>>) -> El {
    let asked = Asked::of(page, row, field);
    let name = asked.name();
    let of = || unseen(&format!(": {name}"));
    let kind = field.field().kind;
    let controls = match kind {
        Kind::Choice(set) => vec![asked.select(set, &name).attr("aria-describedby", &hint_id(field)), asked.kept()],
        _ => vec![asked.input(kind, &name).attr("aria-describedby", &hint_id(field)), asked.unknown().child(of())],
    };
    let is_open = move || noting.get() == Some(field);
    let toggle = move || noting.set(if is_open() { None } else { Some(field) });
    let noted = asked.clone();
    let summary = move || page.t(if noted.is_noted() { "ui.note.edit" } else { "ui.note.button" });
    let note = button("link", "", toggle)
        .attr_live("aria-expanded", move || Some(is_open().to_string()))
        .text_live(summary)
        .child(of());
    el("td").attr("id", &asked.id).attr("data-column", &label(page, field)).children(controls).child(note)
}
