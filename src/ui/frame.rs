//! What stands around every page: the bar, the rail, the pulse; and which page stands in the middle.

use leptos::html;
use leptos::prelude::*;

use super::components::finding::FindingView;
use super::components::icon::{Icon, Mark};
use super::pages;
use crate::app::overview::{Overview, SectionState, overview};
use crate::app::{Address, DraftPage, Event, Filter, Saving, Trouble};
use crate::assessment::fields::Section;
use crate::browser::{intl, saving, storage};
use crate::rules::Severity;
use crate::words::Fill;

/// Which page stands in the middle: the address without what only guides within a page.
#[derive(Clone, PartialEq)]
enum Shown {
    Start,
    Situation(String),
    Facts(String),
    Section(String, Section),
    Readiness(String),
    Rules,
    Rule(String),
    NotFound,
}

impl Shown {
    fn of(address: &Address, has_draft: bool) -> Self {
        match address {
            Address::Start => Self::Start,
            Address::Rules(_) => Self::Rules,
            Address::Rule(code) => Self::Rule(code.clone()),
            Address::Draft(id, page) if has_draft => match page {
                DraftPage::Situation => Self::Situation(id.clone()),
                DraftPage::Facts => Self::Facts(id.clone()),
                DraftPage::Section(section, _) => Self::Section(id.clone(), *section),
                DraftPage::Readiness(_) => Self::Readiness(id.clone()),
            },
            Address::Draft(..) | Address::Unknown => Self::NotFound,
        }
    }
}

/// The whole page.
#[component]
pub fn Frame() -> impl IntoView {
    let page = super::page();
    let shown = Memo::new(move |_| {
        page.app(|app| {
            let has_draft = app.open.as_ref().is_some_and(|open| app.address.draft() == Some(&open.draft.id));
            Shown::of(&app.address, has_draft)
        })
    });
    let has_draft = Memo::new(move |_| page.app(|app| app.open.is_some()));
    let summary = Memo::new(move |_| {
        let readiness = page.readiness.get();
        page.assessment_now(|about| overview(about, &readiness)).unwrap_or_default()
    });
    provide_context(summary);
    let main = NodeRef::<html::Main>::new();
    // Another page begins at its top, with the focus at its beginning; not so the first.
    Effect::new(move |before: Option<Shown>| {
        let now = shown.get();
        if before.is_some_and(|before| before != now) {
            request_animation_frame(move || {
                let spot = page
                    .app
                    .with_untracked(|app| matches!(&app.address, Address::Draft(_, DraftPage::Section(_, Some(_)))));
                if let Some(main) = main.get_untracked().filter(|_| !spot) {
                    crate::browser::window().scroll_to_with_x_and_y(0.0, 0.0);
                    let _ = main.focus();
                }
            });
        }
        now
    });
    Effect::new(move |_| {
        let title = match shown.get() {
            Shown::Start => None,
            Shown::Situation(_) => Some(page.t("sections.situation.title")),
            Shown::Facts(_) => Some(page.t("ui.facts.title")),
            Shown::Section(_, section) => Some(page.t(&format!("sections.{}.title", section.key()))),
            Shown::Readiness(_) => Some(page.t("ui.readiness.title")),
            Shown::Rules => Some(page.t("ui.rules.title")),
            Shown::Rule(code) => Some(code),
            Shown::NotFound => Some(page.t("ui.notFound.title")),
        };
        let draft = page.app(|app| app.open.as_ref().map(|open| open.draft.name.clone()));
        let parts = [title, draft, Some(page.t("ui.product"))];
        crate::browser::document().set_title(&parts.into_iter().flatten().collect::<Vec<_>>().join(" – "));
    });
    let has_aside = move || matches!(shown.get(), Shown::Situation(_) | Shown::Facts(_) | Shown::Section(..));
    let to_main = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        if let Some(main) = main.get_untracked() {
            let _ = main.focus();
        }
    };
    view! {
        <a class="skip" href="#main" on:click=to_main>{page.t("ui.skip")}</a>
        <Bar />
        <Banner />
        <div class="frame" class:with-rail=move || has_draft.get() class:with-aside=move || has_draft.get() && has_aside()>
            <Show when=move || has_draft.get()>
                <Rail />
            </Show>
            <main id="main" tabindex="-1" node_ref=main>
                {move || match shown.get() {
                    Shown::Start => view! { <pages::start::Start /> }.into_any(),
                    Shown::Situation(_) => view! { <pages::section::SectionPage section=Section::Situation /> }.into_any(),
                    Shown::Facts(_) => view! { <pages::facts::Facts /> }.into_any(),
                    Shown::Section(_, section) => view! { <pages::section::SectionPage section=section /> }.into_any(),
                    Shown::Readiness(_) => view! { <pages::readiness::Readiness /> }.into_any(),
                    Shown::Rules => view! { <pages::rules::Rules /> }.into_any(),
                    Shown::Rule(code) => view! { <pages::rules::RulePage code=code /> }.into_any(),
                    Shown::NotFound => view! { <pages::start::NotFound /> }.into_any(),
                }}
            </main>
            <Show when=move || has_draft.get() && has_aside()>
                <Pulse />
            </Show>
        </div>
    }
}

