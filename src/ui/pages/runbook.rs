//! What is to be done, by whom and by when: the tasks, phase by phase, each with its steps; and what to do when a move
//! fails or is called off.

use std::sync::Arc;

use leptos::prelude::*;
use web_sys::HtmlElement;

use crate::app::{Address, App, DraftPage, Event, TaskSpot};
use crate::assessment::{Assessment, RowAt, RowId, Table, Workstream};
use crate::rules::Basis;
use crate::runbook::task::Owner;
use crate::runbook::tasks::{IF_IT_FAILS, TASKS};
use crate::runbook::{Entry, Phase, Runbook, State, Task, Waiting, runbook, say, support_request, tasks_in_order};
use crate::ui::Page;
use crate::ui::components::copy::{copied, copy_button};
use crate::ui::components::finding::rests_on;
use crate::ui::components::fold::fold;
use crate::ui::components::icon::{Mark, icon};
use crate::ui::components::results;
use crate::ui::components::term::explained;
use crate::ui::dom::{El, el, link, live, next_frame, unseen, value_of};
use crate::ui::frame::{focus_main, head};
use crate::ui::live::{self, Derived, derive, derive_each_time, state};
use crate::ui::pages::readiness::begin;
use crate::words::Fill;

/// So many tasks come with each picture that is drawn.
const AT_ONCE: usize = 6;

/// So many subjects of a task are shown at first, and so many more each time.
const STEP: usize = 50;

/// The runbook of the open draft.
type Book = Derived<Arc<Runbook>>;

/// The task to which the reader was sent.
type Sent = Derived<Option<TaskSpot>>;

/// A task with the rows that it is about, in the order of its entries.
#[derive(Clone, PartialEq)]
struct Group {
    task: &'static Task,
    rows: Vec<RowId>,
}

/// Which tasks are shown.
#[derive(Clone, Copy)]
struct Shown {
    /// Of this owner alone.
    owner: live::State<Option<Owner>>,
    /// Of this kind of move alone.
    kind: live::State<Option<Workstream>>,
    /// About this instance alone; empty for all.
    instance: live::State<String>,
    /// Those that are over, too.
    over: live::State<bool>,
}

/// The runbook of the open draft, derived anew with each change.
fn book(page: Page) -> Book {
    derive_each_time(move || {
        let readiness = page.readiness.get();
        let book = |app: &App| {
            let draft = &app.open.as_ref()?.draft;
            Some(runbook(&draft.assessment, &readiness, app.today, &draft.tasks))
        };
        Arc::new(page.app.with_untracked(book).unwrap_or_default())
    })
}

/// The page.
pub fn page(page: Page) -> El {
    let book = book(page);
    let shown = Shown { owner: state(None), kind: state(None), instance: state(String::new()), over: state(true) };
    let groups = derive(move || groups(page, book, shown));
    // To make a runbook takes long: it has a portion of its own, then come the tasks.
    let portion = page.portions(2 + TASKS.len().div_ceil(AT_ONCE));
    live(move || {
        if portion.get() > 0 {
            groups.with(|_| ());
        }
    });
    let spot = derive(move || spot(page));
    let has_tasks = derive(move || book.with(|book| !book.entries.is_empty()));
    let nothing = move || if groups.with(Vec::is_empty) { page.t("ui.runbook.noneShown") } else { String::new() };
    let all = move || {
        el("div")
            .child(el("p").class("hint").text(&page.t("ui.runbook.basis")))
            .child(progress(page, book))
            .child(tools(page, book, shown))
            .children(Phase::ALL.map(|phase| section(page, book, groups, portion, spot, phase)))
            .child(el("p").class("empty-hint").attr("role", "status").text_live(nothing))
            .when(move || groups.with(Vec::len) <= most(portion), move || if_it_fails(page, book, shown, spot))
    };
    let assessed = move || page.readiness.with(|readiness| readiness.verdict().is_some());
    let none = move || {
        if !assessed() {
            return begin(page);
        }
        let questions = Address::Draft(page.draft.get_untracked().unwrap_or_default(), DraftPage::Questions);
        el("div")
            .child(el("p").class("empty-hint").text(&page.t("ui.runbook.none")))
            .child(el("p").class("next").child(link("button primary", &questions.href(), &page.t("ui.rail.questions"))))
    };
    let tasks = move || {
        live(move || {
            let is_there =
                |spot: &TaskSpot| groups.with_untracked(|all| all.iter().any(|one| one.task.code == spot.task));
            if spot.with(|spot| spot.as_ref().is_some_and(|spot| !is_there(spot))) {
                next_frame(focus_main);
            }
        });
        el("div").when(move || has_tasks.get(), all).part(move || (!has_tasks.get()).then(none))
    };
    el("div").child(head(&page.t("ui.rail.runbook"), &page.t("ui.runbook.lede"))).when(move || portion.get() > 1, tasks)
}

