//! What stands around every page: the bar, the rail, the pulse; and which page stands in the middle.

use std::sync::Arc;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::components::conflict;
use super::components::icon::{Mark, drawing, icon};
use super::dom::{El, button, by_id, el, link, live, next_frame, unseen, value_of};
use super::{Page, Rest, pages, rest};
use crate::app::overview::{Overview, SectionState};
use crate::app::{Address, App, DraftPage, Event, Filter, Saving, Trouble};
use crate::assessment::Section;
use crate::browser::{address, intl, storage};
use crate::draft::Draft;
use crate::readiness::Readiness;
use crate::rules::Severity;
use crate::ui::live::{Derived, derive};
use crate::words::Fill;

/// The summary of the open draft, derived anew with each change.
pub type Summary = Derived<Arc<Overview>>;

const MAIN: &str = "main";
const PLACES: &str = "places";

/// Which page stands in the middle: the address without what only guides within a page.
#[derive(Clone, PartialEq)]
enum Shown {
    Start,
    Situation(String),
    Facts(String),
    Section(String, Section),
    Readiness(String),
    Runbook(String),
    Questions(String),
    Rules,
    Rule(String),
    Unreadable(String),
    About,
    Drafts,
    NotFound,
}

impl Shown {
    fn of(app: &App) -> Self {
        let has_draft = app.open.as_ref().is_some_and(|open| app.address.draft() == Some(&open.draft.id));
        match &app.address {
            Address::Start => Self::Start,
            Address::Rules(_) => Self::Rules,
            Address::Rule(code) => Self::Rule(code.clone()),
            Address::About => Self::About,
            Address::Drafts => Self::Drafts,
            Address::Draft(id, page) if has_draft => match page {
                DraftPage::Situation => Self::Situation(id.clone()),
                DraftPage::Facts => Self::Facts(id.clone()),
                DraftPage::Section(section, _) => Self::Section(id.clone(), *section),
                DraftPage::Readiness(_) => Self::Readiness(id.clone()),
                DraftPage::Runbook(_) => Self::Runbook(id.clone()),
                DraftPage::Questions => Self::Questions(id.clone()),
            },
            Address::Draft(id, _) if app.shelf.iter().any(|kept| kept.id == *id && kept.draft.is_err()) => {
                Self::Unreadable(id.clone())
            }
            Address::Draft(..) | Address::Unknown => Self::NotFound,
        }
    }

    /// Whether it can be shown before the rest of the program is there.
    fn comes_first(&self) -> bool {
        matches!(self, Self::Start | Self::Situation(_) | Self::Unreadable(_) | Self::NotFound)
    }
}

/// The whole page.
pub fn frame(page: Page) -> El {
    let shown = derive(move || page.app(Shown::of));
    let has_draft = within_draft(page);
    let summary_of = |readiness: Derived<Arc<Readiness>>| {
        derive(move || {
            let readiness = readiness.get();
            let summary = |about: &_| page.has_rest().then(|| rest::overview(about, &readiness));
            Arc::new(page.assessment_now(summary).flatten().unwrap_or_default())
        })
    };
    let (at_once, summary) = (summary_of(page.judged), summary_of(page.readiness));
    let has_aside =
        move || has_draft.get() && matches!(shown.get(), Shown::Situation(_) | Shown::Facts(_) | Shown::Section(..));
    focus_on_change(page, shown);
    let title = derive(move || title(page, &shown.get()));
    live(move || title.with(|title| crate::browser::document().set_title(title)));
    let waits = derive(move || !page.has_rest() && !shown.with(Shown::comes_first));
    let is_busy = move || page.coming.get() > 0 || (waits.get() && page.rest.get() != Rest::Failed);
    let middle = move || {
        Some(match shown.get() {
            _ if waits.get() => el("p")
                .class("hint")
                .flag("hidden", move || page.rest.get() == Rest::Failed)
                .text(&page.t("shell.loading")),
            Shown::Start => pages::start::start(page),
            Shown::Situation(_) => pages::section::section_page(page, summary, Section::Situation),
            Shown::Facts(_) => pages::facts::facts(page, summary),
            Shown::Section(_, section) => pages::section::section_page(page, summary, section),
            Shown::Readiness(_) => rest::readiness(page, summary),
            Shown::Runbook(_) => rest::runbook(page),
            Shown::Questions(_) => rest::questions(page),
            Shown::Rules => rest::rules(page),
            Shown::Rule(code) => rest::rule(page, &code),
            Shown::Unreadable(id) => pages::start::unreadable(page, &id),
            Shown::About => rest::about(page),
            Shown::Drafts => rest::table_of_drafts(page),
            Shown::NotFound => pages::start::not_found(page),
        })
    };
    let skip = link("skip", "#main", &page.t("ui.skip")).on("click", move |event| {
        event.prevent_default();
        focus_main();
    });
    let around = move || {
        let aside = if has_aside() { " with-aside" } else { "" };
        format!("frame{}{aside}", if has_draft.get() { " with-rail" } else { "" })
    };
    el("div").on("click", move |event| go_again(page, &event)).child(skip).child(bar(page)).child(banners(page)).child(
        el("div")
            .class_live(around)
            .when(move || has_draft.get(), move || rail(page, summary))
            .child(
                el("main")
                    .attr("id", MAIN)
                    .attr("tabindex", "-1")
                    .attr_live("aria-busy", move || is_busy().then(|| "true".into()))
                    .part(middle),
            )
            .when(move || has_aside() && page.has_rest(), move || rest::pulse(page, at_once)),
    )
}

