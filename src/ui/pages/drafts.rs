//! The drafts on this device: as a list by customer, and side by side as a table.

use leptos::prelude::WithUntracked;
use web_sys::HtmlDialogElement;

use crate::app::shelf::{self, COLUMNS, Line};
use crate::app::{Address, DraftPage, Event, Filter};
use crate::assessment::choices::plain_name;
use crate::assessment::values::iso;
use crate::browser::{files, intl};
use crate::ui::Page;
use crate::ui::components::icon::{Mark, icon};
use crate::ui::dom::{El, button, by_id, el, link, unseen, value_of};
use crate::ui::live::{Derived, State, derive, state};
use crate::ui::pages::start;
use crate::words::Fill;

/// So many drafts are found by looking; of more, one searches.
const FEW: usize = 5;

/// The drafts as a list, with what can be done with each and with all of them.
pub fn list(page: Page) -> El {
    let lines = lines(page);
    let find = state(String::new());
    let shown = derive(move || {
        let find = find.get();
        lines.with(|lines| lines.iter().filter(|line| line.has(&find)).cloned().collect::<Vec<_>>())
    });
    let asked = state(None::<Line>);
    let group = move |customer: String| {
        // Without any customer, the one group needs no heading.
        let is_only = move || lines.with(|lines| lines.iter().all(|line| line.customer.is_empty()));
        let text = if customer.is_empty() { page.t("drafts.noCustomer") } else { customer.clone() };
        let own = move || {
            let is_own = |line: &&Line| plain_name(&line.customer) == plain_name(&customer);
            shown.with(|lines| lines.iter().filter(is_own).cloned().collect::<Vec<_>>())
        };
        el("div").child(el("h3").flag("hidden", is_only).text(&text)).child(el("ul").class("drafts").each(
            own,
            line_key,
            move |line| draft_line(page, line, asked),
        ))
    };
    let search = el("input")
        .attr("type", "search")
        .attr("placeholder", &page.t("drafts.findHint"))
        .on("input", move |event| find.set(value_of(&event)));
    let tools = el("div")
        .class("tools")
        .flag("hidden", move || lines.with(Vec::len) <= FEW)
        .child(el("label").class("search").child(unseen(&page.t("drafts.find"))).child(search));
    let is_lost = move || shown.with(Vec::is_empty) && !lines.with(Vec::is_empty);
    let nothing = move || if is_lost() { page.t("drafts.nothingFound") } else { String::new() };
    let unreadable = move || {
        let unreadable = |app: &crate::app::App| {
            let unreadable =
                app.shelf.iter().filter_map(|kept| Some((kept.id.clone(), kept.draft.as_ref().err()?.clone())));
            unreadable.collect::<Vec<_>>()
        };
        page.app(unreadable)
    };
    let kept = derive(move || page.app(|app| app.shelf.len()));
    let to_table = link("", &Address::Drafts.href(), &page.t("drafts.asTable"));
    let delete_all = button("quiet", &page.t("drafts.everything"), || open(EVERYTHING));
    el("div")
        .child(tools)
        .child(el("div").class("groups").each(
            move || shown.with(|lines| shelf::customers(lines)),
            String::clone,
            group,
        ))
        .child(el("p").class("empty-hint").attr("role", "status").text_live(nothing))
        .child(el("ul").class("drafts").each(
            unreadable,
            |(id, _)| id.clone(),
            move |(id, error)| start::damaged_line(page, id, &error),
        ))
        .child(
            el("p")
                .class("row all-drafts")
                .flag("hidden", move || kept.get() == 0)
                .child(to_table.flag("hidden", move || lines.with(Vec::len) < 2))
                .child(delete_all),
        )
        .child(ask_to_delete(page, asked))
        .child(ask_to_delete_everything(page, kept))
}

