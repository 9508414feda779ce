//! What was understood of a pasted or opened table, shown before it changes the draft.

use std::sync::Arc;

use super::grid::class_of;
use crate::app::{Event, Filled};
use crate::assessment::{FieldId, Said, Table};
use crate::import::{self, Error, Preview};
use crate::ui::Page;
use crate::ui::dom::{El, button, el, next_frame};
use crate::words::Fill;

/// So many lines are shown; all are counted.
const SHOWN: usize = 50;

/// A table that was recognised.
pub struct Pasted {
    table: Table,
    preview: Preview,
}

impl Pasted {
    /// Recognises a text as rows of a table.
    ///
    /// # Errors
    /// Why it is none.
    pub fn read(page: Page, table: Table, text: &str) -> Result<Self, Error> {
        let label = |field: FieldId| page.t(&format!("questions.{}.label", field.field().key));
        let resolve = |text: &str| page.resolved(text);
        let rows = page.assessment_now(|about| import::preview(text, table, about.rows(table), &label, &resolve));
        rows.unwrap_or(Err(Error::Empty)).map(|preview| Self { table, preview })
    }
}

/// Shows what was understood, and takes it over or leaves it; `close` goes back to the grid.
pub fn dialog(page: Page, read: &Arc<Pasted>, close: impl Fn() + Copy + 'static) -> El {
    let Pasted { table, ref preview } = **read;
    let mut used: Vec<(FieldId, String)> = preview
        .columns
        .iter()
        .filter_map(|column| {
            let label = page.t(&format!("questions.{}.label", column.field?.field().key));
            Some((column.field?, label))
        })
        .collect();
    // As in the grid, whatever the order of the text.
    used.sort_by_key(|(field, _)| *field);
    let unused = preview.columns.iter().filter(|column| column.field.is_none() && column.aside.is_none());
    let unused: Vec<String> = unused.map(|column| column.header.clone()).collect();
    let number = |count: usize| Fill::Number(count as u64);
    let new = preview.rows.iter().filter(|row| row.existing.is_none()).count();
    let counts = page.fill(
        "ui.paste.counts",
        &[
            ("new", number(new)),
            ("changed", number(preview.rows.len() - new)),
            ("refused", number(preview.refused.len())),
        ],
    );
    let not_used = (!unused.is_empty()).then(|| {
        let headers = page.words(|words| words.locale().list(&unused));
        el("p").child(el("small").text(&page.fill("ui.paste.unused", &[("headers", Fill::Theirs(&headers))])))
    });
    let unreadable = (!preview.unreadable.is_empty()).then(|| {
        let cells = number(preview.unreadable.len());
        el("p").class("problem").text(&page.fill("ui.paste.unreadable", &[("cells", cells)]))
    });
    let total = page.words(|words| words.whole_list(preview));
    let total = total.map(|total| el("p").class("problem").text(&total));
    let at = |place: usize, said: &str| {
        el("li").text(&format!("{} {said}", page.words(|words| words.place(preview.form, place))))
    };
    let refused = preview.refused.iter().map(|(place, why)| at(*place, &page.words(|words| words.refusal(*why))));
    let mend = page.words(|words| words.to_mend(preview));
    let mend = mend.iter().map(|(place, said)| at(*place, said));
    let list = |title: &str, items: Vec<El>| {
        let title = (!items.is_empty()).then(|| el("h3").text(&page.t(title)));
        el("div").children(title).child(el("ul").class("refused").children(items))
    };
    let mend = list("ui.paste.toMend", mend.take(SHOWN).collect());
    let refused = list("ui.paste.refused", refused.take(SHOWN).collect());
    let rows = preview.rows.iter().take(SHOWN).map(|row| {
        let state = page.t(if row.existing.is_some() { "ui.paste.changes" } else { "ui.paste.isNew" });
        let cells = used.iter().map(|(field, _)| {
            let answer = row.answers.iter().find(|(own, _)| own == field).map(|(_, answer)| answer);
            // A row that is there already keeps its name, by which it was found.
            let name = row.existing.as_ref().filter(|_| table.name_field() == Some(*field));
            let (class, text) = match (answer.map(|answer| (&answer.said, page.shown(*field, answer))), name) {
                (Some((Said::Unreadable(_), text)), _) => ("unreadable", text),
                (Some((_, text)), _) => (class_of(*field), text),
                (None, Some(row)) => ("", page.name_of(table, row)),
                (None, None) => ("empty", "—".to_owned()),
            };
            el("td").class(class).text(&text)
        });
        el("tr").children(cells).child(el("td").text(&state))
    });
    let more = preview.rows.len().saturating_sub(SHOWN);
    let more =
        (more > 0).then(|| el("p").child(el("small").text(&page.fill("ui.paste.more", &[("rows", number(more))]))));
    let head = |class: &str, label: &str| el("th").attr("scope", "col").class(class).text(label);
    let heads = used.iter().map(|(field, label)| head(class_of(*field), label));
    let taken = read.clone();
    let take = move || {
        let rows = taken.preview.rows.iter();
        let filled = rows.map(|row| Filled { row: row.existing.clone(), answers: row.answers.clone() });
        page.dispatch(Event::Filled(table, filled.collect()));
        close();
    };
    let table = el("table")
        .class("grid")
        .child(el("thead").child(el("tr").children(heads).child(head("", &page.t("ui.paste.state")))))
        .child(el("tbody").children(rows));
    let wrap = el("div")
        .class("grid-wrap")
        .attr("tabindex", "0")
        .attr("role", "region")
        .attr("aria-labelledby", "preview-title");
    el("dialog")
        .class("preview")
        .attr("aria-labelledby", "preview-title")
        .on("close", move |_| close())
        .child(el("h2").attr("id", "preview-title").text(&page.t("ui.paste.title")))
        .child(el("p").text(&counts))
        .children(total)
        .children(unreadable)
        .children(not_used)
        .child(wrap.child(table))
        .children(more)
        .child(mend)
        .child(refused)
        .child(
            el("div").class("dialog-actions").child(button("primary", &page.t("ui.paste.take"), take)).child(button(
                "",
                &page.t("ui.paste.leave"),
                close,
            )),
        )
        .tell(|dialog: web_sys::HtmlDialogElement| {
            next_frame(move || {
                let _ = dialog.show_modal();
            });
        })
}