/// A link to the address that is open already: the browser tells of no change, but who follows it wants to be there.
fn go_again(page: Page, event: &web_sys::Event) {
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let link = target.and_then(|target| target.closest("a[href]").ok().flatten());
    let open = page.app.with_untracked(|app| app.address.clone());
    let top = open.from_top();
    if top != open && link.and_then(|link| link.get_attribute("href")) == Some(address::current().href()) {
        page.dispatch(Event::WentTo(top));
        next_frame(move || page.dispatch(Event::WentTo(open)));
    }
}

/// Whether the page is about the open draft. The start is about all of them.
fn within_draft(page: Page) -> Derived<bool> {
    derive(move || page.app(|app| app.open.is_some() && !matches!(app.address, Address::Start | Address::Drafts)))
}

/// The page's beginning gets the focus.
pub fn focus_main() {
    if let Some(main) = by_id::<HtmlElement>(MAIN) {
        let _ = main.focus();
    }
}

/// Another page begins at its top, with the focus at its beginning; not so the first, nor one with an answer to go to.
fn focus_on_change(page: Page, shown: Derived<Shown>) {
    let mut before = None;
    live(move || {
        let now = shown.get();
        if before.as_ref().is_some_and(|before| *before != now) {
            next_frame(move || {
                let has_spot = page.app.with_untracked(|app| app.address != app.address.from_top());
                if !has_spot {
                    crate::browser::window().scroll_to_with_x_and_y(0.0, 0.0);
                    focus_main();
                }
            });
        }
        before = Some(now);
    });
}

fn title(page: Page, shown: &Shown) -> String {
    let title = match shown {
        Shown::Start => None,
        Shown::Situation(_) => Some(page.t("sections.situation.title")),
        Shown::Facts(_) => Some(page.t("ui.facts.title")),
        Shown::Section(_, section) => Some(page.t(&format!("sections.{}.title", section.key()))),
        Shown::Readiness(_) => Some(page.t("ui.readiness.title")),
        Shown::Runbook(_) => Some(page.t("ui.rail.runbook")),
        Shown::Questions(_) => Some(page.t("ui.rail.questions")),
        Shown::Rules => Some(page.t("ui.rules.title")),
        Shown::Rule(code) => Some(code.clone()),
        Shown::Unreadable(_) => Some(page.t("ui.unreadable.title")),
        Shown::About => Some(page.t("ui.about")),
        Shown::Drafts => Some(page.t("ui.drafts")),
        Shown::NotFound => Some(page.t("ui.notFound.title")),
    };
    let draft = page.app(|app| app.open.as_ref().map(|open| page.name_of_draft(&open.draft.name)));
    [title, draft, Some(page.t("shell.product"))].into_iter().flatten().collect::<Vec<_>>().join(" – ")
}

/// A page's heading and what it is for.
pub fn head(title: &str, lede: &str) -> El {
    el("div").class("page-head").child(el("h1").text(title)).child(el("p").class("lede").text(lede))
}

