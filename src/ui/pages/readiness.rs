//! The verdict, and everything that it rests on.

use std::sync::Arc;

use leptos::prelude::*;

use crate::app::overview::Overview;
use crate::app::{Address, DraftPage, Event, Filter};
use crate::assessment::Table;
use crate::assessment::choices::contains;
use crate::browser::address;
use crate::readiness::Verdict;
use crate::rules::{Gap, Outcome, Severity};
use crate::ui::Page;
use crate::ui::components::finding::{FindingView, article, basis, spot};
use crate::ui::components::icon::{Mark, icon};
use crate::ui::dom::{El, el, link, unseen, value_of};
use crate::ui::frame::{Summary, section_address, verdict_words};
use crate::ui::live::{Derived, derive, state};
use crate::words::Fill;

/// So many of a kind are shown at first; all are counted, and shown on demand.
const AT_FIRST: usize = 50;

/// A missing answer, ready to be shown.
#[derive(Clone, PartialEq)]
struct MissingView {
    text: String,
    rules: Vec<&'static str>,
    where_to: String,
    mend: Address,
}

/// Something in order, ready to be shown.
#[derive(Clone, PartialEq)]
struct MetView {
    code: &'static str,
    name: String,
    text: String,
    basis: String,
}

/// The page.
pub fn readiness(page: Page, summary: Summary) -> El {
    let filter = move || {
        page.app(|app| match &app.address {
            Address::Draft(_, DraftPage::Readiness(filter)) => filter.clone(),
            _ => Filter::default(),
        })
    };
    let filter = derive(filter);
    let found = derive(move || Arc::new(findings(page, &filter.get())));
    let missing = derive(move || Arc::new(missing(page, &filter.get())));
    let met = derive(move || Arc::new(met(page, &filter.get())));
    let assessed = move || summary.with(|summary| summary.verdict.is_some());
    let nothing = move || {
        let nothing = found.with(|all| all.is_empty()) && missing.with(|all| all.is_empty());
        if nothing && met.with(|all| all.is_empty()) { page.t("ui.readiness.nothingFound") } else { String::new() }
    };
    let results = move || {
        let group = |severity| group(page, severity, found);
        el("div")
            .child(tools(page, filter))
            .child(group(Severity::Blocker))
            .child(group(Severity::Warning))
            .child(missing_answers(page, missing))
            .child(group(Severity::Note))
            .child(in_order(page, met))
            .child(el("p").class("empty-hint").attr("role", "status").text_live(nothing))
            .child(el("p").class("age").text_live(move || age(page)))
    };
    let begin = move || {
        let address = Address::Draft(untrack(|| page.draft_id().unwrap_or_default()), DraftPage::Situation);
        el("p").class("next").child(link("button primary", &address.href(), &page.t("ui.readiness.begin")))
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
                .when(assessed, move || tallies(page, summary)),
        )
        .when(assessed, results)
        .when(move || !assessed(), begin)
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
    let route = page.readiness.get().route;
    let (oldest, newest) = crate::rules::ages(route);
    page.words(|words| {
        let days = (words.locale().day(oldest), words.locale().day(newest));
        words.fill("ui.readiness.age", &[("oldest", Fill::Words(&days.0)), ("newest", Fill::Words(&days.1))])
    })
}

/// The finding's words, those that the filter lets through.
fn findings(page: Page, filter: &Filter) -> Vec<FindingView> {
    let readiness = page.readiness.get();
    let draft = page.draft_id().unwrap_or_default();
    let through = |finding: &FindingView| {
        filter.severity.is_none_or(|severity| severity == finding.severity)
            && (filter.instance.is_empty() || filter.instance == finding.subject)
            && (filter.find.is_empty() || finding.contains(&filter.find))
    };
    page.assessment_now(|about| {
        let views = readiness
            .findings()
            .filter_map(|(_, judged, _)| page.words(|words| FindingView::of(judged, about, &draft, words)));
        views.filter(through).collect()
    })
    .unwrap_or_default()
}

