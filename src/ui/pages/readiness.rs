//! The verdict, and everything that it rests on.

use std::sync::Arc;

use leptos::prelude::*;

use crate::app::overview::Overview;
use crate::app::{Address, DraftPage, Event, Filter};
use crate::assessment::{Section, Table, Workstream};
use crate::browser::address;
use crate::readiness::Verdict;
use crate::rules::Severity;
use crate::ui::Page;
use crate::ui::components::icon::{Mark, icon};
use crate::ui::components::results::{
    self, Found, Met, Missing, Sought, findings, findings_list, in_order_list, missing_list,
};
use crate::ui::dom::{El, el, link, unseen, value_of};
use crate::ui::frame::{Summary, verdict_words};
use crate::ui::live::{Derived, derive, state};
use crate::words::Fill;

/// The page.
pub fn readiness(page: Page, summary: Summary) -> El {
    let filter = move || {
        page.app(|app| match &app.address {
            Address::Draft(_, DraftPage::Readiness(filter)) => filter.clone(),
            _ => Filter::default(),
        })
    };
    let filter = derive(filter);
    let sought = derive(move || Sought { filter: filter.get(), rule: None });
    let found = derive(move || Arc::new(sought.with(|sought| findings(page, sought))));
    let missing = derive(move || Arc::new(sought.with(|sought| results::missing(page, sought))));
    let met = derive(move || Arc::new(sought.with(|sought| results::in_order(page, sought))));
    let assessed = move || summary.with(|summary| summary.verdict.is_some());
    let portion = page.portions(6);
    let nothing = move || {
        let nothing = found.with(|all| all.is_empty()) && missing.with(|all| all.is_empty());
        if nothing && met.with(|all| all.is_empty()) { page.t("ui.readiness.nothingFound") } else { String::new() }
    };
    let results = move || {
        let group = |severity| move || group(page, severity, sought, found);
        let after = |picture: usize| move || portion.get() > picture;
        el("div")
            .child(tools(page, filter, summary))
            .when(after(1), group(Severity::Blocker))
            .when(after(2), group(Severity::Warning))
            .when(after(3), move || missing_answers(page, sought, missing))
            .when(after(4), group(Severity::Note))
            .when(after(5), move || in_order(page, sought, met))
            .child(el("p").class("empty-hint").attr("role", "status").text_live(nothing))
            .when(after(5), move || el("p").class("age").text_live(move || age(page)))
    };
    el("div")
        .child(
            el("div")
                .class("page-head")
                .child(
                    el("h1")
                        .attr("aria-live", "polite")
                        .text_live(move || summary.with(|all| verdict_words(page, all))),
                )
                .child(el("p").class("lede").text_live(move || summary.with(|summary| lede(page, summary))))
                .child(denied(page))
                .when(assessed, move || tallies(page, summary))
                .when(
                    move || summary.with(|all| all.workstreams.len() > 1),
                    move || workstreams(page, filter, summary),
                ),
        )
        .when(move || assessed() && portion.get() > 0, results)
        .when(move || !assessed(), move || begin(page))
}

/// Two answers that contradict each other: until one is another, what they are about is not judged.
pub fn denied(page: Page) -> El {
    let is_denied = move || page.assessment(Workstream::marketing_is_denied) == Some(true);
    let text = page.t("ui.readiness.denied");
    el("p")
        .class("hint")
        .attr("role", "status")
        .text_live(move || if is_denied() { text.clone() } else { String::new() })
}

/// Where a draft begins that says nothing yet.
pub fn begin(page: Page) -> El {
    let address = Address::Draft(page.draft.get_untracked().unwrap_or_default(), DraftPage::Situation);
    el("p").class("next").child(link("button primary", &address.href(), &page.t("ui.readiness.begin")))
}

