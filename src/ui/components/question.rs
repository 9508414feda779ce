//! A question about one row: what is asked and why, the means to answer it, a remark, and what rules say of it.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::*;
use wasm_bindgen::JsValue;
use web_sys::HtmlInputElement;

use super::{note, term};
use crate::app::{Event, Place, editable};
use crate::assessment::choices::ChoiceSet;
use crate::assessment::values::{Kind, Value, Weekdays};
use crate::assessment::{Answer, FieldId, RowAt, RowId, Said, Table};
use crate::browser::intl;
use crate::ui::dom::{El, button, by_id, el, live, value_of};
use crate::ui::live::{Derived, derive};
use crate::ui::{Page, rest};
use crate::words::Fill;

/// A question that is asked of one row.
#[derive(Clone)]
pub(super) struct Asked {
    page: Page,
    place: Place,
    /// Of the element that has all that belongs to it: the reader may be sent there.
    pub(super) id: String,
    answer: Derived<Answer>,
}

/// A question of a table with fixed rows; `at_row` is the row's place, which never changes.
pub fn question(page: Page, at_row: usize, field: FieldId) -> El {
    let declared = field.field();
    let row = RowAt { table: declared.table, at: u32::try_from(at_row).unwrap_or_default() };
    let asked = Asked::of(page, row, field);
    let hint_id = format!("{}-hint", asked.id);
    let key = |part: &str| format!("questions.{}.{part}", declared.key);
    let name = asked.name();
    let hint = term::explained(page, el("p").class("hint").attr("id", &hint_id), &key("why")).text(" ");
    let (problem, noted) = (asked.clone(), asked.clone());
    let summary = move || page.t(if noted.is_noted() { "ui.note.edit" } else { "ui.note.add" });
    el("fieldset")
        .class("question")
        .attr("id", &asked.id)
        .attr("aria-label", &name)
        .attr("aria-describedby", &hint_id)
        .child(el("legend").text(&page.t(&key("ask"))))
        .child(term::explained(page, hint, &key("where")))
        .children(asked.controls(declared.kind, &name))
        .child(el("p").class("problem").attr("role", "status").text_live(move || problem.problem()))
        .when(move || page.has_rest(), move || rest::field_findings(page, row, vec![field]))
        .child(el("details").class("note-line").child(el("summary").text_live(summary)).child(asked.note()))
}

/// Whether rows of this table are asked about one by one, as questions, and not in a grid.
pub fn asked_one_by_one(table: Table) -> bool {
    !table.grows()
}

impl Asked {
    pub(super) fn of(page: Page, row: RowAt, field: FieldId) -> Self {
        let table = row.table;
        let own = page.assessment_now(|about| about.row(row).id.clone()).unwrap_or(RowId("".into()));
        let id = format!("{own}-{}", field.field().key);
        let place = Place { table, row: own, field };
        let read = place.clone();
        let answer = derive(move || page.answer(table, &read.row, field));
        Self { page, place, id, answer }
    }

    /// What is asked, of which row: whoever comes by the Tab key alone hears no heading.
    pub(super) fn name(&self) -> String {
        let (page, place) = (self.page, &self.place);
        let ask = page.t(&format!("questions.{}.ask", place.field.field().key));
        if place.table == Table::Assessment {
            return ask;
        }
        // As the heading has it, whatever the customer calls the row.
        let row = page.t(&format!("rows.{}.{}", place.table.key(), place.row));
        page.fill("gap", &[("row", Fill::Words(&row)), ("question", Fill::Words(&ask))])
    }

    /// What is expected, where something else was said.
    pub(super) fn problem(&self) -> String {
        let kind = self.place.field.field().kind;
        if is_wrong(&self.answer.get(), kind) {
            self.page.t(&format!("kinds.{}.expected", kind.name()))
        } else {
            String::new()
        }
    }

    /// Whether there is a remark on the answer.
    pub(super) fn is_noted(&self) -> bool {
        self.answer.with(|answer| answer.note.is_some())
    }

    /// The remark on the answer.
    pub(super) fn note(&self) -> El {
        note::fields(self.page, &self.place)
    }

    fn typed(&self, text: impl Into<String>) {
        self.page.dispatch(Event::Typed(self.place.clone(), text.into()));
    }

