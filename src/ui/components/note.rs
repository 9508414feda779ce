//! A remark on an answer: what is worth knowing, who said so, when.

use leptos::prelude::*;

use crate::app::{Event, Place};
use crate::assessment::Note;

/// The three fields of a remark. Each change is kept when the reader leaves the field.
#[component]
pub fn NoteFields(
    /// The answer.
    place: Place,
) -> impl IntoView {
    let page = crate::ui::page();
    let place = StoredValue::new(place);
    let note = Memo::new(move |_| {
        let Place { table, row, field } = place.get_value();
        page.answer(table, &row, field).note.map(|note| *note).unwrap_or_default()
    });
    let change = move |alter: fn(&mut Note, Box<str>), text: String| {
        let mut changed = note.get_untracked();
        alter(&mut changed, text.into());
        page.dispatch(Event::Noted(place.get_value(), changed));
    };
    view! {
        <div class="note-fields">
            <label>
                <span>{page.t("ui.note.text")}</span>
                <textarea
                    rows="2"
                    prop:value=move || note.get().text.into_string()
                    on:change=move |event| change(|note, text| note.text = text, event_target_value(&event))
                ></textarea>
            </label>
            <label>
                <span>{page.t("ui.note.by")}</span>
                <input
                    type="text"
                    autocomplete="off"
                    prop:value=move || note.get().by.into_string()
                    on:change=move |event| change(|note, text| note.by = text, event_target_value(&event))
                />
            </label>
            <label>
                <span>{page.t("ui.note.on")}</span>
                <input
                    type="text"
                    autocomplete="off"
                    prop:value=move || note.get().on.into_string()
                    on:change=move |event| change(|note, text| note.on = text, event_target_value(&event))
                />
            </label>
        </div>
    }
}