/// The draft's name, how safe it is, undo, and the file.
fn bar(page: Page) -> El {
    let has_draft = within_draft(page);
    let name = move || page.app(|app| app.open.as_ref().map(|open| open.draft.name.clone()).unwrap_or_default());
    let saved = move || {
        let open = page.app(|app| app.open.as_ref().map(|open| (open.saving, open.draft.saved_at.clone())));
        match open {
            None => String::new(),
            Some((Saving::Saved, at)) => {
                page.fill("ui.saved", &[("time", Fill::Words(&intl::time_of(&at, super::LANGUAGE)))])
            }
            Some((Saving::Pending, _)) => page.t("ui.saving"),
            Some(_) => page.t("ui.unsaved"),
        }
    };
    let step = move |key: &str, sign: &str, can: fn(&crate::app::edits::History) -> bool, event: fn() -> Event| {
        let can = move || page.app(|app| app.open.as_ref().is_some_and(|open| can(&open.history)));
        button("quiet", "", move || page.dispatch(event()))
            .child(drawing(sign))
            .attr("aria-label", &page.t(key))
            .attr("title", &page.t(key))
            .attr_live("aria-disabled", move || Some((!can()).to_string()))
    };
    let draft = move || {
        let input = el("input")
            .class("draft-name")
            .attr("type", "text")
            .attr("aria-label", &page.t("ui.draftName"))
            .attr("placeholder", &page.t("ui.start.nameless"))
            .prop_live("value", move || name().into())
            .on("input", move |event| page.dispatch(Event::Renamed(value_of(&event))))
            .on("blur", move |_| page.dispatch(Event::LeftField));
        let is_kept = move || {
            page.app(|app| app.open.as_ref().is_none_or(|open| matches!(open.saving, Saving::Saved | Saving::Pending)))
        };
        let class = move || if is_kept() { "saved".to_owned() } else { "saved unsaved".to_owned() };
        el("div").class("draft").child(input).child(el("span").class_live(class).text_live(saved))
    };
    let actions = move || {
        el("div")
            .class("bar-actions")
            .child(step("ui.undo", "undo", crate::app::edits::History::can_undo, || Event::TookBack))
            .child(step("ui.redo", "redo", crate::app::edits::History::can_redo, || Event::MadeAgain))
            .child(
                button("quiet", "", move || page.download())
                    .child(drawing("save"))
                    .child(el("span").text(&page.t("ui.saveAsFile"))),
            )
    };
    let rules = link("button quiet", &Address::Rules(String::new()).href(), &page.t("ui.rules.title"));
    el("header")
        .class("bar")
        .child(
            el("a")
                .class("brand")
                .attr("href", &Address::Start.href())
                .child(el("span").class("brand-mark").attr("aria-hidden", "true"))
                .child(el("span").class("brand-name").text(&page.t("ui.product"))),
        )
        .when(move || has_draft.get(), draft)
        .when(move || has_draft.get(), actions)
        .child(rules.flag("hidden", move || has_draft.get()))
}

/// What is wrong with keeping the draft, or with a file; with what to do about it.
fn banners(page: Page) -> El {
    let what_lies_there = move || {
        let text = storage::read(&page.draft_id().unwrap_or_default()).unwrap_or_default();
        Draft::read(&text).err().map(|error| page.words(|words| error.say(words))).unwrap_or_default()
    };
    let let_go = move || {
        if let Some(id) = page.draft.get_untracked() {
            page.dispatch(Event::DeletedDraft(id));
            address::go(&Address::Start);
        }
    };
    let keep_mine = move || {
        let name = page.app.with_untracked(|app| app.open.as_ref().map(|open| open.draft.name.clone()));
        let name = page.fill("ui.copyOf", &[("name", Fill::Theirs(&name.unwrap_or_default()))]);
        page.dispatch(Event::KeptAsCopy { name });
    };
    let banner = move |text: &str| {
        let mark = icon(Mark::Finding(Severity::Warning));
        el("div").class("banner").child(mark).child(el("p").text(text))
    };
    let download = move || button("", &page.t("ui.trouble.download"), move || page.download());
    let state = derive(move || page.app(|app| (app.open.as_ref().map(|open| open.saving), app.keeps)));
    let keeping = move || match state.get() {
        (Some(Saving::Full), _) => Some(banner(&page.t("ui.trouble.full")).child(download())),
        (Some(Saving::TooLarge), _) => Some(banner(&page.t("ui.trouble.tooLarge")).child(download())),
        (Some(Saving::Off), _) => Some(banner(&page.t("ui.trouble.off")).child(download())),
        (Some(Saving::ChangedElsewhere), _) => Some(
            banner(&page.fill("ui.trouble.elsewhere", &[("error", Fill::Words(&what_lies_there()))]))
                .child(button("", &page.t("ui.trouble.copy"), keep_mine))
                .child(download()),
        ),
        (Some(Saving::DeletedElsewhere), _) => Some(
            banner(&page.t("ui.trouble.deleted"))
                .child(button("", &page.t("ui.trouble.putBack"), move || page.dispatch(Event::PutBack)))
                .child(button("", &page.t("ui.trouble.letGo"), let_go))
                .child(download()),
        ),
        (_, false) => Some(banner(&page.t("ui.trouble.off"))),
        _ => None,
    };
    let rest = move || {
        let reload = || drop(crate::browser::window().location().reload());
        let again = move || button("", &page.t("ui.trouble.reload"), reload);
        (page.rest.get() == Rest::Failed).then(|| banner(&page.t("ui.trouble.rest")).child(again()))
    };
    // Made anew only when it says something else: a button that is replaced under the pointer is never pressed.
    let trouble = derive(move || page.app(|app| (app.trouble.clone(), app.only_here())));
    let file = move || match trouble.get().0? {
        Trouble::File { name, error } => {
            let error = page.words(|words| error.say(words));
            let fills = [("name", Fill::Theirs(name.as_str())), ("error", Fill::Words(&error))];
            let seen = button("", &page.t("ui.trouble.seen"), move || page.dispatch(Event::SawTrouble));
            // The file was chosen further down.
            next_frame(|| crate::browser::window().scroll_to_with_x_and_y(0.0, 0.0));
            Some(banner(&page.fill("ui.trouble.file", &fills)).child(seen))
        }
        Trouble::NoSuchDraft => None,
        Trouble::Emptied => {
            let others = trouble.with(|(_, others)| *others);
            let text = page.fill("ui.trouble.emptied", &[("others", Fill::Number(others as u64))]);
            let put_back = button("", &page.t("ui.trouble.putBack"), move || page.dispatch(Event::PutBack));
            let seen = button("", &page.t("ui.trouble.seen"), move || page.dispatch(Event::SawTrouble));
            Some(banner(&text).children((others > 0).then_some(put_back)).child(seen))
        }
    };
    let disputes = derive(move || page.disputes());
    let dispute = move || {
        let disputes = disputes.get();
        let first = disputes.first()?;
        Some(banner(&conflict::about(page, first, disputes.len())).children(conflict::choices(page, first)))
    };
    el("div").class("banners").attr("aria-live", "assertive").part(keeping).part(rest).part(file).part(dispute)
}

