//! A question about one row: what is asked and why, the means to answer it, a remark, and what rules say of it.

use leptos::prelude::*;

use super::finding::{FindingView, at};
use super::icon::{Icon, Mark};
use super::note::NoteFields;
use crate::app::{Address, Event, Place, editable};
use crate::assessment::choices::ChoiceSet;
use crate::assessment::values::{Kind, Value, Weekdays};
use crate::assessment::{Answer, FieldId, RowAt, RowId, Said, Table};
use crate::ui::Page;
use crate::words::Fill;

/// A question of a table with fixed rows.
#[component]
pub fn Question(
    /// The row's place in its table; such rows never move.
    at_row: usize,
    /// The field.
    field: FieldId,
) -> impl IntoView {
    let page = crate::ui::page();
    let declared = field.field();
    let table = declared.table;
    let row_at = RowAt { table, at: u32::try_from(at_row).unwrap_or_default() };
    let row = page.assessment_now(|about| about.rows(table)[at_row].id.clone()).unwrap_or(RowId("".into()));
    let place = Place { table, row: row.clone(), field };
    let id = format!("{}-{}", row, declared.key);
    let answer = Memo::new({
        let row = row.clone();
        move |_| page.answer(table, &row, field)
    });
    let ask = page.t(&format!("questions.{}.ask", declared.key));
    let hint = ["why", "where"].map(|part| page.t(&format!("questions.{}.{part}", declared.key))).join(" ");
    let hint_id = format!("{id}-hint");
    let described = hint_id.clone();
    let control = match declared.kind {
        Kind::Choice(set) if set.keys.len() <= 7 => {
            view! { <Radios id=id.clone() set=set place=place.clone() answer=answer /> }.into_any()
        }
        Kind::Choice(set) => {
            view! { <Select id=id.clone() set=set place=place.clone() answer=answer label=ask.clone() /> }.into_any()
        }
        Kind::Weekdays => view! { <Days id=id.clone() place=place.clone() answer=answer /> }.into_any(),
        _ => view! { <Text id=id.clone() place=place.clone() answer=answer label=ask.clone() /> }.into_any(),
    };
    let noted = Memo::new(move |_| answer.get().note.is_some());
    view! {
        <fieldset class="question" id=id.clone() aria-describedby=described>
            <legend>{ask}</legend>
            <p class="hint" id=hint_id>{hint}</p>
            {control}
            <Problem answer=answer kind=declared.kind />
            <FieldFindings row=row_at field=field />
            <details class="note-line">
                <summary>
                    {move || page.t(if noted.get() { "ui.note.edit" } else { "ui.note.add" })}
                </summary>
                <NoteFields place=place />
            </details>
        </fieldset>
    }
}

/// Why what was typed could not be read, and what to write instead.
#[component]
fn Problem(
    /// The answer.
    answer: Memo<Answer>,
    /// What the field accepts.
    kind: Kind,
) -> impl IntoView {
    let page = crate::ui::page();
    let unreadable = Memo::new(move |_| matches!(answer.get().said, Said::Unreadable(_)));
    view! {
        <p class="problem" role="status">
            {move || unreadable.get().then(|| page.t(&format!("kinds.{}.expected", kind.name())))}
        </p>
    }
}

/// What rules say of an answer, in a line each.
#[component]
fn FieldFindings(
    /// The row.
    row: RowAt,
    /// The field.
    field: FieldId,
) -> impl IntoView {
    let page = crate::ui::page();
    let findings = Memo::new(move |_| at(page, row, field, 4));
    view! {
        <ul class="field-findings">
            <For each=move || findings.get() key=FindingView::clone_key let:finding>
                <li class=finding.severity.key()>
                    <Icon mark=Mark::Finding(finding.severity) />
                    <span>
                        <span class="vh">{page.t(&format!("ui.severity.{}", finding.severity.key()))} ": "</span>
                        {finding.text.clone()}
                    </span>
                    <a class="code" href=Address::Rule(finding.code.to_owned()).href()>{finding.code}</a>
                </li>
            </For>
        </ul>
    }
}

