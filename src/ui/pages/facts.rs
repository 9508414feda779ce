//! The task list: every section with its state.

use leptos::prelude::*;

use crate::ui::Page;
use crate::ui::dom::{El, el, link};
use crate::ui::frame::{Summary, head, section_address, state};

/// The task list.
pub fn facts(page: Page, summary: Summary) -> El {
    let sections =
        move || summary.with(|summary| summary.sections.iter().map(|(section, _)| *section).collect::<Vec<_>>());
    let task = move |section: crate::assessment::Section| {
        let words = |part: &str| page.t(&format!("sections.{}.{part}", section.key()));
        let address = section_address(untrack(|| page.draft_id().unwrap_or_default()), section);
        el("li")
            .child(el("div").child(link("", &address.href(), &words("title"))).child(el("p").text(&words("lede"))))
            .child(state(page, summary, section))
    };
    el("div")
        .child(head(&page.t("ui.facts.title"), &page.t("ui.facts.lede")))
        .child(el("ol").class("tasks").each(sections, |section| section.key().to_owned(), task))
        .child(
            el("p")
                .class("hint")
                .flag("hidden", move || summary.with(|summary| summary.sections.len() > 1))
                .text(&page.t("ui.facts.more")),
        )
}