    /// What is chosen is undone by itself; what is typed, letter by letter, as a whole.
    fn chose(&self, text: impl Into<String>) {
        self.typed(text);
        self.page.dispatch(Event::LeftField);
    }

    fn controls(&self, kind: Kind, label: &str) -> Vec<El> {
        match kind {
            Kind::Choice(set) if set.keys.len() <= 7 => vec![self.radios(set), self.kept(), self.clear()],
            Kind::Choice(set) => vec![self.select(set, label), self.kept()],
            Kind::Weekdays => vec![self.days(), self.unknown()],
            _ => vec![self.text(kind, label), self.unknown()],
        }
    }

    /// A short closed list.
    fn radios(&self, set: &'static ChoiceSet) -> El {
        let Self { page, answer, .. } = *self;
        let radio = |says: String, label: String, explained: Option<String>, is_chosen: Box<dyn Fn() -> bool>| {
            let asked = self.clone();
            el("label")
                .class("choice")
                .child(
                    el("input")
                        .attr("type", "radio")
                        .attr("name", &self.id)
                        .prop_live("checked", move || is_chosen().into())
                        .on("change", move |_| asked.chose(says.clone())),
                )
                .child(el("span").text(&label).children(explained.iter().map(|text| el("small").text(text))))
        };
        let options = (0..).zip(set.keys).map(|(at, key)| {
            let explained = format!("questions.{}.explain.{key}", self.place.field.field().key);
            let explained = page.words(|words| words.has(&explained).then(|| words.say(&explained)));
            let is_chosen = move || chosen(answer) == Some(at);
            radio((*key).to_owned(), page.words(|words| words.choice(set, at)), explained, Box::new(is_chosen))
        });
        let is_unknown = move || answer.get().said == Said::Unknown;
        let unknown = radio(Answer::UNKNOWN.to_owned(), page.t("ui.unknown"), None, Box::new(is_unknown));
        el("div").class("choices").children(options).child(unknown)
    }

    /// What was typed or pasted where a choice is expected: shown, since it is kept.
    pub(super) fn kept(&self) -> El {
        let Self { page, answer, .. } = *self;
        el("p").class("kept").text_live(move || match answer.get().said {
            Said::Unreadable(typed) => page.fill("ui.kept", &[("typed", Fill::Theirs(&typed))]),
            _ => String::new(),
        })
    }

    /// Takes an answer of a list back.
    fn clear(&self) -> El {
        let (answer, asked) = (self.answer, self.clone());
        button("link clear", &self.page.t("ui.clear"), move || asked.chose(""))
            .flag("hidden", move || answer.get().said == Said::Nothing)
    }

    /// A long closed list.
    pub(super) fn select(&self, set: &'static ChoiceSet, label: &str) -> El {
        let Self { page, answer, .. } = *self;
        let asked = self.clone();
        let option = |value: &str, text: &str| el("option").attr("value", value).text(text);
        let options = (0..).zip(set.keys).map(|(at, key)| option(key, &page.words(|words| words.choice(set, at))));
        el("select")
            .attr("aria-label", label)
            .child(option("", &page.t("ui.notAnswered")))
            .children(options)
            .child(option(Answer::UNKNOWN, &page.t("ui.unknown")))
            .prop_live("value", move || match (chosen(answer), answer.get().said) {
                (Some(at), _) => set.keys.get(usize::from(at)).copied().unwrap_or_default().into(),
                (None, Said::Unknown) => Answer::UNKNOWN.into(),
                _ => "".into(),
            })
            .on("change", move |event| asked.chose(value_of(&event)))
    }

    /// Days of the week.
    fn days(&self) -> El {
        let Self { page, answer, .. } = *self;
        let has = move |at: usize| match answer.get().said {
            Said::Given(given) => match given.value {
                Value::Weekdays(days) => u8::try_from(at).is_ok_and(|at| days.has_at(at)),
                _ => false,
            },
            _ => false,
        };
        let boxes = Weekdays::KEYS.iter().enumerate().map(|(at, key)| {
            let asked = self.clone();
            el("label")
                .class("choice")
                .child(el("input").attr("type", "checkbox").prop_live("checked", move || has(at).into()).on(
                    "change",
                    move |_| {
                        let days = Weekdays::KEYS.iter().enumerate();
                        let chosen = days.filter(|(other, _)| untrack(|| has(*other)) != (*other == at));
                        asked.chose(chosen.map(|(_, key)| *key).collect::<Vec<_>>().join(" "));
                    },
                ))
                .text(&page.t(&format!("weekdays.{key}")))
        });
        el("div").class("choices days").children(boxes)
    }

