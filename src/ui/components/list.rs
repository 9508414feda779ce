//! A table of the customer's rows, with its heading.

use super::grid::grid;
use crate::assessment::{FieldId, RowId, Section, Table};
use crate::ui::Page;
use crate::ui::dom::{El, el};
use crate::ui::live::Derived;

/// A table of the customer's rows.
pub fn list(
    page: Page,
    section: Section,
    table: Table,
    fields: Derived<Vec<FieldId>>,
    spot: Derived<Option<(RowId, FieldId)>>,
) -> El {
    let columns = move || {
        let own =
            fields.with(|fields| fields.iter().copied().filter(|id| id.field().table == table).collect::<Vec<_>>());
        let name = table.name_field().filter(|name| !own.contains(name));
        name.into_iter().chain(own).collect::<Vec<_>>()
    };
    let lede = format!("tables.{}.lede", table.key());
    let lede = page.words(|words| words.has(&lede).then(|| words.say(&lede)));
    // A list that has the section to itself needs no heading of its own.
    let title = page.t(&format!("tables.{}.title", table.key()));
    let heading = (title != page.t(&format!("sections.{}.title", section.key()))).then(|| el("h2").text(&title));
    el("section")
        .class("list")
        .children(heading)
        .children(lede.map(|lede| el("p").class("lede").text(&lede)))
        .child(grid(page, table, columns, move || spot.get()))
}
