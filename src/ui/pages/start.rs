//! The drafts on this device, new ones, files and examples.

use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;

use crate::app::overview::overview;
use crate::app::{Address, DraftPage, Event, Shelved};
use crate::browser::{self, files, intl, storage};
use crate::readiness::Verdict;
use crate::readiness::assess;
use crate::rules::Severity;
use crate::ui::Page;
use crate::ui::components::icon::{Icon, Mark};
use crate::ui::frame::verdict_words;
use crate::words::Fill;

/// The worked examples, by the name of their file and of their words.
const EXAMPLES: [&str; 2] = ["merger", "clean"];

/// The page.
#[component]
pub fn Start() -> impl IntoView {
    let page = crate::ui::page();
    let shelf = Memo::new(move |_| page.app(|app| app.shelf.iter().map(|one| one.id.clone()).collect::<Vec<_>>()));
    let over = RwSignal::new(false);
    let open_files = move |list: Option<web_sys::FileList>| {
        let Some(file) = list.and_then(|list| list.get(0)) else { return };
        spawn_local(async move {
            let text = files::text(&file).await.unwrap_or_default();
            page.dispatch(Event::BroughtDraft { file: file.name(), text });
        });
    };
    let dropped = move |event: leptos::ev::DragEvent| {
        event.prevent_default();
        over.set(false);
        open_files(event.data_transfer().and_then(|data| data.files()));
    };
    view! {
        <div
            class="start"
            class:over=move || over.get()
            on:dragover=move |event| { event.prevent_default(); over.set(true); }
            on:dragleave=move |_| over.set(false)
            on:drop=dropped
        >
            <div class="page-head">
                <h1>{page.t("ui.start.title")}</h1>
                <p class="lede">{page.t("ui.start.lede")}</p>
            </div>
            <NewDraft />
            <section aria-labelledby="drafts">
                <h2 id="drafts">{page.t("ui.start.drafts")}</h2>
                <p class="hint" hidden=move || shelf.with(|shelf| !shelf.is_empty())>{page.t("ui.start.none")}</p>
                <ul class="drafts">
                    <For each=move || shelf.get() key=String::clone let:id>
                        <DraftLine id=id />
                    </For>
                </ul>
            </section>
            <section class="ways" aria-label=page.t("ui.start.otherWays")>
                <div>
                    <h2>{page.t("ui.start.file")}</h2>
                    <p class="hint">{page.t("ui.start.fileHint")}</p>
                    <label class="button file">
                        {page.t("ui.start.open")}
                        <input
                            type="file"
                            accept=".json,application/json"
                            on:change=move |event| {
                                let input = event.target().and_then(|target| target.dyn_into::<web_sys::HtmlInputElement>().ok());
                                if let Some(input) = input {
                                    open_files(input.files());
                                    // The same file, chosen again, is to be read again.
                                    input.set_value("");
                                }
                            }
                        />
                    </label>
                </div>
                <div>
                    <h2>{page.t("ui.start.examples")}</h2>
                    <p class="hint">{page.t("ui.start.examplesHint")}</p>
                    <ul class="plain">{EXAMPLES.map(|key| view! { <Example key=key /> }).collect_view()}</ul>
                </div>
            </section>
            <p class="hint privacy">{page.t("ui.start.privacy")}</p>
        </div>
    }
}

/// A new draft.
#[component]
fn NewDraft() -> impl IntoView {
    let page = crate::ui::page();
    let name = NodeRef::<html::Input>::new();
    let begin = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let typed = name.get_untracked().map(|input| input.value()).unwrap_or_default();
        let name = if typed.trim().is_empty() { page.t("ui.start.nameless") } else { typed };
        page.dispatch(Event::BeganDraft { name, zone: intl::own_zone() });
    };
    view! {
        <form class="new-draft" on:submit=begin>
            <label for="new-name">{page.t("ui.start.name")}</label>
            <div class="row">
                <input id="new-name" type="text" autocomplete="off" node_ref=name placeholder=page.t("ui.start.nameHint") />
                <button type="submit" class="primary">{page.t("ui.start.new")}</button>
            </div>
        </form>
    }
}

/// An example, which opens as a draft of its own.
#[component]
fn Example(key: &'static str) -> impl IntoView {
    let page = crate::ui::page();
    let open = move |_| {
        spawn_local(async move {
            let file = format!("examples/{key}.json");
            let name = page.t(&format!("ui.examples.{key}.name"));
            match browser::fetch_text(&file).await {
                Ok(text) => page.dispatch(Event::OpenedExample { text, name }),
                Err(error) => page.dispatch(Event::BroughtDraft { file, text: error }),
            }
        });
    };
    view! {
        <li>
            <button type="button" class="link" on:click=open>{page.t(&format!("ui.examples.{key}.name"))}</button>
            <small>{page.t(&format!("ui.examples.{key}.about"))}</small>
        </li>
    }
}