/// A page to which the rail leads.
struct Place {
    /// The key of its title.
    title: &'static str,
    /// Its address, in the draft of this id.
    to: fn(String) -> Address,
    /// Whether an address is one of its own.
    is_here: fn(&Address) -> bool,
}

static FACTS: Place = Place {
    title: "ui.facts.title",
    to: |id| Address::Draft(id, DraftPage::Facts),
    is_here: |address| matches!(address, Address::Draft(_, DraftPage::Facts)),
};

static RESULTS: [Place; 5] = [
    Place {
        title: "ui.readiness.title",
        to: |id| Address::Draft(id, DraftPage::Readiness(Filter::default())),
        is_here: |address| matches!(address, Address::Draft(_, DraftPage::Readiness(_))),
    },
    Place {
        title: "ui.rail.questions",
        to: |id| Address::Draft(id, DraftPage::Questions),
        is_here: |address| matches!(address, Address::Draft(_, DraftPage::Questions)),
    },
    Place {
        title: "ui.rail.runbook",
        to: |id| Address::Draft(id, DraftPage::Runbook(None)),
        is_here: |address| matches!(address, Address::Draft(_, DraftPage::Runbook(_))),
    },
    Place {
        title: "ui.rules.title",
        to: |_| Address::Rules(String::new()),
        is_here: |address| matches!(address, Address::Rules(_) | Address::Rule(_)),
    },
    Place { title: "ui.about", to: |_| Address::About, is_here: |address| *address == Address::About },
];