impl FindingView {
    /// What tells it from others in a list, its words included.
    pub fn clone_key(&self) -> String {
        format!("{} {}", self.key, self.text)
    }
}

fn typed(page: Page, place: &Place, text: impl Into<String>) {
    page.dispatch(Event::Typed(place.clone(), text.into()));
}

/// A short closed list.
#[component]
fn Radios(id: String, set: &'static ChoiceSet, place: Place, answer: Memo<Answer>) -> impl IntoView {
    let page = crate::ui::page();
    let options = (0..).zip(set.keys).map(|(at, key)| {
        let place = place.clone();
        let is_chosen = move || matches!(answer.get().said, Said::Given(given) if given.value == Value::Choice(at));
        let label = page.words(|words| words.choice(set, at));
        let explained = format!("questions.{}.explain.{key}", place.field.field().key);
        let explained = page.words(|words| words.has(&explained).then(|| words.say(&explained)));
        let explained = explained.map(|text| view! { <small>{text}</small> });
        view! {
            <label class="choice">
                <input
                    type="radio"
                    name=id.clone()
                    prop:checked=is_chosen
                    on:change=move |_| typed(page, &place, *key)
                />
                <span>{label} {explained}</span>
            </label>
        }
    });
    let options: Vec<_> = options.collect();
    let unknown = place.clone();
    view! {
        <div class="choices">
            {options}
            <label class="choice">
                <input
                    type="radio"
                    name=id.clone()
                    prop:checked=move || answer.get().said == Said::Unknown
                    on:change=move |_| typed(page, &unknown, Answer::UNKNOWN)
                />
                {page.t("ui.unknown")}
            </label>
        </div>
        <Kept answer=answer />
        <Clear place=place answer=answer />
    }
}

/// What was typed or pasted where a choice is expected: shown, since it is kept.
#[component]
fn Kept(answer: Memo<Answer>) -> impl IntoView {
    let page = crate::ui::page();
    move || match answer.get().said {
        Said::Unreadable(typed) => {
            let text = page.fill("ui.kept", &[("typed", Fill::Theirs(&typed))]);
            Some(view! { <p class="kept">{text}</p> })
        }
        _ => None,
    }
}

/// Takes an answer of a list back.
#[component]
fn Clear(place: Place, answer: Memo<Answer>) -> impl IntoView {
    let page = crate::ui::page();
    view! {
        <button
            type="button"
            class="link clear"
            hidden=move || answer.get().said == Said::Nothing
            on:click=move |_| typed(page, &place, "")
        >
            {page.t("ui.clear")}
        </button>
    }
}

/// A long closed list.
#[component]
fn Select(id: String, set: &'static ChoiceSet, place: Place, answer: Memo<Answer>, label: String) -> impl IntoView {
    let page = crate::ui::page();
    let chosen = move || match answer.get().said {
        Said::Given(given) => match given.value {
            Value::Choice(at) => set.keys.get(usize::from(at)).map(|key| (*key).to_owned()).unwrap_or_default(),
            _ => String::new(),
        },
        Said::Unknown => Answer::UNKNOWN.to_owned(),
        Said::Nothing | Said::Unreadable(_) => String::new(),
    };
    let options: Vec<_> = (0..)
        .zip(set.keys)
        .map(|(at, key)| view! { <option value=*key>{page.words(|words| words.choice(set, at))}</option> })
        .collect();
    view! {
        <select
            id=format!("{id}-input")
            aria-label=label
            prop:value=chosen
            on:change=move |event| typed(page, &place, event_target_value(&event))
        >
            <option value="">{page.t("ui.notAnswered")}</option>
            {options}
            <option value=Answer::UNKNOWN>{page.t("ui.unknown")}</option>
        </select>
        <Kept answer=answer />
    }
}

