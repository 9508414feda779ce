//! What was understood of a pasted or opened table, shown before it changes the draft.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use super::grid::{class_of, known_of, offer_tag};
use crate::app::{Event, Filled};
use crate::assessment::fields::{IS_RETIRED, OFFER};
use crate::assessment::{Answer, FieldId, Row, Said, Table};
use crate::import::{self, Counts, Error, Preview, TakenRow};
use crate::ui::Page;
use crate::ui::dom::{El, button, el, next_frame};
use crate::words::Fill;

/// So many lines are shown; all are counted.
const SHOWN: usize = 50;

/// A table that was recognised.
pub struct Pasted {
    table: Table,
    preview: Preview,
    /// The rows that it is about, as they are now; `None` for new ones.
    before: Vec<Option<Row>>,
}

impl Pasted {
    /// Recognises a text as rows of a table.
    ///
    /// # Errors
    /// Why it is none.
    pub fn read(page: Page, table: Table, text: &str) -> Result<Self, Error> {
        let label = |field: FieldId| page.t(&format!("questions.{}.label", field.field().key));
        let resolve = |text: &str| page.resolved(text);
        let read = page.assessment_now(|about| {
            let rows = about.rows(table);
            let preview = import::preview(text, table, rows, &label, &resolve)?;
            let places: HashMap<&str, &Row> = rows.iter().map(|row| (&*row.id.0, row)).collect();
            let before = |taken: &TakenRow| Some(Row::clone(places.get(&*taken.existing.as_ref()?.0)?));
            let before = preview.rows.iter().map(before).collect();
            Ok(Self { table, preview, before })
        });
        read.unwrap_or(Err(Error::Empty))
    }

    /// What a row will say, and whether it says so already.
    fn stands(&self, at: usize, field: FieldId) -> (Answer, bool) {
        let own = self.preview.rows[at].answers.iter().find(|(own, _)| *own == field);
        match (own, &self.before[at]) {
            (Some((_, answer)), _) => (answer.clone(), false),
            (None, Some(row)) => (row.answer(field).clone(), true),
            (None, None) => (Answer::default(), false),
        }
    }

    /// What is known of an offer that is listed, as a key of the words.
    fn offer(&self, at: usize) -> Option<&'static str> {
        known_of(&self.stands(at, OFFER.field).0, &self.stands(at, IS_RETIRED.field).0)
    }
}