/// What is to be done about a row, of which the draft holds a state or a remark.
pub fn title_of(page: Page, code: &str, row: &RowId) -> Option<String> {
    let task = TASKS.iter().chain(IF_IT_FAILS).copied().find(|task| task.code == code)?;
    let on = Some(subject_of(page, task, row));
    page.assessment_now(|about| page.words(|words| Waiting { task, on }.title(words, about)))
}

/// The subject of a task of this permanent name. What stands for rows that are not listed yet is about the whole.
fn subject_of(page: Page, task: &Task, row: &RowId) -> RowAt {
    let at = page.assessment_now(|about| about.find(task.subject, row)).flatten();
    let at = at.and_then(|at| u32::try_from(at).ok()).map(|at| RowAt { table: task.subject, at });
    at.unwrap_or(RowAt { table: Table::Assessment, at: 0 })
}

/// So many tasks are shown by now.
fn most(portion: live::State<usize>) -> usize {
    AT_ONCE * portion.get().saturating_sub(2)
}

fn spot(page: Page) -> Option<TaskSpot> {
    page.app(|app| match &app.address {
        Address::Draft(_, DraftPage::Runbook(spot)) => spot.clone(),
        _ => None,
    })
}

fn groups(page: Page, book: Book, shown: Shown) -> Vec<Group> {
    let (owner, kind) = (shown.owner.get(), shown.kind.get());
    let (instance, over) = (shown.instance.get(), shown.over.get());
    let collect = |about: &Assessment, book: &Runbook| {
        let mut groups: Vec<Group> = Vec::new();
        for entry in &book.entries {
            let row = about.row(entry.subject).id.clone();
            let is_shown = owner.is_none_or(|owner| owner == entry.task.owner)
                && kind.is_none_or(|kind| kind == entry.task.workstream)
                && (over || !entry.state.is_over())
                && (instance.is_empty() || entry.subject.table != Table::Instances || *row.0 == *instance);
            // Most often it is the last one's.
            match groups.iter_mut().rfind(|group| group.task == entry.task).filter(|_| is_shown) {
                Some(group) => group.rows.push(row),
                None if is_shown => groups.push(Group { task: entry.task, rows: vec![row] }),
                None => {}
            }
        }
        let order = tasks_in_order(&book.entries);
        groups.sort_by_key(|group| order.iter().position(|task| *task == group.task));
        groups
    };
    book.with(|book| page.assessment_now(|about| collect(about, book))).unwrap_or_default()
}

fn number(count: usize) -> Fill<'static> {
    Fill::Number(count as u64)
}

fn day(page: Page, key: &str, day: time::Date) -> String {
    page.fill(key, &[("day", Fill::Words(&page.words(|words| words.locale().day(day))))])
}

/// How much is over, what is late, what is next.
fn progress(page: Page, book: Book) -> El {
    let text = move || {
        book.with(|book| {
            let late = book.entries.iter().filter(|entry| entry.is_late).count();
            let open = book.entries.iter().filter(|entry| !entry.state.is_over() && !entry.is_late);
            let next = open.filter_map(|entry| entry.due).map(|due| due.day).min();
            let over = over(page, &book.entries.iter().collect::<Vec<_>>());
            let late = (late > 0).then(|| page.fill("ui.runbook.late", &[("count", number(late))]));
            let next = next.map(|next| day(page, "ui.runbook.next", next));
            [Some(over), late, next].into_iter().flatten().collect::<Vec<_>>().join(" · ")
        })
    };
    el("p").class("progress").attr("role", "status").text_live(text)
}

