//! The page: it formats what the core says, and tells it what happened.

mod components;
pub mod dom;
mod frame;
mod live;
mod pages;
mod rest;

use std::sync::Arc;

use leptos::prelude::*;

use crate::app::{Address, App, DraftPage, Effect, Event, Open, Shelved, editable};
use crate::assessment::{Answer, Assessment, FieldId, RowAt, RowId, Table};
use crate::browser::{self, address, crash, intl, saving, storage};
use crate::draft::Dispute;
use crate::readiness::{Judge, Readiness};
use crate::words::{Fill, Words};
use live::{Derived, State, derive, derive_shared, state};

/// The language of the words, as long as there is one.
pub const LANGUAGE: &str = "en";

/// Where the rest of the program is: what the first question does not need.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Rest {
    Away,
    Coming,
    Here,
    /// It could not be had: the host is out of reach, or has a newer planner by now.
    Failed,
}

/// What every part of the page needs: the state, what is derived from it, and the words.
#[derive(Clone, Copy)]
pub struct Page {
    app: RwSignal<App>,
    words: StoredValue<Words, LocalStorage>,
    /// The open draft's id. Derived, so that what saving changes makes no link anew: one with the focus would lose it.
    draft: Derived<Option<String>>,
    /// Changes with every change of the open draft.
    edition: Derived<(u64, time::Date)>,
    /// Whether the rest of the program is here.
    rest: State<Rest>,
    /// The page is being printed: tables then show all their rows.
    printing: State<bool>,
    /// So many things on the page are still coming in portions.
    coming: State<usize>,
    /// Somebody typed a moment ago, and the verdict on it is not on the screen yet: nothing but that has been told.
    typed: State<bool>,
    /// The judgement of the open draft, at once: for the verdict.
    pub judged: Derived<Arc<Readiness>>,
    /// The judgement of the open draft. While somebody types, it follows once the verdict is on the screen, as all else
    /// does: an answer and what is found of it are told in dozens of places, and a key should not wait for them.
    pub readiness: Derived<Arc<Readiness>>,
}

/// Loads the words and puts the page in the shell's place.
pub fn start() {
    crash::watch();
    wasm_bindgen_futures::spawn_local(async {
        let words = match browser::fetch_text(&format!("words/{LANGUAGE}.json")).await {
            Ok(text) => Words::read(&text, Box::new(intl::Browser::new(LANGUAGE))),
            Err(error) => Err(error),
        };
        match words {
            Ok(words) => mount(words),
            // Without words only the page for failures can speak: its own stand in `index.html`.
            Err(error) => panic!("{error}"),
        }
    });
}

fn mount(words: Words) {
    let root: web_sys::HtmlElement = dom::by_id("planner").expect("index.html has a place for the page");
    let place = root.clone();
    // What is mounted is empty: the page is put together below, under the owner that mounting gives.
    let mounted = leptos::mount::mount_to(root, move || {
        let app = RwSignal::new(App::new(browser::today(), browser::seed(), intl::offset));
        let draft = derive(move || app.with(|app| app.open.as_ref().map(|open| open.draft.id.clone())));
        let edition_of = |app: &App| (app.edition, app.today);
        let edition = derive(move || app.with(edition_of));
        let (rest, typed) = (state(Rest::Away), state(false));
        let latest = derive(move || {
            typed.get();
            app.with(edition_of)
        });
        let judge = StoredValue::new(Judge::default());
        let judged = derive_shared(move || {
            let (_, today) = latest.get();
            let has_rest = rest.get() == Rest::Here;
            app.with_untracked(|app| {
                let open = app.open.as_ref().filter(|_| has_rest)?;
                judge.try_update_value(|judge| rest::assess(judge, &open.draft.assessment, today))
            })
            .unwrap_or_default()
        });
        let readiness = derive_shared(move || {
            edition.get();
            rest.get();
            judged.get_untracked()
        });
        let words = StoredValue::new_local(words);
        let (printing, coming) = (state(false), state(0));
        let page = Page { app, words, draft, edition, rest, printing, coming, typed, judged, readiness };
        page.listen();
        page.look_through();
        page.open_again();
        page.follow_address();
        dom::live(move || draft.with(|id| storage::keep_open(id.as_deref())));
        place.replace_children_with_node_1(&frame::frame(page).node());
    });
    mounted.forget();
}