/// The draft's name, how safe it is, undo, and the file.
#[component]
fn Bar() -> impl IntoView {
    let page = super::page();
    let name = Memo::new(move |_| page.app(|app| app.open.as_ref().map(|open| open.draft.name.clone())));
    let can_undo = Memo::new(move |_| page.app(|app| app.open.as_ref().is_some_and(|open| open.history.can_undo())));
    let can_redo = Memo::new(move |_| page.app(|app| app.open.as_ref().is_some_and(|open| open.history.can_redo())));
    let saved = move || {
        let (state, at) = page.app(|app| app.open.as_ref().map(|open| (open.saving, open.draft.saved_at.clone())))?;
        Some(match state {
            Saving::Saved => {
                let time = intl::time_of(&at, super::LANGUAGE);
                page.fill("ui.saved", &[("time", Fill::Words(&time))])
            }
            Saving::Pending => page.t("ui.saving"),
            Saving::Full | Saving::Off | Saving::ChangedElsewhere => page.t("ui.unsaved"),
        })
    };
    view! {
        <header class="bar">
            <a class="brand" href=Address::Start.href()>
                <span class="brand-mark" aria-hidden="true"></span>
                <span class="brand-name">{page.t("ui.product")}</span>
            </a>
            <div class="draft">
                <Show when=move || name.get().is_some()>
                    <input
                        class="draft-name"
                        type="text"
                        aria-label=page.t("ui.draftName")
                        prop:value=move || name.get().unwrap_or_default()
                        on:input=move |event| page.dispatch(Event::Renamed(event_target_value(&event)))
                        on:blur=move |_| page.dispatch(Event::LeftField)
                    />
                    <span class="saved">{saved}</span>
                </Show>
            </div>
            <nav class="bar-actions" aria-label=page.t("ui.actions")>
                <Show when=move || name.get().is_some()>
                    <button
                        type="button"
                        class="quiet"
                        aria-label=page.t("ui.undo")
                        title=page.t("ui.undo")
                        aria-disabled=move || (!can_undo.get()).to_string()
                        on:click=move |_| page.dispatch(Event::TookBack)
                    >
                        "↶"
                    </button>
                    <button
                        type="button"
                        class="quiet"
                        aria-label=page.t("ui.redo")
                        title=page.t("ui.redo")
                        aria-disabled=move || (!can_redo.get()).to_string()
                        on:click=move |_| page.dispatch(Event::MadeAgain)
                    >
                        "↷"
                    </button>
                    <button type="button" class="quiet" on:click=move |_| page.download()>
                        {page.t("ui.saveAsFile")}
                    </button>
                </Show>
                <a class="button quiet" href=Address::Rules(String::new()).href()>{page.t("ui.rules.title")}</a>
            </nav>
        </header>
    }
}

