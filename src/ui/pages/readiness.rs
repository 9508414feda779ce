//! The verdict, and everything that it rests on.

use leptos::prelude::*;

use crate::app::overview::Overview;
use crate::app::{Address, DraftPage, Event, Filter};
use crate::assessment::Table;
use crate::browser::address;
use crate::readiness::Verdict;
use crate::rules::{Gap, Outcome, Severity};
use crate::ui::Page;
use crate::ui::components::finding::{Finding, FindingView, basis, spot};
use crate::ui::components::icon::{Icon, Mark};
use crate::ui::frame::{section_address, verdict_words};
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
#[component]
pub fn Readiness() -> impl IntoView {
    let page = crate::ui::page();
    let summary = expect_context::<Memo<Overview>>();
    let filter = Memo::new(move |_| {
        page.app(|app| match &app.address {
            Address::Draft(_, DraftPage::Readiness(filter)) => filter.clone(),
            _ => Filter::default(),
        })
    });
    let findings = Memo::new(move |_| findings(page, &filter.get()));
    let of = move |severity: Severity| {
        findings.with(|all| all.iter().filter(|finding| finding.severity == severity).cloned().collect::<Vec<_>>())
    };
    let missing = Memo::new(move |_| missing(page, &filter.get()));
    let met = Memo::new(move |_| met(page, &filter.get()));
    let assessed = Memo::new(move |_| summary.with(|summary| summary.verdict.is_some()));
    view! {
        <div class="page-head">
            <h1 aria-live="polite">{move || summary.with(|summary| verdict_words(page, summary))}</h1>
            <p class="lede">{move || summary.with(|summary| lede(page, summary))}</p>
            <Show when=move || assessed.get()>
                <Tallies />
            </Show>
        </div>
        <Show when=move || assessed.get() fallback=move || view! { <NothingYet /> }>
            <Tools filter=filter />
            <Group severity=Severity::Blocker of=Signal::derive(move || of(Severity::Blocker)) />
            <Group severity=Severity::Warning of=Signal::derive(move || of(Severity::Warning)) />
            <MissingAnswers missing=missing />
            <Group severity=Severity::Note of=Signal::derive(move || of(Severity::Note)) />
            <InOrder met=met />
            <p class="empty-hint" role="status">
                {move || {
                    let nothing = findings.with(Vec::is_empty) && missing.with(Vec::is_empty) && met.with(Vec::is_empty);
                    nothing.then(|| page.t("ui.readiness.nothingFound"))
                }}
            </p>
            <p class="age">{move || age(page)}</p>
        </Show>
    }
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
            let found = text.to_lowercase().contains(&filter.find.to_lowercase())
                || rules.iter().any(|rule| rule.code.eq_ignore_ascii_case(&filter.find));
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
                let found = format!("{} {name} {text}", judged.rule.code).to_lowercase();
                let found = found.contains(&filter.find.to_lowercase());
                found.then(|| MetView { code: judged.rule.code, name, text, basis: basis(judged, words) })
            })
        });
        views.collect()
    })
    .unwrap_or_default()
}

/// Nothing is assessed: where to begin.
#[component]
fn NothingYet() -> impl IntoView {
    let page = crate::ui::page();
    let address = move || Address::Draft(page.draft_id().unwrap_or_default(), DraftPage::Situation).href();
    view! { <p class="next"><a class="button primary" href=address>{page.t("ui.readiness.begin")}</a></p> }
}

/// The counts.
#[component]
fn Tallies() -> impl IntoView {
    let page = crate::ui::page();
    let summary = expect_context::<Memo<Overview>>();
    let tally = move |mark: Mark, key: &'static str, of: fn(&Overview) -> usize| {
        let count = move || {
            let count = summary.with(of);
            page.words(|words| words.locale().integer(count as u64))
        };
        view! {
            <div class=mark.key()>
                <dt><Icon mark=mark />{page.t(key)}</dt>
                <dd>{count}</dd>
            </div>
        }
    };
    view! {
        <dl class="tally">
            {tally(Mark::Finding(Severity::Blocker), "ui.severity.blockers", |summary| summary.tally.blockers)}
            {tally(Mark::Finding(Severity::Warning), "ui.severity.warnings", |summary| summary.tally.warnings)}
            {tally(Mark::Open, "ui.readiness.missing", |summary| summary.missing)}
            {tally(Mark::Met, "ui.readiness.met", |summary| summary.tally.met)}
        </dl>
    }
}