/// The way through a draft: answers with their states, then results. Where there is no room beside the page, it is a
/// line that says where one is, and opens.
fn rail(page: Page, summary: Summary) -> El {
    let address = derive(move || page.app(|app| app.address.clone()));
    let open = crate::ui::live::state(false);
    let to = move |place: &'static Place| {
        let link = el("a")
            .href_live(move || (place.to)(page.draft_id().unwrap_or_default()).href())
            .attr_live("aria-current", move || address.with(place.is_here).then(|| "page".to_owned()))
            .text(&page.t(place.title));
        el("li").child(link)
    };
    let sections =
        move || summary.with(|summary| summary.sections.iter().map(|(section, _)| *section).collect::<Vec<_>>());
    let section = move |section: Section| {
        let link = el("a")
            .href_live(move || section_address(page.draft_id().unwrap_or_default(), section).href())
            .attr_live("aria-current", move || (address.with(section_of) == Some(section)).then(|| "page".to_owned()))
            .child(el("span").text(&page.t(&format!("sections.{}.title", section.key()))))
            .child(state(page, summary, section));
        el("li").child(link)
    };
    let here = move || {
        let address = address.get();
        let place = [&FACTS].into_iter().chain(&RESULTS).find(|place| (place.is_here)(&address));
        // The words of the other sections come with the rest.
        let is_said = |section: &Section| *section == Section::Situation || page.has_rest();
        let section = || Some(format!("sections.{}.title", section_of(&address).filter(is_said)?.key()));
        let nowhere = || (address == Address::Unknown).then(|| "ui.notFound.title".to_owned());
        let key = place.map(|place| place.title.to_owned()).or_else(section).or_else(nowhere);
        key.map(|key| page.t(&key)).unwrap_or_default()
    };
    let opener = button("menu", "", move || open.set(!open.get_untracked()))
        .attr("aria-controls", PLACES)
        .attr_live("aria-expanded", move || Some(open.get().to_string()))
        .child(unseen(&page.t("ui.rail.label")))
        .child(el("span").text_live(here))
        .part(move || address.with(section_of).map(|section| state(page, summary, section)));
    let focus: HtmlElement = opener.node();
    let places = el("div")
        .attr("id", PLACES)
        .class_live(move || if open.get() { "places open" } else { "places" }.to_owned())
        // A link was followed; where it leads to the page that is open already, nothing else tells of it.
        .on("click", move |_| {
            if open.get_untracked() {
                open.set(false);
                next_frame(focus_main);
            }
        })
        .child(el("h2").text(&page.t("ui.rail.answers")))
        .child(el("ol").child(to(&FACTS)).each(sections, |section| section.key().to_owned(), section))
        .child(el("h2").text(&page.t("ui.rail.results")))
        .child(el("ol").children(RESULTS.iter().map(to)));
    el("nav")
        .class("rail")
        .attr("aria-label", &page.t("ui.rail.label"))
        .on("keydown", move |event| {
            let key = event.dyn_ref::<web_sys::KeyboardEvent>().map(web_sys::KeyboardEvent::key);
            if open.get_untracked() && key.as_deref() == Some("Escape") {
                open.set(false);
                let _ = focus.focus();
            }
        })
        .child(opener)
        .child(places)
}

/// The section whose questions an address shows.
fn section_of(address: &Address) -> Option<Section> {
    match address {
        Address::Draft(_, DraftPage::Situation) => Some(Section::Situation),
        Address::Draft(_, DraftPage::Section(own, _)) => Some(*own),
        _ => None,
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
pub fn state(page: Page, summary: Summary, section: Section) -> El {
    let state = derive(move || {
        summary.with(|summary| {
            let own = summary.sections.iter().find(|(own, _)| *own == section);
            own.map_or_else(SectionState::default, |(_, state)| *state)
        })
    });
    // What blocks does not hide what is missing; what only warns waits until both are gone.
    let figures = move || {
        let SectionState { blockers, warnings, missing, .. } = state.get();
        let warns = warnings > 0 && blockers + missing == 0;
        let figures =
            [(BLOCKERS, blockers > 0), (MISSING, missing > 0), (WARNINGS, warns), (DONE, state.get().is_done)];
        figures.into_iter().filter_map(|(figure, is_there)| is_there.then_some(figure)).collect()
    };
    let line = move |(mark, key, of): Figure| figure(page, el("span"), mark, key, move || of(state.get()));
    el("span").class("state-of").each(figures, |(mark, ..)| mark.key().to_owned(), line)
}

/// A number of a section's: its mark, its words, and which it is.
type Figure = (Mark, &'static str, fn(SectionState) -> usize);

const BLOCKERS: Figure = (Mark::Finding(Severity::Blocker), "ui.state.blockers", |state| state.blockers);
const WARNINGS: Figure = (Mark::Finding(Severity::Warning), "ui.state.warnings", |state| state.warnings);
const MISSING: Figure = (Mark::Open, "ui.state.missing", |state| state.missing);
const DONE: Figure = (Mark::Met, "ui.state.done", |_| 0);

/// A mark and a number that lives, and the same in words; nothing is not counted.
pub fn figure(page: Page, what: El, mark: Mark, key: &'static str, count: impl Fn() -> usize + Copy + 'static) -> El {
    let number = move || match count() {
        0 => String::new(),
        count => page.words(|words| words.locale().integer(count as u64)),
    };
    let words = move || page.fill(key, &[("count", Fill::Number(count() as u64))]);
    what.class(&format!("state {}", mark.key()))
        .child(icon(mark))
        .child(el("span").attr("aria-hidden", "true").text_live(number))
        .child(unseen("").text_live(words))
}

/// The verdict in words.
pub fn verdict_words(page: Page, summary: &Overview) -> String {
    let key = summary.verdict.map_or("none", crate::readiness::Verdict::key);
    page.t(&format!("ui.verdict.{key}"))
}