/// What is wrong with keeping the draft, or with a file; with what to do about it.
#[component]
fn Banner() -> impl IntoView {
    let page = super::page();
    let state = Memo::new(move |_| page.app(|app| app.open.as_ref().map(|open| open.saving)));
    let trouble = Memo::new(move |_| page.app(|app| app.trouble.clone()));
    let keeps = Memo::new(move |_| page.app(|app| app.keeps));
    let take_theirs = move |_| {
        let id = page.app.with_untracked(|app| app.open.as_ref().map(|open| open.draft.id.clone()));
        if let Some((id, text)) = id.and_then(|id| storage::read(&id).map(|text| (id, text))) {
            saving::saw(&id, text.clone());
            page.dispatch(Event::TookTheirs(text));
        }
    };
    let keep_mine = move |_| {
        let name = page.app.with_untracked(|app| app.open.as_ref().map(|open| open.draft.name.clone()));
        let name = page.fill("ui.copyOf", &[("name", Fill::Theirs(&name.unwrap_or_default()))]);
        page.dispatch(Event::KeptAsCopy { name });
    };
    let download = move || {
        view! {
            <button type="button" on:click=move |_| page.download()>{page.t("ui.trouble.download")}</button>
        }
    };
    view! {
        <div class="banners" aria-live="assertive">
            {move || match state.get() {
                Some(Saving::Full) => Some(view! {
                    <div class="banner"><p>{page.t("ui.trouble.full")}</p>{download()}</div>
                }.into_any()),
                Some(Saving::Off) => Some(view! {
                    <div class="banner"><p>{page.t("ui.trouble.off")}</p>{download()}</div>
                }.into_any()),
                Some(Saving::ChangedElsewhere) => Some(view! {
                    <div class="banner">
                        <p>{page.t("ui.trouble.elsewhere")}</p>
                        <button type="button" on:click=take_theirs>{page.t("ui.trouble.theirs")}</button>
                        <button type="button" on:click=keep_mine>{page.t("ui.trouble.copy")}</button>
                        {download()}
                    </div>
                }.into_any()),
                _ if !keeps.get() => Some(view! {
                    <div class="banner"><p>{page.t("ui.trouble.off")}</p></div>
                }.into_any()),
                _ => None,
            }}
            {move || match trouble.get()? {
                Trouble::File { name, error } => {
                    let error = page.words(|words| error.say(words));
                    let text = page.fill("ui.trouble.file", &[("name", Fill::Theirs(&name)), ("error", Fill::Words(&error))]);
                    Some(view! {
                        <div class="banner">
                            <p>{text}</p>
                            <button type="button" on:click=move |_| page.dispatch(Event::SawTrouble)>
                                {page.t("ui.trouble.seen")}
                            </button>
                        </div>
                    })
                }
                Trouble::NoSuchDraft => None,
            }}
        </div>
    }
}

/// The way through a draft: answers with their states, then results.
#[component]
fn Rail() -> impl IntoView {
    let page = super::page();
    let summary = expect_context::<Memo<Overview>>();
    let address = Memo::new(move |_| page.app(|app| app.address.clone()));
    let id = Memo::new(move |_| page.draft_id().unwrap_or_default());
    let facts = move || Address::Draft(id.get(), DraftPage::Facts).href();
    let readiness = move || Address::Draft(id.get(), DraftPage::Readiness(Filter::default())).href();
    let on_facts = move || matches!(address.get(), Address::Draft(_, DraftPage::Facts)).then_some("page");
    let on_readiness = move || matches!(address.get(), Address::Draft(_, DraftPage::Readiness(_))).then_some("page");
    let on_rules = move || matches!(address.get(), Address::Rules(_) | Address::Rule(_)).then_some("page");
    let sections =
        move || summary.with(|summary| summary.sections.iter().map(|(section, _)| *section).collect::<Vec<_>>());
    view! {
        <nav class="rail" aria-label=page.t("ui.rail.label")>
            <h2>{page.t("ui.rail.answers")}</h2>
            <ol>
                <li><a href=facts aria-current=on_facts>{page.t("ui.facts.title")}</a></li>
                <For each=sections key=|section| *section let:section>
                    <li>
                        <a
                            href=move || section_address(id.get(), section).href()
                            aria-current=move || {
                                let here = match address.get() {
                                    Address::Draft(_, DraftPage::Situation) => Some(Section::Situation),
                                    Address::Draft(_, DraftPage::Section(own, _)) => Some(own),
                                    _ => None,
                                };
                                (here == Some(section)).then_some("page")
                            }
                        >
                            <span>{page.t(&format!("sections.{}.title", section.key()))}</span>
                            <State section=section />
                        </a>
                    </li>
                </For>
            </ol>
            <h2>{page.t("ui.rail.results")}</h2>
            <ol>
                <li><a href=readiness aria-current=on_readiness>{page.t("ui.readiness.title")}</a></li>
                <li>
                    <a href=Address::Rules(String::new()).href() aria-current=on_rules>{page.t("ui.rules.title")}</a>
                </li>
            </ol>
        </nav>
    }
}