/// Whose tasks are shown, of which kind of move, about which instance, in which state.
fn tools(page: Page, book: Book, shown: Shown) -> El {
    let option = |value: &str, text: &str| el("option").attr("value", value).text(text);
    let owners = Owner::ALL.map(|owner| option(owner.key(), &page.words(|words| say(words, "owners", owner.key()))));
    let owner =
        el("select").child(option("", &page.t("ui.runbook.everybody"))).children(owners).on("change", move |event| {
            let chosen = value_of(&event);
            shown.owner.set(Owner::ALL.into_iter().find(|owner| owner.key() == chosen));
        });
    let kinds = derive(move || book.with(|book| book.workstreams.clone()));
    let kind = el("select")
        .child(option("", &page.t("ui.runbook.all")))
        .each(
            move || kinds.get(),
            |kind| kind.key().to_owned(),
            move |kind| option(kind.key(), &page.t(&format!("workstreams.{}", kind.key()))),
        )
        .on("change", move |event| shown.kind.set(Workstream::from_key(&value_of(&event))));
    let kind = el("label")
        .flag("hidden", move || kinds.with(|kinds| kinds.len() < 2))
        .text(&page.t("ui.runbook.kind"))
        .child(kind);
    let all = move || page.t("ui.runbook.all");
    let instance =
        results::instances(page, all, move || shown.instance.get(), move |chosen| shown.instance.set(chosen));
    let over = el("input").attr("type", "checkbox").on("change", move |_| shown.over.set(!shown.over.get_untracked()));
    el("div")
        .class("tools")
        .attr("role", "group")
        .attr("aria-label", &page.t("ui.readiness.show"))
        .child(el("label").text(&page.t("ui.runbook.owner")).child(owner))
        .child(kind)
        .child(instance)
        .child(el("label").child(over).text(&page.t("ui.runbook.hideOver")))
}

/// The tasks of a phase.
fn section(
    page: Page,
    book: Book,
    groups: Derived<Vec<Group>>,
    portion: live::State<usize>,
    spot: Sent,
    phase: Phase,
) -> El {
    let id = format!("phase-{}", phase.key());
    // The one row that a task is about, or that it has several.
    let own = derive(move || {
        let most = most(portion);
        let of_phase = |groups: &Vec<Group>| {
            let before = groups.iter().filter(|group| group.task.phase < phase).count();
            let own = groups.iter().filter(|group| group.task.phase == phase).take(most.saturating_sub(before));
            own.map(|group| (group.task, group.rows.first().filter(|_| group.rows.len() == 1).cloned()))
                .collect::<Vec<_>>()
        };
        groups.with(of_phase)
    });
    el("section")
        .attr("aria-labelledby", &id)
        .flag("hidden", move || own.with(Vec::is_empty))
        .child(el("h2").attr("id", &id).text(&page.words(|words| say(words, "phases", phase.key()))))
        .child(el("ol").class("runbook").each(
            move || own.get(),
            |(task, row)| format!("{} {}", task.code, row.as_ref().map_or("", |row| &row.0)),
            move |(task, row)| match row {
                Some(row) => line(page, book, spot, task, row, None),
                None => lines(page, book, groups, spot, task),
            },
        ))
}

/// A task with a line for each of its rows.
fn lines(page: Page, book: Book, groups: Derived<Vec<Group>>, spot: Sent, task: &'static Task) -> El {
    let (opened, most) = (state(false), state(STEP));
    let rows = derive(move || {
        let own = |groups: &Vec<Group>| groups.iter().find(|group| group.task == task).map(|group| group.rows.clone());
        groups.with(own).unwrap_or_default()
    });
    let sent_to = derive(move || {
        let spot = spot.get().filter(|spot| spot.task == task.code)?;
        Some(rows.with_untracked(|rows| rows.iter().position(|row| *row.0 == *spot.row)))
    });
    live(move || {
        if let Some(Some(at)) = sent_to.get() {
            most.set(most.get_untracked().max(at + 1));
            opened.set(true);
        }
    });
    let left = move || rows.with(Vec::len).saturating_sub(most.get());
    let body = move || {
        let shown = move || {
            let most = if page.printing.get() { usize::MAX } else { most.get() };
            rows.with(|rows| rows.iter().cloned().zip(0..most).collect::<Vec<_>>())
        };
        let more = el("button")
            .attr("type", "button")
            .class("more")
            .flag("hidden", move || left() == 0)
            .text_live(move || page.fill("ui.runbook.more", &[("count", number(left().min(STEP)))]))
            .on("click", move |_| most.set(most.get_untracked() + STEP));
        let list = el("ol").class("runbook").each(
            shown,
            |(row, _)| row.to_string(),
            move |(row, at)| line(page, book, spot, task, row, Some(at)),
        );
        el("div").class("task-body").child(list).child(more)
    };
    let title =
        move || page.assessment(|about| page.words(|words| task.title_for_each(words, about))).unwrap_or_default();
    let about = derive(move || {
        book.with(|book| {
            let own: Vec<&Entry> = book.entries.iter().filter(|entry| entry.task == task).collect();
            About::of(page, book, task, &own, true)
        })
    });
    let sent_here = move || sent_to.get() == Some(None);
    el("li").class_live(move || class(about)).child(task_details(page, opened, true, sent_here, title, about, body))
}