fn lede(page: Page, summary: &Overview) -> String {
    let key = match summary.verdict {
        None => "ui.readiness.lede.none",
        Some(Verdict::Blocked) => "ui.readiness.lede.blocked",
        Some(Verdict::Incomplete) => "ui.readiness.lede.incomplete",
        Some(Verdict::ReadyWithWarnings) => "ui.readiness.lede.warnings",
        Some(Verdict::Ready) => "ui.readiness.lede.ready",
    };
    let count = |count: usize| Fill::Number(count as u64);
    let fills = [
        ("blockers", count(summary.tally.blockers)),
        ("warnings", count(summary.tally.warnings)),
        ("missing", count(summary.missing)),
    ];
    page.fill(key, &fills)
}

/// How old the guidance is on which the verdict rests.
fn age(page: Page) -> String {
    let readiness = page.readiness.get();
    let workstreams: Vec<_> = readiness.workstreams().map(|(workstream, _)| workstream).collect();
    let (oldest, newest) = crate::rules::ages(&workstreams, readiness.route);
    page.words(|words| {
        let days = (words.locale().day(oldest), words.locale().day(newest));
        let key = if oldest == newest { "ui.readiness.ageOfOne" } else { "ui.readiness.age" };
        words.fill(key, &[("oldest", Fill::Words(&days.0)), ("newest", Fill::Words(&days.1))])
    })
}

/// The counts.
fn tallies(page: Page, summary: Summary) -> El {
    let tally = |mark: Mark, key: &str, of: fn(&Overview) -> usize| {
        el("div").class(mark.key()).child(el("dt").child(icon(mark)).text(&page.t(key))).child(
            el("dd").text_live(move || page.words(|words| words.locale().integer(summary.with(|all| of(all)) as u64))),
        )
    };
    el("dl")
        .class("tally")
        .child(tally(Mark::Finding(Severity::Blocker), "ui.severity.blockers", |summary| summary.tally.blockers))
        .child(tally(Mark::Finding(Severity::Warning), "ui.severity.warnings", |summary| summary.tally.warnings))
        .child(tally(Mark::Open, "ui.readiness.missing", |summary| summary.missing))
        .child(tally(Mark::Met, "ui.readiness.met", |summary| summary.tally.met))
}

/// The verdict of each kind of move, where there are several: each a way to what it rests on.
fn workstreams(page: Page, filter: Derived<Filter>, summary: Summary) -> El {
    let verdict = move |(workstream, verdict): (Workstream, Verdict)| {
        let id = untrack(|| page.draft_id().unwrap_or_default());
        let shown = move || filter.get().workstream == Some(workstream);
        let href = move || {
            // Once more, and all are shown again.
            let workstream = (!shown()).then_some(workstream);
            Address::Draft(id.clone(), DraftPage::Readiness(Filter { workstream, ..filter.get() })).href()
        };
        el("li").child(
            el("a")
                .href_live(href)
                .attr_live("aria-current", move || shown().then(|| "true".to_owned()))
                .child(icon(Mark::of(verdict)))
                .child(el("span").text(&page.t(&format!("workstreams.{}", workstream.key()))))
                .child(el("small").text(&page.t(&format!("ui.verdict.{}", verdict.key())))),
        )
    };
    let key = |(workstream, verdict): &(Workstream, Verdict)| format!("{} {}", workstream.key(), verdict.key());
    el("nav").attr("aria-label", &page.t("ui.readiness.workstreams")).child(el("ul").class("workstreams").each(
        move || summary.with(|all| all.workstreams.clone()),
        key,
        verdict,
    ))
}

