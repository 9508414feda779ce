//! The catalogue: every rule with what it asks, what it reads, where it stands, and how it stands in the open draft.

use leptos::prelude::*;

use crate::app::{Address, Event};
use crate::assessment::choices::Route;
use crate::browser::address;
use crate::rules::disagreements::{self, Disagreement};
use crate::rules::sources::{Citation, Document};
use crate::rules::{Basis, Outcome, RULES, Routes, Rule, Severity, Source};
use crate::ui::Page;
use crate::ui::components::finding::{Finding, FindingView, spot};
use crate::ui::components::icon::{Icon, Mark};
use crate::ui::frame::section_address;
use crate::words::Fill;

/// The catalogue.
#[component]
pub fn Rules() -> impl IntoView {
    let page = crate::ui::page();
    let find = Memo::new(move |_| {
        page.app(|app| match &app.address {
            Address::Rules(find) => find.clone(),
            _ => String::new(),
        })
    });
    let change = move |text: String| {
        let to = Address::Rules(text);
        address::replace(&to);
        page.dispatch(Event::WentTo(to));
    };
    let shown = Memo::new(move |_| {
        let wanted = find.get().to_lowercase();
        let has = |rule: &&&'static Rule| {
            let parts = ["title", "asks"].map(|part| page.t(&format!("rules.{}.{part}", rule.code)));
            let text = format!("{} {} {}", rule.code, rule.name, parts.join(" ")).to_lowercase();
            text.contains(&wanted)
        };
        RULES.iter().filter(has).map(|rule| rule.code).collect::<Vec<_>>()
    });
    let dated = page.words(|words| words.locale().day(crate::rules::sources::catalogue_date()));
    view! {
        <div class="page-head">
            <h1>{page.t("ui.rules.title")}</h1>
            <p class="lede">
                {page.fill(
                    "ui.rules.lede",
                    &[("count", Fill::Number(RULES.len() as u64)), ("date", Fill::Words(&dated))],
                )}
            </p>
        </div>
        <div class="tools" role="group" aria-label=page.t("ui.rules.find")>
            <label class="search">
                <span class="vh">{page.t("ui.rules.find")}</span>
                <input
                    type="search"
                    placeholder=page.t("ui.rules.findHint")
                    prop:value=move || find.get()
                    on:input=move |event| change(event_target_value(&event))
                />
            </label>
        </div>
        <ul class="catalogue">
            <For each=move || shown.get() key=|code| *code let:code>
                <li>
                    <span class="code">{code}</span>
                    <span>
                        <a href=Address::Rule(code.to_owned()).href()>{page.t(&format!("rules.{code}.title"))}</a>
                        <small>{crate::rules::find(code).map(|rule| about(page, rule))}</small>
                    </span>
                    <Standing code=code />
                </li>
            </For>
        </ul>
        <p class="empty-hint" role="status">
            {move || shown.with(Vec::is_empty).then(|| page.t("ui.rules.nothingFound"))}
        </p>
        <section aria-labelledby="disagreements">
            <h2 id="disagreements">{page.t("ui.rules.disagreements")}</h2>
            <p class="lede">{page.t("ui.rules.disagreementsLede")}</p>
            <ul class="disagreements">
                {disagreements::DISAGREEMENTS.iter().map(|one| view! { <li><Differs one=one /></li> }).collect::<Vec<_>>()}
            </ul>
        </section>
    }
}

/// Severities, bases and routes of a rule, in a line.
fn about(page: Page, rule: &Rule) -> String {
    let mut severities: Vec<Severity> = rule.says.iter().filter_map(|says| says.severity).collect();
    severities.sort();
    severities.dedup();
    let severities = severities.into_iter().map(|severity| page.t(&format!("ui.severity.{}", severity.key())));
    let routes = match rule.routes {
        Routes::Both => "ui.rules.bothRoutes",
        Routes::Only(Route::Assisted) => "ui.rules.assisted",
        Routes::Only(Route::SelfService) => "ui.rules.selfService",
    };
    severities.chain([page.t(routes)]).collect::<Vec<_>>().join(" · ")
}