fn class(about: Derived<About>) -> String {
    if about.with(|about| about.is_over) { "task over" } else { "task" }.to_owned()
}

/// A task that opens, by itself where the reader was sent to it.
fn task_details(
    page: Page,
    opened: live::State<bool>,
    on_paper: bool,
    sent_here: impl Fn() -> bool + 'static,
    title: impl Fn() -> String + 'static,
    about: Derived<About>,
    body: impl Fn() -> El + 'static,
) -> El {
    let about = move || {
        let About { who, due, is_late, state, is_ours, .. } = about.get();
        let due = due.map(|due| el("span").class("due").text(&due));
        let due = due.map(|due| el("span").class(if is_late { "part late" } else { "part" }).child(due));
        let state = state.map(|state| el("span").class("part said").text(&state));
        let parts = who.into_iter().map(|who| el("span").class("part").text(&who));
        let ours = is_ours.then(|| ours(page).class("part ours"));
        Some(el("small").class("parts").children(parts.chain(due).chain(state).chain(ours)))
    };
    let summary = el("summary").child(el("span").class("task-title").text_live(title)).part(about);
    let node: HtmlElement = summary.node();
    live(move || {
        if sent_here() {
            opened.set(true);
            let node = node.clone();
            next_frame(move || {
                node.scroll_into_view();
                let _ = node.focus();
            });
        }
    });
    fold(page, opened, on_paper, summary, body)
}

/// The mark of what no document says.
fn ours(page: Page) -> El {
    el("small").class("ours").text(&page.t("ui.runbook.ours"))
}

/// Of which kind of move a task is where there are several, who does it, where, and by when.
#[derive(Clone, PartialEq)]
struct About {
    who: Vec<String>,
    due: Option<String>,
    is_late: bool,
    /// How far it has come, for where that cannot be chosen.
    state: Option<String>,
    /// No document says that it has to be done.
    is_ours: bool,
    is_over: bool,
}

impl About {
    /// Of a task with these entries; `whole` where its owner does not stand above it.
    fn of(page: Page, book: &Runbook, task: &Task, entries: &[&Entry], whole: bool) -> Self {
        let name = |group: &str, key: &str| page.words(|words| say(words, group, key));
        let open = entries.iter().filter(|entry| !entry.state.is_over());
        let due = open.filter_map(|entry| entry.due).map(|due| due.day).min();
        let is_late = entries.iter().any(|entry| entry.is_late);
        let over = (entries.len() > 1).then(|| over(page, entries));
        let several = whole && book.workstreams.len() > 1;
        let kind = several.then(|| page.t(&format!("workstreams.{}", task.workstream.key())));
        let owner = whole.then(|| name("owners", task.owner.key()));
        let side = task.side.filter(|_| whole).map(|side| name("sides", side.key()));
        let due = due.map(|due| day(page, if is_late { "ui.runbook.wasDue" } else { "ui.runbook.due" }, due));
        let state = if let [entry] = entries { Some(entry.state) } else { None };
        let state = state.filter(|state| *state != State::Open).map(|state| name("states", state.key()));
        let is_ours = whole && task.basis(book.route) == Basis::Judgement;
        let is_over = !entries.is_empty() && entries.iter().all(|entry| entry.state.is_over());
        Self { who: [over, kind, owner, side].into_iter().flatten().collect(), due, is_late, state, is_ours, is_over }
    }
}

fn over(page: Page, entries: &[&Entry]) -> String {
    let over = entries.iter().filter(|entry| entry.state.is_over()).count();
    page.fill("ui.runbook.over", &[("over", number(over)), ("all", number(entries.len()))])
}

