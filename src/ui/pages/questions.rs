//! What is still to be found out, by the person to ask: to send out as text, and to fold the reply back in.

use std::sync::Arc;

use leptos::prelude::WithUntracked;

use super::readiness::begin;
use crate::app::{Address, App, DraftPage, Event, Filled, Filter};
use crate::assessment::{Assessment, Said, Table};
use crate::rules::{Facts, Gap};
use crate::runbook::questions::{Question, Reply, all, fold_back, text};
use crate::runbook::{Person, say};
use crate::ui::Page;
use crate::ui::components::copy::copied;
use crate::ui::components::finding::spot;
use crate::ui::components::icon::{Mark, icon};
use crate::ui::dom::{El, button, el, link, unseen, value_of};
use crate::ui::frame::{head, section_address};
use crate::ui::live::{Derived, State, derive, derive_each_time, state};
use crate::words::Fill;

/// So many questions of a person are listed; the text has all.
const SHOWN: usize = 100;
/// So many at once, of whomever, and so many more with each picture that is drawn.
const AT_ONCE: usize = 10;

/// What is to be found out, derived anew with each change.
type Questions = Derived<Arc<Vec<Question>>>;

/// The page.
pub fn page(page: Page) -> El {
    let questions = derive_each_time(move || {
        let readiness = page.readiness.get();
        let all = |app: &App| {
            let draft = &app.open.as_ref()?.draft;
            Some(all(&draft.assessment, &readiness, &draft.tasks))
        };
        Arc::new(page.app.with_untracked(all).unwrap_or_default())
    });
    let portion = page.portions(Person::ALL.len() * SHOWN / AT_ONCE);
    let people = move || {
        let asked =
            |person: &Person| questions.with(|questions| questions.iter().any(|question| question.person == *person));
        Person::ALL
            .into_iter()
            .filter(|person| asked(person) && room(questions, before(*person), portion) > 0)
            .collect::<Vec<_>>()
    };
    let none = derive(move || questions.with(|questions| questions.is_empty()));
    let nothing = move || {
        if page.readiness.get().verdict().is_none() {
            return begin(page);
        }
        let readiness =
            Address::Draft(page.draft.get_untracked().unwrap_or_default(), DraftPage::Readiness(Filter::default()));
        el("div")
            .child(el("p").class("empty-hint").text(&page.t("ui.questions.none")))
            .child(el("p").class("next").child(link("button primary", &readiness.href(), &page.t("ui.toReadiness"))))
    };
    el("div")
        .child(head(&page.t("ui.rail.questions"), &page.t("ui.questions.lede")))
        .when(move || none.get(), nothing)
        .child(el("div").each(
            people,
            |person| person.key().to_owned(),
            move |person| of_person(page, questions, portion, person),
        ))
        .when(move || !none.get() && room(questions, &Person::ALL, portion) > 0, move || reply(page))
}

/// Those whose questions come before.
fn before(person: Person) -> &'static [Person] {
    let at = Person::ALL.iter().position(|other| *other == person).unwrap_or_default();
    &Person::ALL[..at]
}

/// For how many questions there is room by now after those to these people.
fn room(questions: Questions, people: &[Person], portion: State<usize>) -> usize {
    let listed = |person: &Person| {
        questions.with(|all| all.iter().filter(|question| question.person == *person).take(SHOWN).count())
    };
    (AT_ONCE * (portion.get() + 1)).saturating_sub(people.iter().map(listed).sum())
}

/// What one person can tell.
fn of_person(page: Page, questions: Questions, portion: State<usize>, person: Person) -> El {
    let id = format!("ask-{}", person.key());
    let own = derive(move || {
        let own = |question: &&Question| question.person == person;
        Arc::new(questions.with(|questions| questions.iter().filter(own).cloned().collect::<Vec<_>>()))
    });
    let heading = move || {
        let name = page.words(|words| say(words, "people", person.key()));
        let count = own.with(|own| own.len() as u64);
        page.fill("ui.questions.person", &[("person", Fill::Words(&name)), ("count", Fill::Number(count))])
    };
    // Derived, so that portions of others do not put this person's into words again.
    let most = derive(move || own.with(|own| own.len()).min(SHOWN).min(room(questions, before(person), portion)));
    let lines = move || {
        let most = most.get();
        let (own, today) = (own.get(), page.app.with_untracked(|app| app.today));
        let asked = |about: &Assessment| {
            // Made once for all of them: it looks at every row.
            let facts = Facts::new(about, today);
            let asked = |question: &Question| (question.clone(), page.words(|words| words.gap(question.gap, &facts)));
            own.iter().take(most).map(asked).collect::<Vec<_>>()
        };
        page.assessment_now(asked).unwrap_or_default()
    };
    let more = move || {
        let more = own.with(|own| own.len().saturating_sub(SHOWN) as u64);
        if more > 0 { page.fill("ui.questions.more", &[("count", Fill::Number(more))]) } else { String::new() }
    };
    let opened = state(false);
    let message = move || {
        let today = page.app.with_untracked(|app| app.today);
        let text = page.assessment(|about| {
            let facts = Facts::new(about, today);
            page.words(|words| own.with(|own| text(words, &facts, own, person)))
        });
        Some(copied(page, &text.unwrap_or_default()))
    };
    el("section")
        .attr("aria-labelledby", &id)
        .child(el("h2").attr("id", &id).text_live(heading))
        .child(
            el("details")
                .class("message")
                .child(el("summary").text(&page.t("ui.questions.text")))
                .on("toggle", move |_| opened.set(true))
                .when(move || opened.get(), move || el("div").part(message)),
        )
        .child(el("ul").class("missing").each(
            lines,
            |(question, ask)| key(question, ask),
            move |(question, ask)| line(page, &question, &ask),
        ))
        .child(el("p").class("hint").text_live(more))
}

