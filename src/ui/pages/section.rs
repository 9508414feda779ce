//! A section's questions: one by one for the whole and for each tenant, in a grid for lists.

use leptos::prelude::{WithUntracked, untrack};
use web_sys::HtmlElement;

use crate::app::overview::home;
use crate::app::{Address, DraftPage, Event, Filter};
use crate::assessment::choices::YesNo;
use crate::assessment::{Assessment, FieldId, RowId, Section, Table, Workstream};
use crate::readiness::asked_first;
use crate::ui::components::question::{asked_one_by_one, question};
use crate::ui::components::term::explained;
use crate::ui::dom::{El, by_id, el, link, live, next_frame, value_of};
use crate::ui::frame::{Summary, section_address};
use crate::ui::live::{Derived, derive};
use crate::ui::pages::readiness::denied;
use crate::ui::{Page, rest};
use crate::words::Fill;

/// So many questions come at once, and so many more with each picture that is drawn.
const AT_ONCE: usize = 4;

/// A section's page.
pub fn section_page(page: Page, summary: Summary, section: Section) -> El {
    let fields = derive(move || {
        let own = |id: &FieldId| id.field().section == section;
        if section == Section::Situation {
            return page.assessment(asked_first).unwrap_or_default();
        }
        summary.with(|summary| summary.asked.iter().copied().filter(own).collect::<Vec<_>>())
    });
    let tables = derive(move || {
        let has = |table: &Table| fields.with(|fields| fields.iter().any(|id| id.field().table == *table));
        let (lists, single): (Vec<Table>, Vec<Table>) =
            Table::ALL.into_iter().filter(has).partition(|table| !asked_one_by_one(*table));
        // Where the section is a list's own, the list comes first; but windows need the zone above them.
        if lists.iter().any(|table| home(*table) == section && section != Section::CutOver) {
            [lists, single].concat()
        } else {
            [single, lists].concat()
        }
    });
    let size = move |table: Table| {
        let questions = fields.with(|fields| fields.iter().filter(|id| id.field().table == table).count());
        if asked_one_by_one(table) { questions * table.fixed_rows().len() } else { AT_ONCE }
    };
    let all = untrack(|| tables.get().into_iter().map(size).sum::<usize>());
    let last = all.div_ceil(AT_ONCE);
    let portion = page.portions(last);
    let is_whole = derive(move || portion.get() == last);
    // For so many questions there is room by now after the tables before this one.
    let room = move |table: Table| {
        if is_whole.get() {
            return usize::MAX;
        }
        let before = tables.with(|tables| tables.iter().take_while(|own| **own != table).copied().map(size).sum());
        (AT_ONCE * (portion.get() + 1)).saturating_sub(before)
    };
    // A list takes all of a portion.
    let by_now = move || {
        let needs = |table: &Table| if asked_one_by_one(*table) { 1 } else { AT_ONCE + 1 };
        tables.get().into_iter().filter(|table| room(*table) >= needs(table)).collect::<Vec<_>>()
    };
    // Whatever else changes, the reader is sent there once.
    let spot = derive(move || spot(page, section));
    live(move || {
        let shown = spot.get().filter(|(_, field)| is_whole.get() && asked_one_by_one(field.field().table));
        if let Some((row, field)) = shown {
            next_frame(move || show_question(&row, field));
        }
    });
    let key = |part: &str| format!("sections.{}.{part}", section.key());
    let terms = Some(key("terms")).filter(|key| page.words(|words| words.has(key)));
    let head = el("div")
        .class("page-head")
        .child(el("h1").text(&page.t(&key("title"))))
        .child(explained(page, el("p").class("lede"), &key("lede")))
        .children(terms.map(|terms| explained(page, el("p").class("lede"), &terms)));
    el("div")
        .child(head)
        .child(el("div").each(
            by_now,
            |table| table.key().to_owned(),
            move |table| match table {
                Table::Entitlements => rest::rows(page, table, fields),
                _ if asked_one_by_one(table) => questions(page, table, fields, move || room(table)),
                _ => rest::list(page, section, table, fields, spot),
            },
        ))
        .part(move || (section == Section::Situation && page.has_rest()).then(|| brought_in(page)))
        .children((section == Section::Situation).then(|| customer(page)))
        .when(move || is_whole.get(), move || next(page, summary, section))
}