/// The address of a section; the situation has a page of its own name.
pub fn section_address(draft: String, section: Section) -> Address {
    let page = match section {
        Section::Situation => DraftPage::Situation,
        _ => DraftPage::Section(section, None),
    };
    Address::Draft(draft, page)
}

/// How far a section has come: a mark, a number, and the same in words.
#[component]
pub fn State(
    /// The section.
    section: Section,
) -> impl IntoView {
    let page = super::page();
    let summary = expect_context::<Memo<Overview>>();
    let state = Memo::new(move |_| {
        summary.with(|summary| {
            let own = summary.sections.iter().find(|(own, _)| *own == section);
            own.map_or_else(SectionState::default, |(_, state)| *state)
        })
    });
    move || {
        let SectionState { blockers, warnings, missing, .. } = state.get();
        let (mark, count, key) = if blockers > 0 {
            (Mark::Finding(Severity::Blocker), blockers, "ui.state.blockers")
        } else if missing > 0 {
            (Mark::Open, missing, "ui.state.missing")
        } else if warnings > 0 {
            (Mark::Finding(Severity::Warning), warnings, "ui.state.warnings")
        } else if state.get().is_done() {
            (Mark::Met, 0, "ui.state.done")
        } else {
            return None;
        };
        let words = page.fill(key, &[("count", Fill::Number(count as u64))]);
        let number = (count > 0).then(|| page.words(|words| words.locale().integer(count as u64)));
        Some(view! {
            <span class=format!("state {}", mark.key())>
                <Icon mark=mark />
                <span aria-hidden="true">{number}</span>
                <span class="vh">{words}</span>
            </span>
        })
    }
}

/// The verdict in words.
pub fn verdict_words(page: super::Page, summary: &Overview) -> String {
    let key = summary.verdict.map_or("none", |verdict| verdict.key());
    page.t(&format!("ui.verdict.{key}"))
}

/// The verdict and what weighs most, beside the questions.
#[component]
fn Pulse() -> impl IntoView {
    let page = super::page();
    let summary = expect_context::<Memo<Overview>>();
    let verdict = Memo::new(move |_| summary.with(|summary| verdict_words(page, summary)));
    let id = Memo::new(move |_| page.draft_id().unwrap_or_default());
    let top = Memo::new(move |_| {
        let readiness = page.readiness.get();
        let id = id.get();
        page.assessment_now(|about| {
            let blockers = readiness.findings().filter(|(severity, ..)| *severity == Severity::Blocker).take(3);
            let views =
                blockers.filter_map(|(_, judged, _)| page.words(|words| FindingView::of(judged, about, &id, words)));
            views.collect::<Vec<_>>()
        })
        .unwrap_or_default()
    });
    let rest = move |severity: Option<Severity>| {
        let filter = Filter { severity, ..Filter::default() };
        Address::Draft(id.get(), DraftPage::Readiness(filter)).href()
    };
    let line = move |mark: Mark, key: &'static str, count: usize, severity: Option<Severity>| {
        (count > 0).then(|| {
            let text = page.fill(key, &[("count", Fill::Number(count as u64))]);
            view! { <li class=mark.key()><Icon mark=mark /><a href=rest(severity)>{text}</a></li> }
        })
    };
    view! {
        <aside class="pulse" aria-label=page.t("ui.readiness.title")>
            <h2 aria-live="polite">{verdict}</h2>
            <ul>
                <For each=move || top.get() key=FindingView::clone_key let:finding>
                    <li class="blocker">
                        <Icon mark=Mark::Finding(Severity::Blocker) />
                        <a href=finding.mend.href()>{finding.text.clone()}</a>
                    </li>
                </For>
                {move || {
                    let tally = summary.with(|summary| summary.tally);
                    let shown = top.with(Vec::len);
                    line(
                        Mark::Finding(Severity::Blocker),
                        "ui.pulse.moreBlockers",
                        tally.blockers.saturating_sub(shown),
                        Some(Severity::Blocker),
                    )
                }}
                {move || {
                    let warnings = summary.with(|summary| summary.tally.warnings);
                    line(Mark::Finding(Severity::Warning), "ui.state.warnings", warnings, Some(Severity::Warning))
                }}
                {move || line(Mark::Open, "ui.state.missing", summary.with(|summary| summary.missing), None)}
            </ul>
        </aside>
    }
}