/// The drafts, judged: anew when one was saved, came or went.
fn lines(page: Page) -> Derived<Vec<Line>> {
    let states = derive(move || {
        page.app(|app| {
            let state = |kept: &crate::app::Shelved| {
                (kept.id.clone(), kept.draft.as_ref().map(|draft| draft.saves.total()).ok())
            };
            (app.today, app.shelf.iter().map(state).collect::<Vec<_>>())
        })
    });
    derive(move || {
        states.with(|_| ());
        let lines = page.app.with_untracked(|app| shelf::lines(&app.shelf, app.today));
        lines.into_iter().map(|line| Line { name: page.name_of_draft(&line.name), ..line }).collect()
    })
}

fn line_key(line: &Line) -> String {
    format!("{} {}", line.id, line.saved_at)
}

fn verdict(page: Page, line: &Line) -> (Option<Mark>, String) {
    (line.verdict.map(Mark::of), page.t(&format!("ui.verdict.{}", line.verdict_key())))
}

fn mark_of(mark: Option<Mark>) -> El {
    el("span").class(&format!("state {}", mark.map_or("", Mark::key))).children(mark.map(icon))
}

fn link_to(line: &Line) -> El {
    let address = match line.verdict {
        None => DraftPage::Situation,
        Some(_) => DraftPage::Readiness(Filter::default()),
    };
    link("", &Address::Draft(line.id.clone(), address).href(), &line.name)
}

/// A draft on this device.
fn draft_line(page: Page, line: Line, asked: State<Option<Line>>) -> El {
    let (mark, verdict) = verdict(page, &line);
    let progress = page.fill(
        "drafts.progress",
        &[("said", Fill::Number(line.said as u64)), ("missing", Fill::Number(line.missing as u64))],
    );
    let when = intl::date_of(&line.saved_at, crate::ui::LANGUAGE);
    let changed = page.fill("drafts.changed", &[("when", Fill::Words(&when))]);
    let named = |key: &str| page.fill(key, &[("name", Fill::Theirs(&line.name))]);
    let id = line.id.clone();
    let template = button("quiet", &page.t("drafts.template"), move || {
        let name = start::new_name(page);
        page.dispatch(Event::BeganFromTemplate { id: id.clone(), name, zone: intl::own_zone() });
    });
    let template = template.attr("aria-label", &named("drafts.templateLabel"));
    let delete_label = named("drafts.deleteLabel");
    let name = el("span").child(link_to(&line)).child(el("small").text(&format!("{verdict} · {progress} · {changed}")));
    let delete = button("quiet", &page.t("drafts.delete"), move || {
        asked.set(Some(line.clone()));
        open(DELETE);
    });
    let delete = delete.attr("aria-label", &delete_label);
    el("li").child(mark_of(mark)).child(name).child(el("span").class("line-actions").child(template).child(delete))
}

const DELETE: &str = "delete-draft";
const EVERYTHING: &str = "delete-everything";

fn open(id: &str) {
    if let Some(dialog) = by_id::<HtmlDialogElement>(id) {
        let _ = dialog.show_modal();
    }
}

/// Asks before something goes for good. `words` are the keys of yes and no.
fn ask(
    page: Page,
    id: &'static str,
    question: impl Fn() -> String + 'static,
    words: [&str; 2],
    yes: impl Fn() + 'static,
) -> El {
    let close = move || {
        if let Some(dialog) = by_id::<HtmlDialogElement>(id) {
            dialog.close();
        }
    };
    let [yes_text, no_text] = words.map(|key| page.t(key));
    let yes = button("danger", &yes_text, move || {
        close();
        yes();
    });
    let ask_id = format!("{id}-ask");
    el("dialog")
        .attr("id", id)
        .attr("aria-labelledby", &ask_id)
        .child(el("p").attr("id", &ask_id).text_live(question))
        .child(el("div").class("dialog-actions").child(yes).child(button("", &no_text, close)))
}