    /// Anything that is typed, with what is accepted.
    fn text(&self, kind: Kind, label: &str) -> El {
        let example_id = format!("{}-accepts", self.id);
        let input = self.input(kind, label).attr("aria-describedby", &example_id);
        let (input, zones) = match kind {
            Kind::Zone => {
                let list = format!("{}-zones", self.id);
                let zones = intl::zones().into_iter().map(|zone| el("option").attr("value", &zone));
                (input.attr("list", &list), Some(el("datalist").attr("id", &list).children(zones)))
            }
            _ => (input, None),
        };
        let example = self.page.t(&format!("kinds.{}.accepts", kind.name()));
        el("div").class("typed").child(input).children(zones).child(el("small").attr("id", &example_id).text(&example))
    }

    /// The field for what is typed.
    pub(super) fn input(&self, kind: Kind, label: &str) -> El {
        let Self { page, answer, .. } = *self;
        let (typing, input_id) = (self.clone(), format!("{}-input", self.id));
        let shown = move || match answer.get() {
            Answer { said: Said::Unknown, .. } => String::new(),
            answer => editable(&answer),
        };
        // What was typed here is never written back; what came from elsewhere, such as another tab, reaches the field.
        let own = Rc::new(RefCell::new(None));
        let (watched, typed, left) = (input_id.clone(), own.clone(), own.clone());
        let put = move |also_typed: bool| {
            let text = shown();
            if let Some(input) = by_id::<HtmlInputElement>(&watched)
                && input.value() != text
                && (also_typed || typed.borrow().as_ref() != Some(&text))
            {
                input.set_value(&text);
                typed.take();
            }
        };
        let put_back = put.clone();
        live(move || put(false));
        el("input")
            .attr("id", &input_id)
            .class(if kind.is_number() { "num" } else { "" })
            .attr("type", "text")
            .attr("autocomplete", "off")
            .attr("spellcheck", "false")
            .attr("inputmode", if matches!(kind, Kind::Count) { "numeric" } else { "text" })
            .attr("aria-label", label)
            .attr("value", &untrack(shown))
            .attr_live("aria-invalid", move || is_wrong(&answer.get(), kind).then(|| "true".to_owned()))
            .on("input", move |event| {
                typing.typed(value_of(&event));
                own.replace(Some(untrack(shown)));
            })
            .on("blur", move |_| {
                page.dispatch(Event::LeftField);
                untrack(|| put_back(true));
                left.take();
            })
    }

    /// "I don't know yet" beside a field. Taken back, what was there before comes back.
    pub(super) fn unknown(&self) -> El {
        let (answer, asked) = (self.answer, self.clone());
        let is_unknown = move || answer.get().said == Said::Unknown;
        el("label")
            .class("choice")
            .child(el("input").attr("type", "checkbox").prop_live("checked", move || JsValue::from(is_unknown())).on(
                "change",
                move |_| {
                    if untrack(is_unknown) {
                        asked.page.dispatch(Event::TookUnknownBack(asked.place.clone()));
                    } else {
                        asked.chose(Answer::UNKNOWN);
                    }
                },
            ))
            .text(&self.page.t("ui.unknown"))
    }
}

/// Whether nobody could read it. Which zones there are is known to the browser alone.
fn is_wrong(answer: &Answer, kind: Kind) -> bool {
    match &answer.said {
        Said::Unreadable(_) => true,
        Said::Given(given) => matches!(kind, Kind::Zone) && !intl::knows_zone(given.text()),
        Said::Nothing | Said::Unknown => false,
    }
}

/// The member of a closed list that was chosen.
fn chosen(answer: Derived<Answer>) -> Option<u8> {
    match answer.get().said {
        Said::Given(given) => match given.value {
            Value::Choice(at) => Some(at),
            _ => None,
        },
        _ => None,
    }
}