fn missing(page: Page, filter: &Filter) -> Vec<MissingView> {
    if filter.severity.is_some() {
        return Vec::new();
    }
    let readiness = page.readiness.get();
    let draft = page.draft_id().unwrap_or_default();
    page.assessment_now(|about| {
        let views = readiness.missing().into_iter().filter_map(|(gap, rules)| {
            let (mend, where_to) = match gap {
                Gap::Answer(row, field) => {
                    if !filter.instance.is_empty() && *about.row(row).id.0 != *filter.instance {
                        return None;
                    }
                    (spot(about, &draft, row, field), page.t(&format!("questions.{}.where", field.field().key)))
                }
                Gap::Rows(_) if !filter.instance.is_empty() => return None,
                Gap::Rows(table) => (section_address(draft.clone(), crate::app::overview::home(table)), String::new()),
            };
            let text = page.words(|words| words.gap(gap, about));
            let found =
                contains(&text, &filter.find) || rules.iter().any(|rule| rule.code.eq_ignore_ascii_case(&filter.find));
            found.then(|| MissingView { text, rules: rules.iter().map(|rule| rule.code).collect(), where_to, mend })
        });
        views.collect()
    })
    .unwrap_or_default()
}

fn met(page: Page, filter: &Filter) -> Vec<MetView> {
    if filter.severity.is_some() {
        return Vec::new();
    }
    let readiness = page.readiness.get();
    page.assessment_now(|about| {
        let views = readiness.all().filter_map(|judged| {
            let Outcome::Met(statement) = judged.outcome else { return None };
            let id = &about.row(judged.subject).id.0;
            if !filter.instance.is_empty() && **id != *filter.instance {
                return None;
            }
            page.words(|words| {
                let text = words.statement(judged.rule.code, "text", statement, about)?;
                let name = match judged.subject.table {
                    Table::Assessment => words.say(&format!("rules.{}.title", judged.rule.code)),
                    _ => words.row_name(about, judged.subject),
                };
                let found = contains(&format!("{} {name} {text}", judged.rule.code), &filter.find);
                found.then(|| MetView { code: judged.rule.code, name, text, basis: basis(judged, words) })
            })
        });
        views.collect()
    })
    .unwrap_or_default()
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

/// What is shown. The address keeps it.
fn tools(page: Page, filter: Derived<Filter>) -> El {
    let change = move |alter: fn(&mut Filter, String), text: String| {
        let mut changed = filter.get_untracked();
        alter(&mut changed, text);
        let id = untrack(|| page.draft_id().unwrap_or_default());
        let to = Address::Draft(id, DraftPage::Readiness(changed));
        address::replace(&to);
        page.dispatch(Event::WentTo(to));
    };
    let instances = move || {
        let named = page.assessment(|about| {
            let rows = about.rows(Table::Instances).iter().zip(0..);
            let named = rows.map(|(row, at)| {
                let at = crate::assessment::RowAt { table: Table::Instances, at };
                (row.id.to_string(), page.words(|words| words.row_name(about, at)))
            });
            named.collect::<Vec<_>>()
        });
        named.unwrap_or_default()
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
    let instance = el("select")
        .child(el("option").attr("value", "").text_live(all))
        .each(
            instances,
            |(id, name)| format!("{id} {name}"),
            move |(id, name)| {
                let own = id.clone();
                option(&id, &name).prop_live("selected", move || (filter.get().instance == own).into())
            },
        )
        .on("change", move |event| change(|filter, text| filter.instance = text, value_of(&event)));
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
        .child(el("label").text(&page.t("tables.instances.title")).child(instance))
        .child(el("label").text(&page.t("ui.readiness.severity")).child(severity))
}

/// A list of which the first are shown, and the rest on demand.
fn at_first<T: Clone + Send + Sync + 'static>(
    page: Page,
    list: El,
    all: Derived<Arc<Vec<T>>>,
    of: fn(&T) -> bool,
    key: fn(&T) -> String,
    make: impl Fn(T) -> El + 'static,
) -> El {
    let everything = state(false);
    let count = move || all.with(|all| all.iter().filter(|one| of(one)).count());
    let shown = move || {
        let most = if everything.get() { usize::MAX } else { AT_FIRST };
        all.with(|all| all.iter().filter(|one| of(one)).take(most).cloned().collect::<Vec<_>>())
    };
    let more = el("button")
        .attr("type", "button")
        .class("more")
        .flag("hidden", move || everything.get() || count() <= AT_FIRST)
        .text_live(move || page.fill("ui.readiness.showAll", &[("count", Fill::Number(count() as u64))]))
        .on("click", move |_| everything.set(true));
    el("div").child(list.each(shown, key, make)).child(more)
}

/// Findings of one severity.
fn group(page: Page, severity: Severity, found: Derived<Arc<Vec<FindingView>>>) -> El {
    let of: fn(&FindingView) -> bool = match severity {
        Severity::Blocker => |finding| finding.severity == Severity::Blocker,
        Severity::Warning => |finding| finding.severity == Severity::Warning,
        Severity::Note => |finding| finding.severity == Severity::Note,
    };
    let id = format!("group-{}", severity.key());
    el("section")
        .attr("aria-labelledby", &id)
        .flag("hidden", move || !found.with(|all| all.iter().any(of)))
        .child(el("h2").attr("id", &id).text(&page.t(&format!("ui.severity.{}s", severity.key()))))
        .child(at_first(page, el("div"), found, of, FindingView::whole_key, move |finding| article(page, &finding)))
}

/// What is not known yet, with who needs it and where to look.
fn missing_answers(page: Page, missing: Derived<Arc<Vec<MissingView>>>) -> El {
    let line = move |one: MissingView| {
        let needed = page.fill("ui.readiness.neededBy", &[("rules", Fill::Words(&one.rules.join(", ")))]);
        let small = el("small").text(&format!("{needed} {}", one.where_to));
        let answer = link("", &one.mend.href(), &page.t("ui.readiness.answer"));
        el("li")
            .child(icon(Mark::Open))
            .child(el("span").text(&one.text).child(small))
            .child(answer.child(unseen(&format!(": {}", one.text))))
    };
    el("section")
        .attr("aria-labelledby", "group-missing")
        .flag("hidden", move || missing.with(|all| all.is_empty()))
        .child(el("h2").attr("id", "group-missing").text(&page.t("ui.readiness.missing")))
        .child(at_first(
            page,
            el("ul").class("missing"),
            missing,
            |_| true,
            |one| format!("{} {}", one.text, one.rules.join(" ")),
            line,
        ))
}

/// What is in order, and why.
fn in_order(page: Page, met: Derived<Arc<Vec<MetView>>>) -> El {
    let count = move || met.with(|all| all.len() as u64);
    let line = move |one: MetView| {
        let small = el("small").text(&format!("{} · {}", one.text, one.basis));
        el("li").child(icon(Mark::Met)).child(el("span").text(&one.name).child(small)).child(link(
            "code",
            &Address::Rule(one.code.to_owned()).href(),
            one.code,
        ))
    };
    let key = |one: &MetView| format!("{} {} {}", one.code, one.name, one.text);
    let open = state(false);
    el("details")
        .class("in-order")
        .flag("hidden", move || met.with(|all| all.is_empty()))
        .child(el("summary").text_live(move || page.fill("ui.readiness.inOrder", &[("count", Fill::Number(count()))])))
        // Made when it is first opened.
        .on("toggle", move |_| open.set(true))
        .when(move || open.get(), move || at_first(page, el("ul").class("missing"), met, |_| true, key, line))
}
