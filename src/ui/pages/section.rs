//! A section's questions: one by one for the whole and for each tenant, in a grid for lists.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::app::overview::{Overview, home};
use crate::app::{Address, DraftPage};
use crate::assessment::fields::Section;
use crate::assessment::{FieldId, RowId, Table};
use crate::readiness::asked;
use crate::ui::components::grid::Grid;
use crate::ui::components::question::{Question, asked_one_by_one};
use crate::ui::frame::section_address;

/// A section's page.
#[component]
pub fn SectionPage(
    /// The section.
    section: Section,
) -> impl IntoView {
    let page = crate::ui::page();
    let fields = Memo::new(move |_| {
        let asked = page.assessment(asked).unwrap_or_default();
        asked.into_iter().filter(|id| id.field().section == section).collect::<Vec<_>>()
    });
    let tables = Memo::new(move |_| {
        let has = |table: &Table| fields.with(|fields| fields.iter().any(|id| id.field().table == *table));
        let (lists, single): (Vec<Table>, Vec<Table>) =
            Table::ALL.into_iter().filter(has).partition(|table| !asked_one_by_one(*table));
        // Where the section is a list's own, the list comes first.
        if lists.iter().any(|table| home(*table) == section && section != Section::CutOver) {
            [lists, single].concat()
        } else {
            [single, lists].concat()
        }
    });
    let spot = Memo::new(move |_| {
        let spot = page.app(|app| match &app.address {
            Address::Draft(_, DraftPage::Section(own, Some(spot))) if *own == section => Some(spot.clone()),
            _ => None,
        })?;
        let field = Table::ALL.into_iter().find_map(|table| FieldId::find(table, &spot.field))?;
        Some((RowId(spot.row.into()), field))
    });
    // The reader was sent to a question.
    Effect::new(move |_| {
        let Some((row, field)) = spot.get() else { return };
        if !asked_one_by_one(field.field().table) {
            return;
        }
        request_animation_frame(move || {
            let question = crate::browser::document().get_element_by_id(&format!("{row}-{}", field.field().key));
            let Some(question) = question else { return };
            question.scroll_into_view();
            if let Ok(Some(control)) = question.query_selector("input, select, textarea")
                && let Ok(control) = control.dyn_into::<web_sys::HtmlElement>()
            {
                let _ = control.focus();
            }
        });
    });
    view! {
        <div class="page-head">
            <h1>{page.t(&format!("sections.{}.title", section.key()))}</h1>
            <p class="lede">{page.t(&format!("sections.{}.lede", section.key()))}</p>
        </div>
        <For each=move || tables.get() key=|table| *table let:table>
            {if asked_one_by_one(table) {
                view! { <Questions table=table fields=fields /> }.into_any()
            } else {
                view! { <List table=table fields=fields spot=spot /> }.into_any()
            }}
        </For>
        <Next section=section />
    }
}

/// The questions of a table with fixed rows, under each row's name where there are several.
#[component]
fn Questions(table: Table, fields: Memo<Vec<FieldId>>) -> impl IntoView {
    let page = crate::ui::page();
    let rows = table.fixed_rows().len();
    let own = move || fields.get().into_iter().filter(|id| id.field().table == table).collect::<Vec<_>>();
    let groups = (0..rows).map(|at| {
        let name = (rows > 1).then(|| {
            let id = table.fixed_rows()[at];
            view! { <h2>{page.t(&format!("rows.{}.{id}", table.key()))}</h2> }
        });
        view! {
            <section class="questions">
                {name}
                <For each=own key=|id| *id let:field>
                    <Question at_row=at field=field />
                </For>
            </section>
        }
    });
    groups.collect::<Vec<_>>()
}

/// A table of the customer's rows.
#[component]
fn List(table: Table, fields: Memo<Vec<FieldId>>, spot: Memo<Option<(RowId, FieldId)>>) -> impl IntoView {
    let page = crate::ui::page();
    let columns = Memo::new(move |_| {
        let own =
            fields.with(|fields| fields.iter().copied().filter(|id| id.field().table == table).collect::<Vec<_>>());
        let name = table.name_field().filter(|name| !own.contains(name));
        name.into_iter().chain(own).collect::<Vec<_>>()
    });
    let lede = format!("tables.{}.lede", table.key());
    let lede = page.words(|words| words.has(&lede).then(|| words.say(&lede)));
    view! {
        <section class="list">
            <h2>{page.t(&format!("tables.{}.title", table.key()))}</h2>
            {lede.map(|lede| view! { <p class="lede">{lede}</p> })}
            <Grid table=table columns=columns spot=spot />
        </section>
    }
}

/// The way on.
#[component]
fn Next(section: Section) -> impl IntoView {
    let page = crate::ui::page();
    let summary = expect_context::<Memo<Overview>>();
    let next = Memo::new(move |_| {
        summary.with(|summary| {
            let at = summary.sections.iter().position(|(own, _)| *own == section)?;
            summary.sections.get(at + 1).map(|(next, _)| *next)
        })
    });
    move || {
        let id = page.draft_id()?;
        Some(match next.get() {
            Some(next) => {
                let title = page.t(&format!("sections.{}.title", next.key()));
                let text = page.fill("ui.next", &[("section", crate::words::Fill::Words(&title))]);
                view! { <p class="next"><a class="button primary" href=section_address(id, next).href()>{text}</a></p> }
            }
            None => {
                let readiness = Address::Draft(id, DraftPage::Readiness(crate::app::Filter::default()));
                view! { <p class="next"><a class="button primary" href=readiness.href()>{page.t("ui.toReadiness")}</a></p> }
            }
        })
    }
}
