//! What was understood of a pasted or opened table, shown before it changes the draft.

use std::sync::Arc;

use leptos::html;
use leptos::prelude::*;

use crate::app::{Event, Filled};
use crate::assessment::{FieldId, Said, Table};
use crate::import::{self, Error, Preview, Reason};
use crate::ui::Page;
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

/// Shows what was understood, and takes it over or leaves it.
#[component]
pub fn PastePreview(
    /// What was recognised.
    read: Arc<Pasted>,
    /// Goes back to the grid.
    close: impl Fn() + Copy + Send + 'static,
) -> impl IntoView {
    let page = crate::ui::page();
    let dialog = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        if let Some(dialog) = dialog.get()
            && !dialog.open()
        {
            let _ = dialog.show_modal();
        }
    });
    let Pasted { table, ref preview } = *read;
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
    let new = preview.rows.iter().filter(|row| row.existing.is_none()).count();
    let counts = page.fill(
        "ui.paste.counts",
        &[
            ("new", Fill::Number(new as u64)),
            ("changed", Fill::Number((preview.rows.len() - new) as u64)),
            ("refused", Fill::Number(preview.refused.len() as u64)),
        ],
    );
    let not_used = (!unused.is_empty()).then(|| {
        let headers = page.words(|words| words.locale().list(&unused));
        page.fill("ui.paste.unused", &[("headers", Fill::Theirs(&headers))])
    });
    let unreadable = (!preview.unreadable.is_empty())
        .then(|| page.fill("ui.paste.unreadable", &[("cells", Fill::Number(preview.unreadable.len() as u64))]));
    let refused: Vec<_> = preview
        .refused
        .iter()
        .take(SHOWN)
        .map(|(line, why)| {
            let line = page.fill("ui.paste.line", &[("line", Fill::Number(*line as u64))]);
            view! { <li>{line} " " {reason(page, *why)}</li> }
        })
        .collect();
    let rows: Vec<_> = preview
        .rows
        .iter()
        .take(SHOWN)
        .map(|row| {
            let state = page.t(if row.existing.is_some() { "ui.paste.changes" } else { "ui.paste.isNew" });
            let cells: Vec<_> = used
                .iter()
                .map(|(field, _)| {
                    let answer = row.answers.iter().find(|(own, _)| own == field).map(|(_, answer)| answer);
                    let class = match answer.map(|answer| &answer.said) {
                        Some(Said::Unreadable(_)) => "unreadable",
                        None => "empty",
                        _ => "",
                    };
                    let text = answer.map_or_else(|| "—".to_owned(), |answer| page.shown(*field, answer));
                    view! { <td class=class>{text}</td> }
                })
                .collect();
            view! { <tr>{cells}<td>{state}</td></tr> }
        })
        .collect();
    let more = preview.rows.len().saturating_sub(SHOWN);
    let more = (more > 0).then(|| page.fill("ui.paste.more", &[("rows", Fill::Number(more as u64))]));
    let heads: Vec<_> = used.iter().map(|(_, label)| view! { <th scope="col">{label.clone()}</th> }).collect();
    let taken = read.clone();
    let take = move |_| {
        let rows = taken.preview.rows.iter();
        let filled = rows.map(|row| Filled { row: row.existing.clone(), answers: row.answers.clone() });
        page.dispatch(Event::Filled(table, filled.collect()));
        close();
    };
    let has_refused = !refused.is_empty();
    view! {
        <dialog class="preview" node_ref=dialog aria-labelledby="preview-title" on:close=move |_| close()>
            <h2 id="preview-title">{page.t("ui.paste.title")}</h2>
            <p>{counts}</p>
            {unreadable.map(|text| view! { <p class="problem">{text}</p> })}
            {not_used.map(|text| view! { <p><small>{text}</small></p> })}
            <div class="grid-wrap" tabindex="0" role="region" aria-labelledby="preview-title">
                <table class="grid">
                    <thead><tr>{heads}<th scope="col">{page.t("ui.paste.state")}</th></tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            {more.map(|text| view! { <p><small>{text}</small></p> })}
            <Show when=move || has_refused>
                <h3>{page.t("ui.paste.refused")}</h3>
            </Show>
            <ul class="refused">{refused}</ul>
            <div class="dialog-actions">
                <button type="button" class="primary" on:click=take>{page.t("ui.paste.take")}</button>
                <button type="button" on:click=move |_| close()>{page.t("ui.paste.leave")}</button>
            </div>
        </dialog>
    }
}
