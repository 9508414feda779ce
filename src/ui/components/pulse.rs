//! The verdict and what weighs most, beside the questions.

use leptos::prelude::*;

use super::finding::FindingView;
use super::icon::{Mark, icon};
use crate::app::overview::Overview;
use crate::app::{Address, DraftPage, Filter};
use crate::rules::Severity;
use crate::ui::Page;
use crate::ui::dom::{El, el, link};
use crate::ui::frame::{Summary, figure, verdict_words};
use crate::ui::live::derive;
use crate::words::Fill;

/// What stands beside the questions.
pub fn pulse(page: Page, summary: Summary) -> El {
    let top = derive(move || {
        let readiness = page.readiness.get();
        let id = page.app.with_untracked(|app| app.open.as_ref().map(|open| open.draft.id.clone()));
        let blockers = page.assessment_now(|about| {
            let blockers = readiness.findings().filter(|(severity, ..)| *severity == Severity::Blocker).take(3);
            let views = blockers.filter_map(|(_, judged, _)| {
                page.words(|words| FindingView::of(judged, about, id.as_deref().unwrap_or_default(), words))
            });
            views.collect::<Vec<_>>()
        });
        blockers.unwrap_or_default()
    });
    let results = move |severity: Option<Severity>| {
        let filter = Filter { severity, ..Filter::default() };
        Address::Draft(page.draft_id().unwrap_or_default(), DraftPage::Readiness(filter)).href()
    };
    let in_words = move |key: &str, count: usize| page.fill(key, &[("count", Fill::Number(count as u64))]);
    let count = move |mark: Mark, key: &'static str, severity: Option<Severity>, of: Box<dyn Fn() -> usize>| {
        move || {
            let count = of();
            let line = || el("li").child(icon(mark)).child(link("", &results(severity), &in_words(key, count)));
            (count > 0).then(line)
        }
    };
    // Where there is no room beside the questions, a line of numbers.
    let brief = move |mark: Mark, key: &'static str, severity: Option<Severity>, of: fn(&Overview) -> usize| {
        move || {
            let count = summary.with(|summary| of(summary));
            let to = || el("a").attr("href", &results(severity));
            (count > 0).then(|| el("li").child(figure(page, to(), mark, count, &in_words(key, count))))
        }
    };
    let (blocker, warning) = (Mark::Finding(Severity::Blocker), Mark::Finding(Severity::Warning));
    let more = count(
        blocker,
        "ui.pulse.moreBlockers",
        Some(Severity::Blocker),
        Box::new(move || summary.with(|summary| summary.tally.blockers).saturating_sub(top.with(Vec::len))),
    );
    let warnings = count(
        warning,
        "ui.state.warnings",
        Some(Severity::Warning),
        Box::new(move || summary.with(|summary| summary.tally.warnings)),
    );
    let missing =
        count(Mark::Open, "ui.state.missing", None, Box::new(move || summary.with(|summary| summary.missing)));
    let line =
        move |finding: FindingView| el("li").child(icon(blocker)).child(link("", &finding.mend.href(), &finding.text));
    el("aside")
        .class("pulse")
        .attr("aria-label", &page.t("ui.readiness.title"))
        .child(
            el("h2")
                .attr("aria-live", "polite")
                .text_live(move || summary.with(|summary| verdict_words(page, summary))),
        )
        .child(el("ul").each(move || top.get(), FindingView::whole_key, line).part(more).part(warnings).part(missing))
        .child(
            el("ul")
                .class("brief")
                .part(brief(blocker, "ui.state.blockers", Some(Severity::Blocker), |summary| summary.tally.blockers))
                .part(brief(warning, "ui.state.warnings", Some(Severity::Warning), |summary| summary.tally.warnings))
                .part(brief(Mark::Open, "ui.state.missing", None, |summary| summary.missing)),
        )
}
