//! A remark on an answer: what is worth knowing, who said so, when.

use crate::app::{Event, Place};
use crate::assessment::Note;
use crate::ui::Page;
use crate::ui::dom::{El, el, value_of};

/// The three fields of a remark. Each letter is kept as it is typed: the reader may close the page within a word.
pub fn fields(page: Page, place: &Place) -> El {
    let field = |tag: &str, key: &str, of: fn(&Note) -> &str, put: fn(&mut Note, Box<str>)| {
        let (read, written) = (place.clone(), place.clone());
        let input = el(tag)
            .attr("autocomplete", "off")
            .prop_live("value", move || note_at(page, &read).as_ref().map_or("", of).into())
            .on("input", move |event| {
                let mut note = leptos::prelude::untrack(|| note_at(page, &written)).unwrap_or_default();
                put(&mut note, value_of(&event).into());
                page.dispatch(Event::Noted(written.clone(), note));
            })
            .on("blur", move |_| page.dispatch(Event::LeftField));
        el("label").child(el("span").text(&page.t(key))).child(input)
    };
    el("div")
        .class("note-fields")
        .child(field("textarea", "ui.note.text", |note| &note.text, |note, text| note.text = text))
        .child(field("input", "ui.note.by", |note| &note.by, |note, text| note.by = text))
        .child(field("input", "ui.note.on", |note| &note.on, |note, text| note.on = text))
}

fn note_at(page: Page, place: &Place) -> Option<Note> {
    page.answer(place.table, &place.row, place.field).note.map(|note| *note)
}