fn ask_to_delete(page: Page, asked: State<Option<Line>>) -> El {
    let question = move || {
        let name = asked.get().map(|line| line.name).unwrap_or_default();
        page.fill("drafts.deleteAsk", &[("name", Fill::Theirs(&name))])
    };
    ask(page, DELETE, question, ["drafts.deleteYes", "drafts.deleteNo"], move || {
        if let Some(line) = asked.get_untracked() {
            page.dispatch(Event::DeletedDraft(line.id));
        }
    })
}

fn ask_to_delete_everything(page: Page, kept: Derived<usize>) -> El {
    let question = move || page.fill("drafts.everythingAsk", &[("count", Fill::Number(kept.get() as u64))]);
    ask(page, EVERYTHING, question, ["drafts.everythingYes", "drafts.everythingNo"], move || {
        page.dispatch(Event::DeletedEverything);
    })
}

/// The drafts side by side.
pub fn table(page: Page) -> El {
    let lines = lines(page);
    let save = button("", &page.t("drafts.save"), move || {
        let text = page.words(|words| lines.with_untracked(|lines| shelf::csv(lines, words)));
        let today = page.app.with_untracked(|app| iso(app.today));
        files::download(&format!("transition-planner-{today}.csv"), "text/csv;charset=utf-8", &text);
    });
    let columns = COLUMNS.map(|column| {
        let class = if NUMBERS.contains(&column) { "num" } else { "" };
        el("th")
            .attr("role", "columnheader")
            .attr("scope", "col")
            .class(class)
            .text(&page.t(&format!("drafts.columns.{column}")))
    });
    let row = move |line: Line| {
        let (mark, verdict) = verdict(page, &line);
        // Where there is no room for columns, a figure has its column's name before it.
        let cell = |column: &str, text: &str| {
            el("td").attr("role", "cell").attr("data-column", &page.t(&format!("drafts.columns.{column}"))).text(text)
        };
        let counts = [line.tally.blockers, line.tally.warnings, line.missing, line.said];
        let numbers = NUMBERS.into_iter().zip(counts).map(|(column, count)| {
            cell(column, &page.words(|words| words.locale().integer(count as u64))).class("num")
        });
        el("tr")
            .attr("role", "row")
            .child(cell("customer", &line.customer))
            .child(el("th").attr("role", "rowheader").attr("scope", "row").child(link_to(&line)))
            .child(cell("verdict", "").child(mark_of(mark)).text(" ").text(&verdict))
            .children(numbers)
            .child(cell("changed", &intl::date_of(&line.saved_at, crate::ui::LANGUAGE)))
    };
    // They have no verdict, so no row; that they are there is said.
    let damaged = move || match page.app(|app| app.shelf.iter().filter(|kept| kept.draft.is_err()).count()) {
        0 => String::new(),
        count => page.fill("drafts.damaged", &[("count", Fill::Number(count as u64))]),
    };
    let title = page.t("ui.drafts");
    let none = move || lines.with(Vec::is_empty);
    let count = move || match lines.with(Vec::len) {
        0 => page.t("ui.start.none"),
        count => page.fill("drafts.lede", &[("count", Fill::Number(count as u64))]),
    };
    // What is shown as something else than a table is one to screen readers only by its roles.
    let table = el("table")
        .class("verdicts")
        .flag("hidden", none)
        .attr("role", "table")
        .attr("aria-label", &title)
        .child(el("thead").attr("role", "rowgroup").child(el("tr").attr("role", "row").children(columns)))
        .child(el("tbody").attr("role", "rowgroup").each(move || lines.get(), line_key, row));
    el("div")
        .class("side-by-side")
        .child(el("div").class("page-head").child(el("h1").text(&title)).child(el("p").class("lede").text_live(count)))
        .child(el("p").class("row").child(save.flag("hidden", none)).child(link(
            "",
            &Address::Start.href(),
            &page.t("ui.notFound.start"),
        )))
        .child(table)
        .child(el("p").class("hint").text_live(damaged))
}

/// The columns that hold numbers.
const NUMBERS: [&str; 4] = ["blockers", "warnings", "missing", "said"];