/// Shows what was understood, and takes it over or leaves it; `close` goes back to the grid.
pub fn dialog(page: Page, read: &Arc<Pasted>, close: impl Fn() + Copy + 'static) -> El {
    let Pasted { table, ref preview, ref before } = **read;
    // What a line says of a field may come from elsewhere than a column of it.
    let told = preview.rows.iter().flat_map(|row| row.answers.iter().map(|(field, _)| *field));
    let columns = preview.columns.iter().filter_map(|column| column.field);
    // As in the grid, whatever the order of the text.
    let used: BTreeSet<FieldId> = columns.chain(told).chain(table.name_field()).collect();
    let label = |field: FieldId| page.t(&format!("questions.{}.label", field.field().key));
    let used: Vec<(FieldId, String)> = used.into_iter().map(|field| (field, label(field))).collect();
    let unused = preview.columns.iter().filter(|column| column.field.is_none() && column.aside.is_none());
    let unused: Vec<String> = unused.map(|column| column.header.clone()).collect();
    let number = |count: usize| Fill::Number(count as u64);
    let Counts { new, changed, unchanged } = preview.counts();
    let counts = page.fill(
        "ui.paste.counts",
        &[
            ("new", number(new)),
            ("changed", number(changed)),
            ("unchanged", number(unchanged)),
            ("refused", number(preview.refused.len())),
        ],
    );
    let offers = (table == Table::Subscriptions).then(|| {
        let of = |key| number((0..preview.rows.len()).filter(|at| read.offer(*at) == Some(key)).count());
        let fills = [("retired", of("ui.offer.retired")), ("perhaps", of("ui.offer.perhapsRetired"))];
        el("p").text(&page.fill("ui.paste.offers", &fills))
    });
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
    let refused =
        preview.refused.iter().map(|(place, why)| at(*place, &page.words(|words| words.refusal(preview.form, *why))));
    let mend = page.words(|words| words.to_mend(preview));
    let mend = mend.iter().map(|(place, said)| at(*place, said));
    let list = |title: &str, items: Vec<El>| {
        let title = (!items.is_empty()).then(|| el("h3").text(&page.t(title)));
        el("div").children(title).child(el("ul").class("refused").children(items))
    };
    let mend = list("ui.paste.toMend", mend.take(SHOWN).collect());
    let refused = list("ui.paste.refused", refused.take(SHOWN).collect());
    let rows = (0..preview.rows.len()).take(SHOWN).map(|at| {
        let state = match (&before[at], &preview.rows[at].answers[..]) {
            (None, _) => "ui.paste.isNew",
            (Some(_), []) => "ui.paste.unchanged",
            (Some(_), _) => "ui.paste.changes",
        };
        let cells = used.iter().map(|(field, _)| {
            let (answer, is_kept) = read.stands(at, *field);
            let class = match answer.said {
                Said::Nothing => "empty",
                Said::Unreadable(_) => "unreadable",
                _ if is_kept => "kept",
                _ => "",
            };
            let text = if answer.said == Said::Nothing { "—".to_owned() } else { page.shown(*field, &answer) };
            let tag = (*field == OFFER.field).then(|| read.offer(at)).flatten();
            let was = before[at].as_ref().filter(|_| !is_kept).map(|row| row.answer(*field));
            let was = was.filter(|was| was.said != Said::Nothing).map(|was| {
                let was = page.shown(*field, was);
                el("small").text(&format!(" {}", page.fill("ui.paste.was", &[("before", Fill::Theirs(&was))])))
            });
            let classes = format!("{} {class}", class_of(*field));
            let text = el("span").class("cell").children(tag.map(|tag| offer_tag(page, tag))).text(&text);
            el("td").class(classes.trim()).child(text.children(was))
        });
        // Beside the name: whatever is behind may be out of view.
        let mut cells: Vec<El> = cells.collect();
        cells.insert(cells.len().min(1), el("td").text(&page.t(state)));
        el("tr").children(cells)
    });
    let more = preview.rows.len().saturating_sub(SHOWN);
    let more =
        (more > 0).then(|| el("p").child(el("small").text(&page.fill("ui.paste.more", &[("rows", number(more))]))));
    let head = |class: &str, label: &str| el("th").attr("scope", "col").class(class).text(label);
    let mut heads: Vec<El> = used.iter().map(|(field, label)| head(class_of(*field), label)).collect();
    heads.insert(heads.len().min(1), head("", &page.t("ui.paste.state")));
    let taken = read.clone();
    let take = move || {
        let rows = taken.preview.rows.iter();
        let filled = rows.map(|row| Filled { row: row.existing.clone(), answers: row.answers.clone() });
        page.dispatch(Event::Filled(table, filled.collect()));
        close();
    };
    let table =
        el("table").class("grid").child(el("thead").child(el("tr").children(heads))).child(el("tbody").children(rows));
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
        .children(offers)
        .children(total)
        .children(unreadable)
        .children(not_used)
        .child(wrap.child(table))
        .children(more)
        .child(mend)
        .child(refused)
        .child(
            el("div")
                .class("dialog-actions")
                .children((new + changed > 0).then(|| button("primary", &page.t("ui.paste.take"), take)))
                .child(button("", &page.t("ui.paste.leave"), close)),
        )
        .tell(|dialog: web_sys::HtmlDialogElement| {
            next_frame(move || {
                let _ = dialog.show_modal();
            });
        })
}
