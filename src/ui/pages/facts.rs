//! The task list: every section with its state.

use leptos::prelude::*;

use crate::app::overview::Overview;
use crate::ui::frame::{State, section_address};

/// The task list.
#[component]
pub fn Facts() -> impl IntoView {
    let page = crate::ui::page();
    let summary = expect_context::<Memo<Overview>>();
    let id = Memo::new(move |_| page.draft_id().unwrap_or_default());
    let sections =
        move || summary.with(|summary| summary.sections.iter().map(|(section, _)| *section).collect::<Vec<_>>());
    view! {
        <div class="page-head">
            <h1>{page.t("ui.facts.title")}</h1>
            <p class="lede">{page.t("ui.facts.lede")}</p>
        </div>
        <ol class="tasks">
            <For each=sections key=|section| *section let:section>
                <li>
                    <div>
                        <a href=move || section_address(id.get(), section).href()>
                            {page.t(&format!("sections.{}.title", section.key()))}
                        </a>
                        <p>{page.t(&format!("sections.{}.lede", section.key()))}</p>
                    </div>
                    <State section=section />
                </li>
            </For>
        </ol>
        <p class="hint" hidden=move || summary.with(|summary| summary.sections.len() > 1)>{page.t("ui.facts.more")}</p>
    }
}