/// What is shown. The address keeps it.
#[component]
fn Tools(filter: Memo<Filter>) -> impl IntoView {
    let page = crate::ui::page();
    let change = move |alter: fn(&mut Filter, String), text: String| {
        let mut changed = filter.get_untracked();
        alter(&mut changed, text);
        let to = Address::Draft(page.draft_id().unwrap_or_default(), DraftPage::Readiness(changed));
        address::replace(&to);
        page.dispatch(Event::WentTo(to));
    };
    let instances = Memo::new(move |_| {
        let named = page.assessment(|about| {
            let rows = about.rows(Table::Instances).iter().zip(0..);
            let named = rows.map(|(row, at)| {
                let at = crate::assessment::RowAt { table: Table::Instances, at };
                (row.id.to_string(), page.words(|words| words.row_name(about, at)))
            });
            named.collect::<Vec<_>>()
        });
        named.unwrap_or_default()
    });
    let severity = move || filter.get().severity.map(Severity::key).unwrap_or_default();
    view! {
        <div class="tools" role="group" aria-label=page.t("ui.readiness.show")>
            <label class="search">
                <span class="vh">{page.t("ui.readiness.find")}</span>
                <input
                    type="search"
                    placeholder=page.t("ui.readiness.findHint")
                    prop:value=move || filter.get().find
                    on:input=move |event| change(|filter, text| filter.find = text, event_target_value(&event))
                />
            </label>
            <label>
                {page.t("tables.instances.one")}
                <select
                    prop:value=move || filter.get().instance
                    on:change=move |event| change(|filter, text| filter.instance = text, event_target_value(&event))
                >
                    <option value="">
                        {move || page.fill("ui.readiness.all", &[("count", Fill::Number(instances.with(|all| all.len() as u64)))])}
                    </option>
                    <For each=move || instances.get() key=|(id, name)| format!("{id} {name}") let((id, name))>
                        <option value=id.clone() selected=move || filter.get().instance == id>{name.clone()}</option>
                    </For>
                </select>
            </label>
            <label>
                {page.t("ui.readiness.severity")}
                <select
                    prop:value=severity
                    on:change=move |event| {
                        change(
                            |filter, text| {
                                filter.severity = Severity::ALL.into_iter().find(|severity| severity.key() == text);
                            },
                            event_target_value(&event),
                        );
                    }
                >
                    <option value="">{page.t("ui.readiness.everything")}</option>
                    {Severity::ALL.map(|one| {
                        let is_chosen = move || severity() == one.key();
                        view! { <option value=one.key() selected=is_chosen>{page.t(&format!("ui.severity.{}s", one.key()))}</option> }
                    })}
                </select>
            </label>
        </div>
    }
}

/// Findings of one severity.
#[component]
fn Group(severity: Severity, of: Signal<Vec<FindingView>>) -> impl IntoView {
    let page = crate::ui::page();
    let all = RwSignal::new(false);
    let of = Memo::new(move |_| of.get());
    let shown = move || {
        let most = if all.get() { usize::MAX } else { AT_FIRST };
        of.with(|of| of.iter().take(most).cloned().collect::<Vec<_>>())
    };
    let id = format!("group-{}", severity.key());
    view! {
        <section aria-labelledby=id.clone() hidden=move || of.with(Vec::is_empty)>
            <h2 id=id.clone()>{page.t(&format!("ui.severity.{}s", severity.key()))}</h2>
            <For each=shown key=FindingView::clone_key let:finding>
                <Finding finding=finding />
            </For>
            <button
                type="button"
                class="more"
                hidden=move || all.get() || of.with(Vec::len) <= AT_FIRST
                on:click=move |_| all.set(true)
            >
                {move || page.fill("ui.readiness.showAll", &[("count", Fill::Number(of.with(|of| of.len() as u64)))])}
            </button>
        </section>
    }
}

/// What is not known yet, with who needs it and where to look.
#[component]
fn MissingAnswers(missing: Memo<Vec<MissingView>>) -> impl IntoView {
    let page = crate::ui::page();
    let all = RwSignal::new(false);
    let shown = move || {
        let most = if all.get() { usize::MAX } else { AT_FIRST };
        missing.with(|missing| missing.iter().take(most).cloned().collect::<Vec<_>>())
    };
    view! {
        <section aria-labelledby="group-missing" hidden=move || missing.with(Vec::is_empty)>
            <h2 id="group-missing">{page.t("ui.readiness.missing")}</h2>
            <ul class="missing">
                <For each=shown key=|one| format!("{} {:?}", one.text, one.rules) let:one>
                    <li>
                        <Icon mark=Mark::Open />
                        <span>
                            {one.text.clone()}
                            <small>
                                {page.fill("ui.readiness.neededBy", &[("rules", Fill::Words(&one.rules.join(", ")))])}
                                " " {one.where_to.clone()}
                            </small>
                        </span>
                        <a href=one.mend.href()>
                            {page.t("ui.readiness.answer")}
                            <span class="vh">": " {one.text.clone()}</span>
                        </a>
                    </li>
                </For>
            </ul>
            <button
                type="button"
                class="more"
                hidden=move || all.get() || missing.with(Vec::len) <= AT_FIRST
                on:click=move |_| all.set(true)
            >
                {move || page.fill("ui.readiness.showAll", &[("count", Fill::Number(missing.with(|all| all.len() as u64)))])}
            </button>
        </section>
    }
}

/// What is in order, and why.
#[component]
fn InOrder(met: Memo<Vec<MetView>>) -> impl IntoView {
    let page = crate::ui::page();
    let open = RwSignal::new(false);
    view! {
        <details
            class="in-order"
            hidden=move || met.with(Vec::is_empty)
            on:toggle=move |_| open.update(|open| *open = !*open)
        >
            <summary>
                {move || page.fill("ui.readiness.inOrder", &[("count", Fill::Number(met.with(|met| met.len() as u64)))])}
            </summary>
            <Show when=move || open.get()>
                <ul class="missing">
                    <For each=move || met.get() key=|one| format!("{} {} {}", one.code, one.name, one.text) let:one>
                        <li>
                            <Icon mark=Mark::Met />
                            <span>{one.name.clone()}<small>{one.text.clone()} " · " {one.basis.clone()}</small></span>
                            <a class="code" href=Address::Rule(one.code.to_owned()).href()>{one.code}</a>
                        </li>
                    </For>
                </ul>
            </Show>
        </details>
    }
}