/// How a rule stands in the open draft.
#[component]
fn Standing(code: &'static str) -> impl IntoView {
    let page = crate::ui::page();
    move || {
        let readiness = page.readiness.get();
        let mut worst: Option<(u8, Mark, &str)> = None;
        for judged in readiness.all().filter(|judged| judged.rule.code == code) {
            let mark = match judged.outcome {
                Outcome::NotApplicable => continue,
                Outcome::Met(_) => (3, Mark::Met, "ui.rules.met"),
                Outcome::Open(_) => (1, Mark::Open, "ui.rules.open"),
                Outcome::Finding(_) => match judged.finding().map(|(severity, _)| severity) {
                    Some(Severity::Blocker) => (0, Mark::Finding(Severity::Blocker), "ui.severity.blocker"),
                    Some(Severity::Warning) => (2, Mark::Finding(Severity::Warning), "ui.severity.warning"),
                    _ => (4, Mark::Finding(Severity::Note), "ui.severity.note"),
                },
            };
            if worst.is_none_or(|(weight, ..)| mark.0 < weight) {
                worst = Some(mark);
            }
        }
        worst.map(|(_, mark, key)| {
            view! { <span class=format!("state {}", mark.key())><Icon mark=mark />{page.t(key)}</span> }
        })
    }
}

/// A rule.
#[component]
pub fn RulePage(
    /// Its code, as it stands in the address.
    code: String,
) -> impl IntoView {
    let page = crate::ui::page();
    let Some(rule) = crate::rules::find(&code) else {
        let text = page.fill("ui.rules.unknown", &[("code", Fill::Theirs(&code))]);
        return view! {
            <div class="page-head"><h1>{page.t("ui.notFound.title")}</h1><p class="lede">{text}</p></div>
            <p><a href=Address::Rules(String::new()).href()>{page.t("ui.rules.all")}</a></p>
        }
        .into_any();
    };
    let bases: Vec<_> = {
        let statements = rule.says.iter().filter(|says| says.severity.is_some());
        let mut bases: Vec<Basis> =
            statements.flat_map(|says| [says.bases.assisted, says.bases.self_service]).collect();
        bases.sort();
        bases.dedup();
        bases.into_iter().map(|basis| page.t(&format!("ui.rules.basis.{}", basis.letter()))).collect()
    };
    let reads = rule.reads().into_iter().map(|field| {
        let ask = page.t(&format!("questions.{}.ask", field.field().key));
        let place = move || {
            let id = page.draft_id()?;
            Some(section_address(id, field.field().section).href())
        };
        view! { <li>{ask.clone()} " " {move || place().map(|href| view! { <a href=href>{page.t("ui.rules.toAnswer")}</a> })}</li> }
    });
    let reads: Vec<_> = reads.collect();
    let no_reads = reads.is_empty();
    let differs: Vec<_> = disagreements::on(rule.code).map(|one| view! { <li><Differs one=one /></li> }).collect();
    let has_differs = !differs.is_empty();
    let sources = match rule.source {
        Source::One(citation) => vec![(None, citation)],
        Source::ByRoute { assisted, self_service } => {
            vec![(Some("ui.rules.assisted"), assisted), (Some("ui.rules.selfService"), self_service)]
        }
    };
    let sources: Vec<_> = sources
        .into_iter()
        .map(|(route, citation)| {
            view! { <li>{route.map(|key| view! { <span>{page.t(key)} ": "</span> })} <Cited citation=citation /></li> }
        })
        .collect();
    view! {
        <div class="page-head">
            <p class="code">{rule.code} " · " {rule.name}</p>
            <h1>{page.t(&format!("rules.{}.title", rule.code))}</h1>
            <p class="lede">{page.t(&format!("rules.{}.asks", rule.code))}</p>
            <p class="lede"><small>{about(page, rule)}</small></p>
        </div>
        <Here rule=rule />
        <section>
            <h2>{page.t("ui.rules.source")}</h2>
            <ul class="plain">{sources}</ul>
            <p class="lede">{bases.join(" ")}</p>
        </section>
        <Show when=move || has_differs>
            <h2>{page.t("ui.rules.disagreements")}</h2>
        </Show>
        <ul class="disagreements">{differs}</ul>
        <section>
            <h2>{page.t("ui.rules.reads")}</h2>
            {no_reads.then(|| view! { <p>{page.t("ui.rules.readsNothing")}</p> })}
            <ul class="plain">{reads}</ul>
        </section>
        <p><a href=Address::Rules(String::new()).href()>{page.t("ui.rules.all")}</a></p>
    }
    .into_any()
}