/// Days of the week.
#[component]
fn Days(id: String, place: Place, answer: Memo<Answer>) -> impl IntoView {
    let page = crate::ui::page();
    let days = Memo::new(move |_| match answer.get().said {
        Said::Given(given) => match given.value {
            Value::Weekdays(days) => Some(days),
            _ => None,
        },
        _ => None,
    });
    let has =
        move |at: usize| days.get().is_some_and(|days: Weekdays| u8::try_from(at).is_ok_and(|at| days.has_at(at)));
    let boxes: Vec<_> = Weekdays::KEYS
        .iter()
        .enumerate()
        .map(|(at, key)| {
            let place = place.clone();
            let toggle = move |_| {
                let chosen = Weekdays::KEYS.iter().enumerate().filter(|(other, _)| has(*other) != (*other == at));
                let chosen: Vec<&str> = chosen.map(|(_, key)| *key).collect();
                typed(page, &place, chosen.join(" "));
            };
            view! {
                <label class="choice">
                    <input type="checkbox" name=id.clone() prop:checked=move || has(at) on:change=toggle />
                    {page.t(&format!("weekdays.{key}"))}
                </label>
            }
        })
        .collect();
    view! {
        <div class="choices days">{boxes}</div>
        <Unknown place=place answer=answer />
    }
}

/// Anything that is typed.
#[component]
fn Text(id: String, place: Place, answer: Memo<Answer>, label: String) -> impl IntoView {
    let page = crate::ui::page();
    let input = NodeRef::<leptos::html::Input>::new();
    let kind = place.field.field().kind;
    let unknown = Memo::new(move |_| answer.get().said == Said::Unknown);
    let text = move || if unknown.get() { String::new() } else { editable(&answer.get()) };
    // Never written back while the reader types: only what came from elsewhere reaches the field.
    Effect::new(move |_| {
        let text = text();
        if let Some(input) = input.get()
            && input.value() != text
            && crate::browser::document().active_element().as_ref() != Some(input.as_ref())
        {
            input.set_value(&text);
        }
    });
    let example = page.t(&format!("kinds.{}.accepts", kind.name()));
    let example_id = format!("{id}-accepts");
    let typing = place.clone();
    view! {
        <div class="typed">
            <input
                node_ref=input
                id=format!("{id}-input")
                class=if kind.is_number() { "num" } else { "" }
                type="text"
                autocomplete="off"
                spellcheck="false"
                inputmode=if matches!(kind, Kind::Count) { "numeric" } else { "text" }
                aria-label=label
                aria-describedby=example_id.clone()
                aria-invalid=move || matches!(answer.get().said, Said::Unreadable(_)).then_some("true")
                on:input=move |event| typed(page, &typing, event_target_value(&event))
                on:blur=move |_| {
                    page.dispatch(Event::LeftField);
                    if let Some(input) = input.get_untracked() {
                        input.set_value(&untrack(text));
                    }
                }
            />
            <small id=example_id>{example}</small>
        </div>
        <Unknown place=place answer=answer />
    }
}

/// "I don't know yet" beside a field.
#[component]
fn Unknown(place: Place, answer: Memo<Answer>) -> impl IntoView {
    let page = crate::ui::page();
    let is_unknown = Memo::new(move |_| answer.get().said == Said::Unknown);
    view! {
        <label class="choice">
            <input
                type="checkbox"
                prop:checked=move || is_unknown.get()
                on:change=move |_| {
                    typed(page, &place, if is_unknown.get_untracked() { "" } else { Answer::UNKNOWN });
                }
            />
            {page.t("ui.unknown")}
        </label>
    }
}

/// Whether rows of this table are asked about one by one, as questions, and not in a grid.
pub fn asked_one_by_one(table: Table) -> bool {
    matches!(table, Table::Assessment | Table::Tenants)
}