/// What other answers than those here have brought in.
fn brought_in(page: Page) -> El {
    let hint = |workstream: Workstream| {
        let not_chosen = move |about: &Assessment| about.whole().value(workstream.question()) != Some(YesNo::Yes);
        let is_in = move || page.assessment(|about| workstream.is_in(about) && not_chosen(about)) == Some(true);
        let text = page.t(&format!("ui.broughtIn.{}", workstream.key()));
        el("p")
            .class("hint")
            .attr("role", "status")
            .text_live(move || if is_in() { text.clone() } else { String::new() })
    };
    el("div").children([Workstream::Marketing, Workstream::LcsProject].map(hint)).child(denied(page))
}

/// Whom the draft is about, for somebody who does this for many.
fn customer(page: Page) -> El {
    const KNOWN: &str = "customers";
    let hint = el("p").class("hint").attr("id", "customer-hint").text(&page.t("ui.customerHint"));
    let mut customers = page.app.with_untracked(|app| {
        let drafts = app.shelf.iter().filter_map(|kept| kept.draft.as_ref().ok());
        drafts.map(|draft| draft.customer.clone()).filter(|customer| !customer.is_empty()).collect::<Vec<_>>()
    });
    customers.sort_unstable();
    customers.dedup();
    let own = move || page.app(|app| app.open.as_ref().map(|open| open.draft.customer.clone()).unwrap_or_default());
    let input = el("input")
        .attr("type", "text")
        .attr("autocomplete", "off")
        .attr("list", KNOWN)
        .attr("aria-label", &page.t("ui.customer"))
        .attr("aria-describedby", "customer-hint")
        .prop_live("value", move || own().into())
        .on("input", move |event| page.dispatch(Event::NamedCustomer(value_of(&event))))
        .on("blur", move |_| page.dispatch(Event::LeftField));
    let customers = customers.into_iter().map(|customer| el("option").attr("value", &customer));
    el("fieldset")
        .class("question")
        .child(el("legend").text(&page.t("ui.customer")))
        .child(hint)
        .child(el("div").class("typed").child(input).child(el("datalist").attr("id", KNOWN).children(customers)))
}

/// The answer to which the reader was sent.
fn spot(page: Page, section: Section) -> Option<(RowId, FieldId)> {
    let spot = page.app(|app| match &app.address {
        Address::Draft(_, DraftPage::Section(own, Some(spot))) if *own == section => Some(spot.clone()),
        _ => None,
    })?;
    let field = Table::ALL.into_iter().find_map(|table| FieldId::find(table, &spot.field))?;
    Some((RowId(spot.row.into()), field))
}

fn show_question(row: &RowId, field: FieldId) {
    let Some(question) = by_id::<HtmlElement>(&format!("{row}-{}", field.field().key)) else { return };
    question.scroll_into_view();
    if let Ok(Some(control)) = question.query_selector("input:checked, input, select, textarea") {
        let control: HtmlElement = wasm_bindgen::JsCast::unchecked_into(control);
        let _ = control.focus();
    }
}

/// The questions of a table with fixed rows, under each row's name where there are several.
fn questions(
    page: Page,
    table: Table,
    fields: Derived<Vec<FieldId>>,
    room: impl Fn() -> usize + Copy + Send + Sync + 'static,
) -> El {
    let rows = table.fixed_rows();
    let own = derive(move || fields.get().into_iter().filter(|id| id.field().table == table).collect::<Vec<_>>());
    let groups = rows.iter().enumerate().map(|(at, id)| {
        let by_now = derive(move || {
            let own = own.get();
            let room = room().saturating_sub(at * own.len());
            own.into_iter().take(room).collect::<Vec<_>>()
        });
        let name = (rows.len() > 1).then(|| el("h2").text(&page.t(&format!("rows.{}.{id}", table.key()))));
        el("section").class("questions").flag("hidden", move || by_now.with(Vec::is_empty)).children(name).each(
            move || by_now.get(),
            |field| field.field().key.to_owned(),
            move |field| question(page, at, field),
        )
    });
    el("div").children(groups)
}

/// The way on.
fn next(page: Page, summary: Summary, section: Section) -> El {
    let next = derive(move || {
        summary.with(|summary| {
            let at = summary.sections.iter().position(|(own, _)| *own == section)?;
            summary.sections.get(at + 1).map(|(next, _)| *next)
        })
    });
    let way = move || {
        let id = page.draft_id().unwrap_or_default();
        let (address, text) = match next.get() {
            Some(next) => {
                let title = page.t(&format!("sections.{}.title", next.key()));
                (section_address(id, next), page.fill("ui.next", &[("section", Fill::Words(&title))]))
            }
            None => (Address::Draft(id, DraftPage::Readiness(Filter::default())), page.t("ui.toReadiness")),
        };
        Some(link("button primary", &address.href(), &text))
    };
    el("p").class("next").part(way)
}