/// A draft on this device.
#[component]
fn DraftLine(id: String) -> impl IntoView {
    let page = crate::ui::page();
    let shelved = page.app.with_untracked(|app| app.shelf.iter().find(|one| one.id == id).cloned());
    let Some(Shelved { id, draft }) = shelved else { return ().into_any() };
    match draft {
        Ok(draft) => {
            let today = page.app.with_untracked(|app| app.today);
            let readiness = assess(&draft.assessment, today);
            let summary = overview(&draft.assessment, &readiness);
            let mark = summary.verdict.map(|verdict| match verdict {
                Verdict::Blocked => Mark::Finding(Severity::Blocker),
                Verdict::Incomplete => Mark::Open,
                Verdict::ReadyWithWarnings => Mark::Finding(Severity::Warning),
                Verdict::Ready => Mark::Met,
            });
            let verdict = verdict_words(page, &summary);
            let changed = intl::date_of(&draft.saved_at, crate::ui::LANGUAGE);
            let (said, missing) = (draft.assessment.said() as u64, summary.missing as u64);
            let progress =
                page.fill("ui.start.progress", &[("said", Fill::Number(said)), ("missing", Fill::Number(missing))]);
            let changed = page.fill("ui.start.changed", &[("when", Fill::Words(&changed))]);
            let href = Address::Draft(id.clone(), DraftPage::Readiness(crate::app::Filter::default())).href();
            view! {
                <li>
                    <span class=format!("state {}", mark.map_or("", Mark::key))>
                        {mark.map(|mark| view! { <Icon mark=mark /> })}
                    </span>
                    <span>
                        <a href=href>{draft.name.clone()}</a>
                        <small>{verdict} " · " {progress} " · " {changed}</small>
                    </span>
                    <Delete id=id name=draft.name />
                </li>
            }
            .into_any()
        }
        Err(error) => {
            let what = page.words(|words| error.say(words));
            let save = id.clone();
            view! {
                <li class="damaged">
                    <span class="state warning"><Icon mark=Mark::Finding(Severity::Warning) /></span>
                    <span>
                        {page.t("ui.start.damaged")}
                        <small>{what}</small>
                    </span>
                    <button
                        type="button"
                        on:click=move |_| {
                            let text = storage::read(&save).unwrap_or_default();
                            files::download(&files::file_name(&save), "application/json", &text);
                        }
                    >
                        {page.t("ui.start.downloadDamaged")}
                    </button>
                </li>
            }
            .into_any()
        }
    }
}

/// Throws a draft away, when the reader has said so twice.
#[component]
fn Delete(id: String, name: String) -> impl IntoView {
    let page = crate::ui::page();
    let dialog = NodeRef::<html::Dialog>::new();
    let ask = page.fill("ui.start.deleteAsk", &[("name", Fill::Theirs(&name))]);
    let label = page.fill("ui.start.deleteLabel", &[("name", Fill::Theirs(&name))]);
    let close = move || {
        if let Some(dialog) = dialog.get_untracked() {
            dialog.close();
        }
    };
    view! {
        <button
            type="button"
            class="quiet"
            aria-label=label
            on:click=move |_| {
                if let Some(dialog) = dialog.get_untracked() {
                    let _ = dialog.show_modal();
                }
            }
        >
            {page.t("ui.start.delete")}
        </button>
        <dialog node_ref=dialog>
            <p>{ask}</p>
            <div class="dialog-actions">
                <button type="button" class="danger" on:click=move |_| { close(); page.dispatch(Event::DeletedDraft(id.clone())); }>
                    {page.t("ui.start.deleteYes")}
                </button>
                <button type="button" on:click=move |_| close()>{page.t("ui.start.deleteNo")}</button>
            </div>
        </dialog>
    }
}

/// An address that leads nowhere.
#[component]
pub fn NotFound() -> impl IntoView {
    let page: Page = crate::ui::page();
    view! {
        <div class="page-head">
            <h1>{page.t("ui.notFound.title")}</h1>
            <p class="lede">{page.t("ui.notFound.lede")}</p>
        </div>
        <p><a href=Address::Start.href()>{page.t("ui.notFound.start")}</a></p>
    }
}
