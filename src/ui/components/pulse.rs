//! The verdict and what weighs most, beside the questions.

use leptos::prelude::*;

use super::finding::mend;
use super::icon::{Mark, icon};
use crate::app::overview::Overview;
use crate::app::{Address, DraftPage, Filter};
use crate::rules::Severity;
use crate::ui::Page;
use crate::ui::dom::{El, el};
use crate::ui::frame::{Summary, figure, verdict_words};
use crate::ui::live::{Derived, derive};
use crate::words::{Fill, Words};

/// So many blockers stand there.
const SHOWN: usize = 3;

/// What stands beside the questions.
pub fn pulse(page: Page, summary: Summary) -> El {
    // Each with where it is mended.
    let top = derive(move || {
        let readiness = page.judged.get();
        let id = page.app.with_untracked(|app| app.open.as_ref().map(|open| open.draft.id.clone())).unwrap_or_default();
        let blockers = page.assessment_now(|about| {
            let blockers = readiness.findings().filter(|(severity, ..)| *severity == Severity::Blocker).take(SHOWN);
            let said = blockers.map(|(_, judged, statement)| {
                let text = |words: &Words| words.statement(judged.rule.code, "text", statement, judged.subject, about);
                (mend(judged, about, &id).href(), page.words(text).unwrap_or_default())
            });
            said.collect::<Vec<(String, String)>>()
        });
        blockers.unwrap_or_default()
    });
    let results = move |severity: Option<Severity>| {
        let filter = Filter { severity, ..Filter::default() };
        Address::Draft(page.draft_id().unwrap_or_default(), DraftPage::Readiness(filter)).href()
    };
    let in_words =
        move |key: &str, count: Derived<usize>| page.fill(key, &[("count", Fill::Number(count.get() as u64))]);
    let of = move |of: fn(&Overview) -> usize| derive(move || summary.with(|summary| of(summary)));
    // A number changes with many a keystroke: what stands around it stays.
    let line = move |list: El, mark: Mark, key: &'static str, severity: Option<Severity>, count: Derived<usize>| {
        let to = move || el("a").attr("href", &results(severity)).text_live(move || in_words(key, count));
        list.when(move || count.get() > 0, move || el("li").child(icon(mark)).child(to()))
    };
    // Where there is no room beside the questions, a line of numbers.
    let brief = move |list: El, mark: Mark, key: &'static str, severity: Option<Severity>, count: Derived<usize>| {
        let to = move || el("a").attr("href", &results(severity));
        list.when(move || count.get() > 0, move || el("li").child(figure(page, to(), mark, key, move || count.get())))
    };
    let (blocker, warning) = (Mark::Finding(Severity::Blocker), Mark::Finding(Severity::Warning));
    let (blockers, warnings) = (of(|summary| summary.tally.blockers), of(|summary| summary.tally.warnings));
    let missing = of(|summary| summary.missing);
    let more = derive(move || blockers.get().saturating_sub(top.with(Vec::len)));
    // By their places: with many a keystroke other ones stand there, and the elements stay.
    let finding = move |list: El, at: usize| {
        let own = move || top.with(|all| all.get(at).cloned().unwrap_or_default());
        let to = move || el("a").href_live(move || own().0).text_live(move || own().1);
        list.when(move || top.with(|all| all.len() > at), move || el("li").child(icon(blocker)).child(to()))
    };
    let list = (0..SHOWN).fold(el("ul"), finding);
    let list = line(list, blocker, "ui.pulse.moreBlockers", Some(Severity::Blocker), more);
    let list = line(list, warning, "ui.state.warnings", Some(Severity::Warning), warnings);
    let figures = brief(el("ul").class("brief"), blocker, "ui.state.blockers", Some(Severity::Blocker), blockers);
    let figures = brief(figures, warning, "ui.state.warnings", Some(Severity::Warning), warnings);
    el("aside")
        .class("pulse")
        .attr("aria-label", &page.t("ui.readiness.title"))
        .child(
            el("h2")
                .attr("aria-live", "polite")
                .text_live(move || summary.with(|summary| verdict_words(page, summary))),
        )
        .child(line(list, Mark::Open, "ui.state.missing", None, missing))
        .child(brief(figures, Mark::Open, "ui.state.missing", None, missing))
}