impl Page {
    /// The words of this key.
    #[must_use]
    pub fn t(self, key: &str) -> String {
        self.words.with_value(|words| words.say(key))
    }

    /// The words of this key, with their blanks filled in.
    #[must_use]
    pub fn fill(self, key: &str, fills: &[(&str, Fill<'_>)]) -> String {
        self.words.with_value(|words| words.fill(key, fills))
    }

    /// The words themselves.
    pub fn words<T>(self, use_them: impl FnOnce(&Words) -> T) -> T {
        self.words.with_value(use_them)
    }

    /// Something of the state; whoever asks is told when it changes.
    pub fn app<T>(self, of: impl FnOnce(&App) -> T) -> T {
        self.app.with(of)
    }

    /// Something of the open draft's answers, derived anew with each change of them; `None` while no draft is open.
    pub fn assessment<T>(self, of: impl FnOnce(&Assessment) -> T) -> Option<T> {
        self.edition.get();
        self.app.with_untracked(|app| app.open.as_ref().map(|open| of(&open.draft.assessment)))
    }

    /// The same, without being told of changes.
    pub fn assessment_now<T>(self, of: impl FnOnce(&Assessment) -> T) -> Option<T> {
        self.app.with_untracked(|app| app.open.as_ref().map(|open| of(&open.draft.assessment)))
    }

    /// The answer at a place, derived anew with each change.
    #[must_use]
    pub fn answer(self, table: Table, row: &RowId, field: FieldId) -> Answer {
        self.assessment(|assessment| {
            let at = assessment.find(table, row)?;
            Some(assessment.rows(table)[at].answer(field).clone())
        })
        .flatten()
        .unwrap_or_default()
    }

    /// The places of the open draft at which the reader has to choose.
    fn disputes(self) -> Vec<Dispute> {
        self.edition.get();
        self.app.with_untracked(|app| app.open.as_ref().map(|open| open.draft.disputes())).unwrap_or_default()
    }

    /// The open draft's id.
    #[must_use]
    pub fn draft_id(self) -> Option<String> {
        self.draft.get()
    }

    /// What a row is called, by its id.
    #[must_use]
    pub fn name_of(self, table: Table, row: &RowId) -> String {
        self.row_at(table, row).map(|row| self.row_name(row)).unwrap_or_default()
    }

    /// What a row is called where its name is in question.
    #[must_use]
    pub fn place_of(self, table: Table, row: &RowId) -> String {
        let place = |row| self.assessment_now(|assessment| self.words(|words| words.row_place(assessment, row)));
        self.row_at(table, row).and_then(place).unwrap_or_default()
    }

    fn row_at(self, table: Table, row: &RowId) -> Option<RowAt> {
        let at = self.assessment_now(|assessment| assessment.find(table, row)).flatten()?;
        Some(RowAt { table, at: u32::try_from(at).ok()? })
    }

    /// What a row is called.
    #[must_use]
    pub fn row_name(self, row: RowAt) -> String {
        self.assessment_now(|assessment| self.words(|words| words.row_name(assessment, row))).unwrap_or_default()
    }

    /// How an answer reads on the page: what was said, in the reader's own formats.
    #[must_use]
    pub fn shown(self, field: FieldId, answer: &Answer) -> String {
        self.words(|words| words.answer(field, answer)).unwrap_or_else(|| editable(answer))
    }

    /// A local time with its offset in the organisation's zone.
    #[must_use]
    pub fn resolved(self, text: &str) -> Option<String> {
        self.app.with_untracked(|app| app.resolved_here(text))
    }

    /// Tells the core what happened, and does what the browser has to do about it.
    pub fn dispatch(self, event: Event) {
        // Another draft takes the place of the open one, which may have something unsaved.
        if matches!(
            event,
            Event::BeganDraft { .. }
                | Event::BeganFromTemplate { .. }
                | Event::OpenedExample { .. }
                | Event::BroughtDraft { .. }
        ) {
            self.save();
        }
        let effects = if matches!(event, Event::Typed(..)) {
            let effects = self.app.try_update_untracked(|app| app.update(event));
            if !self.typed.get_untracked() {
                dom::once_drawn(move || {
                    self.typed.set(false);
                    self.tell();
                });
            }
            self.typed.set(true);
            effects
        } else {
            self.app.try_update(|app| app.update(event))
        };
        for effect in effects.unwrap_or_default() {
            match effect {
                Effect::SaveSoon => self.save_soon(),
                Effect::SaveNow => self.save(),
                Effect::GoTo(to) => address::go(&to),
                Effect::Delete(id) => storage::remove(&id),
                Effect::DeleteEverything => storage::remove_everything(),
                Effect::LookThrough => self.look_through(),
            }
        }
    }

    /// Tells everyone who asked for something of the state that it may be another one.
    fn tell(self) {
        self.app.update(|_| ());
    }

    /// Saves what is to be saved, in a moment.
    fn save_soon(self) {
        saving::soon(move || {
            let is_ready = self.app.try_update_untracked(App::get_ready) != Some(true);
            if is_ready {
                self.save();
            }
            is_ready
        });
    }

    /// Saves what is to be saved.
    fn save(self) {
        saving::settled();
        let keep = |app: &mut App| app.keep(&mut storage::Device, &browser::now());
        if self.app.try_update_untracked(keep) == Some(true) {
            self.tell();
        }
    }

    /// Takes in what another tab has saved, or that it has deleted a draft.
    fn hear(self, id: &str, text: Option<String>) {
        self.app.update(|app| app.hear(&storage::Device, id, text.as_deref()));
        // Not at once: the other tab may have more to say, and to answer each word with a save would go on and on.
        self.save_soon();
    }

    /// Looks whether another tab has saved the open draft, where nobody said so: this one may have been asleep.
    fn look_again(self) {
        if let Some(id) = self.app.with_untracked(|app| app.open.as_ref().map(|open| open.draft.id.clone()))
            && let Some(text) = storage::read(&id)
        {
            self.hear(&id, Some(text));
        }
    }

    /// Reads what the device keeps.
    fn look_through(self) {
        let open = self.app.with_untracked(|app| {
            let kept = app.open.as_ref().filter(|open| open.is_kept(&storage::Device));
            kept.map(Open::shelved)
        });
        let shelf = storage::ids().into_iter().filter_map(|id| {
            // To read a large draft takes long.
            if let Some(open) = open.as_ref().filter(|open| open.id == id) {
                return Some(open.clone());
            }
            let text = storage::read(&id)?;
            Some(Shelved::read(id, &text))
        });
        self.dispatch(Event::LookedThrough { keeps: storage::is_on(), shelf: shelf.collect() });
    }

    /// Counts from 0 to `last`, on by one with each picture that is drawn. What is long comes in so many portions, so that
    /// neither a click nor what the reader sees first waits for all of it. Until all have come, `main` is busy.
    #[must_use]
    pub fn portions(self, last: usize) -> State<usize> {
        fn go_on(page: Page, portion: State<usize>, last: usize) {
            dom::once_drawn(move || match portion.if_still_there().filter(|now| *now < last) {
                Some(now) => {
                    portion.set(now + 1);
                    go_on(page, portion, last);
                }
                None => page.coming.set(page.coming.get_untracked() - 1),
            });
        }
        let portion = state(0);
        self.coming.set(self.coming.get_untracked() + 1);
        go_on(self, portion, last);
        portion
    }

    /// Whether the rest of the program is here; whoever asks is told when it has come.
    pub fn has_rest(self) -> bool {
        self.rest.get() == Rest::Here
    }

    /// Loads the rest of the program with its words, once.
    pub fn bring_rest(self) {
        if self.rest.get_untracked() != Rest::Away {
            return;
        }
        self.rest.set(Rest::Coming);
        wasm_bindgen_futures::spawn_local(async move {
            // All are on their way before the first is waited for.
            let program = browser::load_rest();
            let words = ["rules", "runbook", "rest"];
            let words = words.map(|part| browser::fetch_text(&format!("words/{LANGUAGE}.{part}.json")));
            let mut has_come = program.await;
            for text in words {
                let add = |text: String| self.words.try_update_value(|words| words.add(&text)).unwrap_or(Ok(()));
                has_come = has_come.and(text.await.and_then(add));
            }
            self.rest.set(if has_come.is_ok() { Rest::Here } else { Rest::Failed });
        });
    }

    /// Opens the draft that was open when the page was loaded anew, where the address names none of its own.
    fn open_again(self) {
        if matches!(address::current(), Address::Rules(_) | Address::Rule(_) | Address::About)
            && let Some(id) = storage::was_open()
        {
            self.dispatch(Event::WentTo(Address::Draft(id, DraftPage::Facts)));
        }
    }

    /// Goes to the address in the address bar.
    fn follow_address(self) {
        let address = address::current();
        if address != Address::Start {
            self.bring_rest();
        }
        let open = self.app.with_untracked(|app| app.open.as_ref().map(|open| open.draft.id.clone()));
        if let Some(id) = address.draft()
            && open.as_deref() != Some(id)
        {
            self.save();
            self.look_through();
        }
        self.dispatch(Event::WentTo(address));
    }

    fn listen(self) {
        for (event, prints) in [("beforeprint", true), ("afterprint", false)] {
            browser::on_window(event, move |_| self.printing.set(prints));
        }
        // A file that misses its place would take the planner's: the browser would open it.
        browser::on_window("dragover", |event| event.prevent_default());
        browser::on_window("drop", move |event| {
            event.prevent_default();
            if self.app.with_untracked(|app| app.address == Address::Start) {
                pages::start::take_dropped(self, &event);
            }
        });
        // Whoever leaves the page open over midnight sees the next day's judgement.
        browser::every_minute(move || {
            let today = browser::today();
            if self.app.with_untracked(|app| app.today != today) {
                self.dispatch(Event::DayBegan(today));
            }
        });
        browser::on_window("hashchange", move |_| self.follow_address());
        browser::on_window("pagehide", move |_| self.save());
        browser::listen(&browser::document(), "visibilitychange", move |_| {
            self.save();
            self.look_again();
            self.dispatch(Event::DayBegan(browser::today()));
        });
        browser::on_window("storage", move |event| {
            use wasm_bindgen::JsCast;
            let Some(event) = event.dyn_ref::<web_sys::StorageEvent>() else { return };
            match storage::change(event) {
                Some(storage::Change::Draft(id, text)) => self.hear(&id, text),
                Some(storage::Change::Emptied) => {
                    self.app.update(|app| app.miss(&storage::Device));
                    self.save();
                }
                None => {}
            }
        });
        browser::listen(&browser::document(), "keydown", move |event| {
            use wasm_bindgen::JsCast;
            let Some(key) = event.dyn_ref::<web_sys::KeyboardEvent>() else { return };
            // In a field, undoing is the browser's own.
            let in_field = browser::document().active_element().is_some_and(|focused| {
                focused.tag_name() == "TEXTAREA"
                    || focused
                        .dyn_ref::<web_sys::HtmlInputElement>()
                        .is_some_and(|input| !matches!(input.type_().as_str(), "radio" | "checkbox"))
            });
            if in_field || !(key.ctrl_key() || key.meta_key()) || key.alt_key() {
                return;
            }
            let event = match (key.key().to_ascii_lowercase().as_str(), key.shift_key()) {
                ("z", false) => Event::TookBack,
                ("z", true) | ("y", false) => Event::MadeAgain,
                _ => return,
            };
            key.prevent_default();
            self.dispatch(event);
        });
        crash::hold(move || {
            let open = |app: &App| app.open.as_ref().map(|open: &Open| open.draft.write());
            self.app.try_with_untracked(open).flatten()
        });
    }

    /// What a draft is called: one without a name still has to be told from others, and followed.
    pub fn name_of_draft(self, name: &str) -> String {
        if name.trim().is_empty() { self.t("ui.start.nameless") } else { name.to_owned() }
    }

    /// Hands the open draft to the reader as a file.
    pub fn download(self) {
        let file = self.app.with_untracked(|app| {
            app.open.as_ref().map(|open| (browser::files::file_name(&open.draft.name), open.draft.write()))
        });
        if let Some((name, text)) = file {
            browser::files::download(&name, "application/json", &text);
        }
    }
}
