//! What was understood of a pasted or opened table, shown before it changes the draft.

use std::sync::Arc;

use super::grid::class_of;
use crate::app::{Event, Filled};
use crate::assessment::{FieldId, Said, Table};
use crate::import::{self, Error, Preview, Reason};
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

/// What is wrong with a block, and what to do.
pub fn say(page: Page, error: &Error) -> String {
    let label = |field: &FieldId| page.t(&format!("questions.{}.label", field.field().key));
    match error {
        Error::Empty => page.t("ui.paste.empty"),
        Error::NoHeader { line, found, expected } => {
            let (found, expected) = page.words(|words| {
                let list = words.locale();
                (list.list(found), list.list(&expected.iter().take(6).map(label).collect::<Vec<_>>()))
            });
            page.fill(
                "ui.paste.noHeader",
                &[
                    ("line", Fill::Number(*line as u64)),
                    ("found", Fill::Theirs(&found)),
                    ("expected", Fill::Words(&expected)),
                ],
            )
        }
        Error::NoRows { header_line } => page.fill("ui.paste.noRows", &[("line", Fill::Number(*header_line as u64))]),
        Error::TooManyRows { found, fit } => page.fill(
            "ui.paste.tooMany",
            &[
                ("found", Fill::Number(*found as u64)),
                ("fit", Fill::Number(*fit as u64)),
                ("most", Fill::Number(import::MAX_ROWS as u64)),
            ],
        ),
    }
}

fn reason(page: Page, reason: Reason) -> String {
    match reason {
        Reason::AboveHeader => page.t("ui.paste.reason.aboveHeader"),
        Reason::HeaderAgain => page.t("ui.paste.reason.headerAgain"),
        Reason::NothingUsed => page.t("ui.paste.reason.nothingUsed"),
        Reason::MoreCellsThanHeaders => page.t("ui.paste.reason.moreCells"),
        Reason::CellTooLong => page.t("ui.paste.reason.tooLong"),
        Reason::SameNameAsLine(line) => page.fill("ui.paste.reason.sameName", &[("line", Fill::Number(line as u64))]),
        Reason::SeveralRowsOfThisName => page.t("ui.paste.reason.severalRows"),
        Reason::NoSuchRow => page.t("ui.paste.reason.noSuchRow"),
    }
}

/// Shows what was understood, and takes it over or leaves it; `close` goes back to the grid.
pub fn dialog(page: Page, read: &Arc<Pasted>, close: impl Fn() + Copy + 'static) -> El {
    let Pasted { table, ref preview } = **read;
    let used: Vec<(FieldId, String)> = preview
        .columns
        .iter()
        .filter_map(|column| {
            let label = page.t(&format!("questions.{}.label", column.field?.field().key));
            Some((column.field?, label))
        })
        .collect();
    let unused: Vec<String> =
        preview.columns.iter().filter(|column| column.field.is_none()).map(|column| column.header.clone()).collect();
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
    let refused = preview.refused.iter().take(SHOWN).map(|(line, why)| {
        let line = page.fill("ui.paste.line", &[("line", number(*line))]);
        el("li").text(&format!("{line} {}", reason(page, *why)))
    });
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
    let refused_head = (!preview.refused.is_empty()).then(|| el("h3").text(&page.t("ui.paste.refused")));
    el("dialog")
        .class("preview")
        .attr("aria-labelledby", "preview-title")
        .on("close", move |_| close())
        .child(el("h2").attr("id", "preview-title").text(&page.t("ui.paste.title")))
        .child(el("p").text(&counts))
        .children(unreadable)
        .children(not_used)
        .child(wrap.child(table))
        .children(more)
        .children(refused_head)
        .child(el("ul").class("refused").children(refused))
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
