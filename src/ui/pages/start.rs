//! The drafts on this device, new ones, files and examples.

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::{File, HtmlInputElement};

use crate::app::{Address, Event};
use crate::browser::{self, files, intl, storage};
use crate::draft::DraftError;
use crate::rules::Severity;
use crate::ui::components::icon::{Mark, icon};
use crate::ui::dom::{El, button, by_id, dropped, el, file_button, link, live};
use crate::ui::frame::head;
use crate::ui::live::state;
use crate::ui::{Page, Rest, rest};

/// The worked examples, by the name of their file and of their words.
const EXAMPLES: [&str; 3] = ["merger", "spin-off", "clean"];

/// The page.
pub fn start(page: Page) -> El {
    let is_empty = move || page.app(|app| app.shelf.is_empty());
    let waits = move || !is_empty() && matches!(page.rest.get(), Rest::Away | Rest::Coming);
    let over = state(false);
    let drafts = el("section")
        .attr("aria-labelledby", "drafts")
        .child(el("h2").attr("id", "drafts").text(&page.t("ui.start.drafts")))
        .child(el("p").class("hint").flag("hidden", move || !is_empty()).text(&page.t("ui.start.none")))
        .when(waits, move || el("p").class("hint").text(&page.t("shell.loading")))
        .when(move || page.has_rest(), move || rest::drafts(page));
    // A draft's line has its verdict.
    live(move || {
        if !is_empty() {
            page.bring_rest();
        }
    });
    el("div")
        .class_live(move || {
            let over = if over.get() { " over" } else { "" };
            format!("start{over}{}", if waits() { " waits" } else { "" })
        })
        .on("dragover", move |_| over.set(true))
        .on("dragleave", move |_| over.set(false))
        .on("drop", move |_| over.set(false))
        .child(head(&page.t("shell.title"), &page.t("shell.lede")))
        .child(new_draft(page))
        .child(drafts)
        .child(other_ways(page))
        .child(el("p").class("hint privacy").text(&format!("{} ", page.t("ui.start.privacy"))).child(link(
            "",
            &Address::About.href(),
            &page.t("ui.about"),
        )))
}

/// Opens a file that was dropped anywhere on the page.
pub fn take_dropped(page: Page, event: &web_sys::Event) {
    dropped(event).into_iter().for_each(|file| open_file(page, file));
}

fn open_file(page: Page, file: File) {
    spawn_local(async move {
        let text = files::text(&file).await.unwrap_or_default();
        page.dispatch(Event::BroughtDraft { file: file.name(), text });
    });
}

const NAME: &str = "new-name";

/// What the next draft is to be called.
pub fn new_name(page: Page) -> String {
    let typed = by_id::<HtmlInputElement>(NAME).map(|input| input.value()).unwrap_or_default();
    page.name_of_draft(&typed)
}

/// A new draft.
fn new_draft(page: Page) -> El {
    let begin = move |event: web_sys::Event| {
        event.prevent_default();
        page.dispatch(Event::BeganDraft { name: new_name(page), zone: intl::own_zone() });
    };
    let input = el("input")
        .attr("id", NAME)
        .attr("type", "text")
        .attr("autocomplete", "off")
        .attr("placeholder", &page.t("ui.start.nameHint"));
    let submit = el("button").attr("type", "submit").class("primary").text(&page.t("ui.start.new"));
    el("form")
        .class("new-draft")
        .on("submit", begin)
        .child(el("label").attr("for", NAME).text(&page.t("ui.start.name")))
        .child(el("div").class("row").child(input).child(submit))
}

/// Files and examples.
fn other_ways(page: Page) -> El {
    let open = file_button("", &page.t("ui.start.open"), ".json,application/json", move |file| open_file(page, file));
    let file = el("div")
        .child(el("h2").text(&page.t("ui.start.file")))
        .child(el("p").class("hint").text(&page.t("ui.start.fileHint")))
        .child(open);
    let examples = el("div")
        .child(el("h2").text(&page.t("ui.start.examples")))
        .child(el("p").class("hint").text(&page.t("ui.start.examplesHint")))
        .child(el("ul").class("plain").children(EXAMPLES.map(|key| example(page, key))));
    el("section").class("ways").attr("aria-label", &page.t("ui.start.otherWays")).child(file).child(examples)
}

/// An example, which opens as a draft of its own.
fn example(page: Page, key: &'static str) -> El {
    let name = page.t(&format!("ui.examples.{key}.name"));
    let open = move || {
        spawn_local(async move {
            let file = format!("examples/{key}.json");
            let name = page.t(&format!("ui.examples.{key}.name"));
            match browser::fetch_text(&file).await {
                Ok(text) => page.dispatch(Event::OpenedExample { text, name }),
                Err(error) => page.dispatch(Event::BroughtDraft { file, text: error }),
            }
        });
    };
    el("li").child(button("link", &name, open)).child(el("small").text(&page.t(&format!("ui.examples.{key}.about"))))
}

/// A draft that cannot be opened. It stays as it is.
pub fn damaged_line(page: Page, id: String, error: &DraftError) -> El {
    let what = page.words(|words| error.say(words));
    el("li")
        .class("damaged")
        .child(el("span").class("state warning").child(icon(Mark::Finding(Severity::Warning))))
        .child(el("span").text(&page.t("ui.start.damaged")).child(el("small").text(&what)))
        .child(download_damaged(page, id))
}

/// Hands over what the device keeps of a draft, as it is.
fn download_damaged(page: Page, id: String) -> El {
    button("", &page.t("ui.start.downloadDamaged"), move || {
        let text = storage::read(&id).unwrap_or_default();
        files::download(&files::file_name(&id), "application/json", &text);
    })
}

/// The address of a draft that cannot be opened: what is the matter with it, and a way to have it as it is.
pub fn unreadable(page: Page, id: &str) -> El {
    let error = page.app.with_untracked(|app| {
        let kept = app.shelf.iter().find(|kept| kept.id == id);
        kept.and_then(|kept| kept.draft.as_ref().err().map(|error| page.words(|words| error.say(words))))
    });
    el("div")
        .child(head(&page.t("ui.unreadable.title"), &error.unwrap_or_default()))
        .child(el("p").class("hint").text(&page.t("ui.unreadable.kept")))
        .child(el("p").class("row next").child(download_damaged(page, id.to_owned())).child(link(
            "",
            &Address::Start.href(),
            &page.t("ui.notFound.start"),
        )))
}

/// An address that leads nowhere.
pub fn not_found(page: Page) -> El {
    let no_page = page.app(|app| app.address == Address::Unknown);
    let lede = page.t(if no_page { "ui.notFound.noPage" } else { "ui.notFound.lede" });
    el("div").child(head(&page.t("ui.notFound.title"), &lede)).child(el("p").child(link(
        "",
        &Address::Start.href(),
        &page.t("ui.notFound.start"),
    )))
}