/// A task for one row, with its state; in whole, or at a place among several, which have the row's name alone. Paper has
/// the steps of the first of them: those of a thousand would be the same again and again.
fn line(page: Page, book: Book, spot: Sent, task: &'static Task, row: RowId, among: Option<usize>) -> El {
    let whole = among.is_none();
    let own = row.clone();
    let entry = derive(move || {
        let at = subject_of(page, task, &own);
        book.with(|book| book.entries.iter().find(|entry| entry.task == task && entry.subject == at).cloned())
    });
    let (opened, in_body, sent_to) = (state(false), row.clone(), row.clone());
    let sent_here = move || {
        let is_here = |spot: &TaskSpot| spot.task == task.code && (whole || *spot.row == *sent_to.0);
        spot.with(|spot| spot.as_ref().is_some_and(is_here))
    };
    let title = move |whole: bool| {
        let title = |entry: &Entry| {
            page.assessment(|about| {
                page.words(|words| if whole { entry.title(words, about) } else { words.row_name(about, entry.subject) })
            })
        };
        entry.with(|entry| entry.as_ref().and_then(title)).unwrap_or_default()
    };
    let about = derive(move || {
        book.with(|book| entry.with(|entry| About::of(page, book, task, &entry.iter().collect::<Vec<_>>(), whole)))
    });
    el("li")
        .class_live(move || class(about))
        .child(task_details(
            page,
            opened,
            among.is_none_or(|at| at < STEP),
            sent_here,
            move || title(whole),
            about,
            move || body(page, book, entry, &in_body),
        ))
        .child(state_of(page, task, row, entry, move || title(true)))
}

/// How far a task has come: said here.
fn state_of(
    page: Page,
    task: &'static Task,
    row: RowId,
    entry: Derived<Option<Entry>>,
    title: impl Fn() -> String + 'static,
) -> El {
    let option =
        |one: State| el("option").attr("value", one.key()).text(&page.words(|words| say(words, "states", one.key())));
    el("select")
        .class("task-state")
        .attr_live("aria-label", move || Some(page.fill("ui.runbook.stateOf", &[("task", Fill::Words(&title()))])))
        .children(State::ALL.map(option))
        .prop_live("value", move || entry.with(|entry| entry.as_ref().map_or("", |entry| entry.state.key()).into()))
        .on("change", move |event| {
            if let Some(state) = State::from_key(&value_of(&event)) {
                page.dispatch(Event::MarkedTask(task.code.to_owned(), row.clone(), state));
            }
        })
}

/// How a task is done, what it waits for, why it is there, and what was remarked.
fn body(page: Page, book: Book, entry: Derived<Option<Entry>>, row: &RowId) -> El {
    let shown = move || entry.get().map(|entry| instructions(page, book, &entry));
    let task = entry.with_untracked(|entry| entry.as_ref().map(|entry| entry.task));
    let remark = task.map(|task| {
        let (read, own) = (row.clone(), row.clone());
        let said = move || {
            page.app(|app| {
                app.open.as_ref().map(|open| open.draft.tasks.remark(task.code, &read).to_owned()).unwrap_or_default()
            })
        };
        let said = derive(said);
        let field = el("textarea")
            .attr("rows", "2")
            .prop_live("value", move || said.get().into())
            .on("input", move |event| {
                page.dispatch(Event::RemarkedOnTask(task.code.to_owned(), own.clone(), value_of(&event)))
            })
            .on("blur", move |_| page.dispatch(Event::LeftField));
        // Paper shows all of it, not what the field has room for.
        let on_paper = el("span").class("said").text_live(move || said.get());
        el("label").class("remark").text(&page.t("ui.runbook.remark")).child(field).child(on_paper)
    });
    el("div").class("task-body").part(shown).children(remark)
}