/// What is shown. The address keeps it.
fn tools(page: Page, filter: Derived<Filter>, summary: Summary) -> El {
    let change = move |alter: fn(&mut Filter, String), text: String| {
        let mut changed = filter.get_untracked();
        alter(&mut changed, text);
        let id = untrack(|| page.draft_id().unwrap_or_default());
        let to = Address::Draft(id, DraftPage::Readiness(changed));
        address::replace(&to);
        page.dispatch(Event::WentTo(to));
    };
    let all = move || {
        let count = page.assessment(|about| about.rows(Table::Instances).len()).unwrap_or_default();
        page.fill("ui.readiness.all", &[("count", Fill::Number(count as u64))])
    };
    let option = |value: &str, text: &str| el("option").attr("value", value).text(text);
    let search = el("input")
        .attr("type", "search")
        .attr("placeholder", &page.t("ui.readiness.findHint"))
        .prop_live("value", move || filter.get().find.into())
        .on("input", move |event| change(|filter, text| filter.find = text, value_of(&event)));
    let choose = move |chosen| change(|filter, text| filter.instance = text, chosen);
    let instance = results::instances(page, all, move || filter.get().instance, choose);
    let sections =
        move || summary.with(|summary| summary.sections.iter().map(|(section, _)| *section).collect::<Vec<Section>>());
    let section = el("select")
        .child(option("", &page.t("ui.readiness.allSections")))
        .each(
            sections,
            |section| section.key().to_owned(),
            move |section| {
                option(section.key(), &page.t(&format!("sections.{}.title", section.key())))
                    .prop_live("selected", move || (filter.get().section == Some(section)).into())
            },
        )
        .on("change", move |event| {
            change(|filter, text| filter.section = Section::from_key(&text), value_of(&event));
        });
    let severities = Severity::ALL.map(|one| option(one.key(), &page.t(&format!("ui.severity.{}s", one.key()))));
    let severity = el("select")
        .child(option("", &page.t("ui.readiness.everything")))
        .children(severities)
        .prop_live("value", move || filter.get().severity.map_or("", Severity::key).into())
        .on("change", move |event| {
            let chosen = |filter: &mut Filter, text: String| {
                filter.severity = Severity::ALL.into_iter().find(|severity| severity.key() == text);
            };
            change(chosen, value_of(&event));
        });
    el("div")
        .class("tools")
        .attr("role", "group")
        .attr("aria-label", &page.t("ui.readiness.show"))
        .child(el("label").class("search").child(unseen(&page.t("ui.readiness.find"))).child(search))
        .child(instance)
        .child(el("label").text(&page.t("ui.readiness.section")).child(section))
        .child(el("label").text(&page.t("ui.readiness.severity")).child(severity))
}

/// Findings of one severity.
fn group(page: Page, severity: Severity, sought: Derived<Sought>, found: Derived<Arc<Vec<Found>>>) -> El {
    let own = move || {
        found.with(|all| all.iter().filter(|found| found.finding.severity == severity).cloned().collect::<Vec<_>>())
    };
    let id = format!("group-{}", severity.key());
    el("section")
        .attr("aria-labelledby", &id)
        .flag("hidden", move || own().is_empty())
        .child(el("h2").attr("id", &id).text(&page.t(&format!("ui.severity.{}s", severity.key()))))
        .child(findings_list(page, sought, own))
}

/// What is not known yet.
fn missing_answers(page: Page, sought: Derived<Sought>, missing: Derived<Arc<Vec<Missing>>>) -> El {
    el("section")
        .attr("aria-labelledby", "group-missing")
        .flag("hidden", move || missing.with(|all| all.is_empty()))
        .child(el("h2").attr("id", "group-missing").text(&page.t("ui.readiness.missing")))
        .child(missing_list(page, sought, missing))
}

/// What is in order, and why: made when it is first opened.
fn in_order(page: Page, sought: Derived<Sought>, met: Derived<Arc<Vec<Met>>>) -> El {
    let count = move || met.with(|all| all.iter().map(|met| met.count() as u64).sum());
    let open = state(false);
    el("details")
        .class("in-order")
        .flag("hidden", move || met.with(|all| all.is_empty()))
        .child(el("summary").text_live(move || page.fill("ui.readiness.inOrder", &[("count", Fill::Number(count()))])))
        .on("toggle", move |_| open.set(true))
        .when(move || open.get(), move || in_order_list(page, sought, met))
}