fn key(question: &Question, ask: &str) -> String {
    let rules = question.rules.iter().map(|rule| rule.code).collect::<Vec<_>>().join(" ");
    format!("{} {ask} {rules}", question.code())
}

fn line(page: Page, question: &Question, ask: &str) -> El {
    let id = page.draft.get_untracked().unwrap_or_default();
    let (to, where_to) = match question.gap {
        Gap::Answer(row, field) => (
            page.assessment_now(|about| spot(about, &id, row, field)).unwrap_or_default(),
            page.t(&format!("questions.{}.where", field.field().key)),
        ),
        Gap::Rows(table) => (section_address(id, crate::app::overview::home(table)), String::new()),
    };
    let rules: Vec<&str> = question.rules.iter().map(|rule| rule.code).collect();
    let needed = page.fill("ui.readiness.neededBy", &[("rules", Fill::Words(&rules.join(", ")))]);
    let answer = link("", &to.href(), &page.t("ui.readiness.answer")).child(unseen(&format!(": {ask}")));
    el("li")
        .child(icon(Mark::Open))
        .child(el("span").text(ask).child(el("small").text(&format!("{needed} {where_to}"))))
        .child(answer)
}

/// A reply, folded back in: shown first, then taken over or left.
fn reply(page: Page) -> El {
    let typed = state(String::new());
    let read: State<Option<Arc<Reply>>> = state(None);
    let look = move || {
        let reply = page.assessment_now(|about| {
            page.words(|words| fold_back(words, about, &typed.get_untracked(), &|text| page.resolved(text)))
        });
        read.set(reply.map(Arc::new));
    };
    el("section")
        .attr("aria-labelledby", "reply-title")
        .child(el("h2").attr("id", "reply-title").text(&page.t("ui.questions.reply")))
        .child(el("p").class("lede").text(&page.t("ui.questions.replyLede")))
        .child(
            el("textarea")
                .class("reply")
                .attr("rows", "8")
                .attr("aria-labelledby", "reply-title")
                .prop_live("value", move || typed.get().into())
                .on("input", move |event| {
                    typed.set(value_of(&event));
                    read.set(None);
                }),
        )
        .child(el("p").child(button("", &page.t("ui.questions.read"), look)))
        .child(
            el("div")
                .attr("role", "status")
                .part(move || read.get().map(|reply| understood(page, &reply, typed, read))),
        )
}

/// What was understood of a reply.
fn understood(page: Page, reply: &Arc<Reply>, typed: State<String>, read: State<Option<Arc<Reply>>>) -> El {
    let number = |count: usize| Fill::Number(count as u64);
    let counts = [
        ("answers", number(reply.answers.len())),
        ("blank", number(reply.blank)),
        ("problems", number(reply.problems.len())),
    ];
    let answers = reply.answers.iter().map(|answered| {
        let (row, field) = (answered.row, answered.field);
        let question = page.assessment_now(|about| page.words(|words| words.question(row, field, about)));
        let shown = page.shown(field, &answered.answer);
        let is_unreadable = matches!(answered.answer.said, Said::Unreadable(_));
        let what = if is_unreadable { page.fill("ui.kept", &[("typed", Fill::Theirs(&shown))]) } else { shown };
        let replaces = answered.replaces.then(|| {
            let said = page.assessment_now(|about| page.shown(field, about.row(row).answer(field)));
            let said = said.unwrap_or_default();
            el("small").text(&page.fill("ui.questions.replaces", &[("said", Fill::Theirs(&said))]))
        });
        el("li")
            .class(if is_unreadable { "problem" } else { "" })
            .child(el("span").text(&question.unwrap_or_default()).children(replaces))
            .child(el("strong").text(&what))
    });
    let shown = reply.problems.iter().take(SHOWN);
    let problems = shown.map(|problem| el("li").text(&page.words(|words| problem.say(words))));
    let more = reply.problems.len().saturating_sub(SHOWN) as u64;
    let more = (more > 0).then(|| page.fill("ui.questions.moreProblems", &[("count", Fill::Number(more))]));
    let has_nothing = reply.answers.is_empty() && reply.problems.is_empty() && reply.blank == 0;
    let counted =
        if has_nothing { page.t("ui.questions.noReference") } else { page.fill("ui.questions.counts", &counts) };
    let taken = reply.clone();
    let take = move || {
        let mut tables: Vec<(Table, Vec<Filled>)> = Vec::new();
        for answered in &taken.answers {
            let filled =
                Filled { row: Some(answered.id.clone()), answers: vec![(answered.field, answered.answer.clone())] };
            match tables.iter_mut().find(|(table, _)| *table == answered.row.table) {
                Some((_, rows)) => rows.push(filled),
                None => tables.push((answered.row.table, vec![filled])),
            }
        }
        page.dispatch(Event::FoldedBack(tables));
        typed.set(String::new());
        read.set(None);
    };
    let take = (!reply.answers.is_empty()).then(|| button("primary", &page.t("ui.questions.take"), take));
    el("div")
        .child(el("p").text(&counted))
        .child(el("ul").class("folded").children(answers))
        .child(el("ul").class("problem").children(problems))
        .children(more.map(|more| el("p").class("problem").text(&more)))
        .child(
            el("div").class("row").children(take).child(button("", &page.t("ui.paste.leave"), move || read.set(None))),
        )
}