/// What a rule says of the open draft.
#[component]
fn Here(rule: &'static Rule) -> impl IntoView {
    let page = crate::ui::page();
    move || {
        let readiness = page.readiness.get();
        let draft = page.draft_id()?;
        let here = page.assessment_now(|about| {
            let judged = readiness.all().filter(|judged| judged.rule == rule).take(200);
            let lines = judged.filter_map(|judged| {
                page.words(|words| match judged.outcome {
                    Outcome::Finding(_) => FindingView::of(judged, about, &draft, words)
                        .map(|finding| view! { <Finding finding=finding /> }.into_any()),
                    Outcome::Met(statement) => {
                        let text = words.statement(rule.code, "text", statement, about)?;
                        Some(view! { <p class="line"><Icon mark=Mark::Met /> {text}</p> }.into_any())
                    }
                    Outcome::Open(gaps) => {
                        let gaps = gaps.iter().map(|gap| {
                            let text = words.gap(*gap, about);
                            let href = match *gap {
                                crate::rules::Gap::Answer(row, field) => spot(about, &draft, row, field).href(),
                                crate::rules::Gap::Rows(table) => {
                                    section_address(draft.clone(), crate::app::overview::home(table)).href()
                                }
                            };
                            view! { <p class="line"><Icon mark=Mark::Open /> <a href=href>{text}</a></p> }
                        });
                        Some(gaps.collect::<Vec<_>>().into_any())
                    }
                    Outcome::NotApplicable => None,
                })
            });
            lines.collect::<Vec<_>>()
        })?;
        let none = here.is_empty().then(|| view! { <p>{page.t("ui.rules.notApplicable")}</p> });
        Some(view! { <section class="here"><h2>{page.t("ui.rules.here")}</h2>{none}{here}</section> })
    }
}

/// A place in a document: title, section, date and link; its successor where it has one.
#[component]
fn Cited(citation: &'static Citation) -> impl IntoView {
    let page = crate::ui::page();
    let Document { title, link, successor, code, date } = *citation.document;
    let date = page.words(|words| words.locale().day(date));
    let dated =
        page.fill("ui.rules.dated", &[("section", Fill::Words(citation.section)), ("date", Fill::Words(&date))]);
    let successor = successor.map(|newer| {
        let date = page.words(|words| words.locale().day(newer.date));
        page.fill("ui.rules.successor", &[("document", Fill::Words(newer.code)), ("date", Fill::Words(&date))])
    });
    view! {
        <span class="cited">
            <span class="code">{code}</span> " "
            <a href=link rel="noreferrer external" lang="en">{title}</a>
            <small>{dated} " " {successor}</small>
        </span>
    }
}

/// A point on which documents differ.
#[component]
fn Differs(one: &'static Disagreement) -> impl IntoView {
    let page = crate::ui::page();
    let side = |document: &Document, part: &str| {
        let date = page.words(|words| words.locale().day(document.date));
        let said = page.t(&format!("disagreements.{}.{part}", one.key));
        page.fill(
            "ui.rules.says",
            &[("document", Fill::Words(document.code)), ("date", Fill::Words(&date)), ("said", Fill::Words(&said))],
        )
    };
    view! {
        <p><strong>{page.t(&format!("disagreements.{}.on", one.key))}</strong></p>
        <p>{side(one.one, "one")}</p>
        <p>{side(one.other, "other")}</p>
    }
}