fn instructions(page: Page, book: Book, entry: &Entry) -> El {
    let route = book.with_untracked(|book| book.route);
    let name_of = |at: RowAt| page.row_name(at);
    let because = entry.because.iter().filter_map(|found| {
        let text = page.assessment_now(|about| {
            page.words(|words| words.statement(found.rule.code, "text", &found.statement, found.about, about))
        })??;
        let code = link("code", &Address::Rule(found.rule.code.to_owned()).href(), found.rule.code);
        Some(
            el("li")
                .class(found.severity.key())
                .child(icon(Mark::Finding(found.severity)))
                .child(el("span").text(&text))
                .child(code),
        )
    });
    let because: Vec<El> = because.take(STEP).collect();
    let because = (!because.is_empty()).then(|| el("ul").class("field-findings").children(because));
    let waits = page.assessment_now(|about| {
        let titles = entry.waits.iter().take(STEP).map(|waiting| page.words(|words| waiting.title(words, about)));
        titles.collect::<Vec<_>>()
    });
    let waits = waits.unwrap_or_default();
    let waits = (!waits.is_empty()).then(|| {
        el("p").class("hint").text(&page.fill("ui.runbook.after", &[("tasks", Fill::Words(&waits.join("; ")))]))
    });
    let told = entry.due.is_some_and(|due| due.basis == Basis::Guidance);
    let told = told.then(|| el("p").class("hint").text(&page.t("ui.runbook.dayTold")));
    let request = entry.has_support_request().then(|| {
        let text =
            page.assessment_now(|about| page.words(|words| support_request::text(words, about))).unwrap_or_default();
        copied(page, &text)
    });
    let terms = format!("runbook.tasks.{}.terms", entry.task.code);
    let terms = page.words(|words| words.has(&terms)).then(|| explained(page, el("p").class("hint"), &terms));
    el("div")
        .children(because)
        .children(terms)
        .child(steps(page, entry, route))
        .children(request)
        .children(waits)
        .children(told)
        .child(
            el("p")
                .class("hint")
                .text(&page.words(|words| rests_on(words, entry.task.basis(route), entry.task.citation(route))))
                .text(" ")
                .child(el("span").class("code").text(entry.task.code)),
        )
        .child(unseen(&name_of(entry.subject)))
}

/// The steps, with what is to be typed.
fn steps(page: Page, entry: &Entry, route: Option<crate::assessment::choices::Route>) -> El {
    let steps = page.assessment_now(|about| page.words(|words| entry.steps(words, about, route))).unwrap_or_default();
    // Where all of a task is ours, its head says so.
    let is_ours = |basis| basis == Basis::Judgement && entry.task.basis(route) != basis;
    let steps = steps.into_iter().map(|step| {
        let command = step.command.map(|command| {
            let missing = command.missing.iter().map(|key| {
                el("li")
                    .child(el("code").text(&format!("<{key}>")))
                    .text(" ")
                    .child(el("span").text(&page.words(|words| say(words, "placeholders", key))))
            });
            let missing: Vec<El> = missing.collect();
            let missing = (!missing.is_empty()).then(|| el("ul").class("fill-in").children(missing));
            el("div")
                .class("command")
                .child(el("pre").child(code(&command.text)))
                .child(copy_button(page, command.text))
                .children(missing)
        });
        let text = el("p").text(&step.text);
        let text = if is_ours(step.basis) { text.text(" ").child(ours(page)) } else { text };
        el("li").child(text).children(command)
    });
    el("ol").class("steps").children(steps)
}

/// A command, each of its words in one piece where there is room: a line would end after any hyphen otherwise.
fn code(command: &str) -> El {
    let words = command.split(' ').enumerate();
    words.fold(el("code"), |code, (at, word)| {
        let code = if at > 0 { code.text(" ") } else { code };
        code.child(el("span").text(word))
    })
}

/// What to do when the move fails or is called off.
fn if_it_fails(page: Page, book: Book, shown: Shown, spot: Sent) -> El {
    let lines = derive(move || {
        let kind = shown.kind.get();
        let of_kind = |entry: &&Entry| kind.is_none_or(|kind| kind == entry.task.workstream);
        book.with(|book| book.if_it_fails.iter().filter(of_kind).cloned().collect::<Vec<_>>())
    });
    let line = move |entry: Entry| {
        let opened = state(false);
        let (named, made) = (entry.clone(), entry.clone());
        let title = move || page.assessment(|about| page.words(|words| named.title(words, about))).unwrap_or_default();
        let code = entry.task.code;
        el("li").class("task").child(task_details(
            page,
            opened,
            true,
            move || spot.with(|spot| spot.as_ref().is_some_and(|spot| spot.task == code)),
            title,
            derive(move || book.with(|book| About::of(page, book, entry.task, &[], true))),
            move || el("div").class("task-body").child(instructions(page, book, &made)),
        ))
    };
    el("section")
        .attr("aria-labelledby", "if-it-fails")
        .flag("hidden", move || lines.with(Vec::is_empty))
        .child(el("h2").attr("id", "if-it-fails").text(&page.t("ui.runbook.ifItFails")))
        .child(el("p").class("lede").text(&page.t("ui.runbook.ifItFailsLede")))
        .child(el("ol").class("runbook").each(move || lines.get(), |entry| entry.task.code.to_owned(), line))
}
