//! What opens: a summary in sight, and more that is made when it is opened.

use wasm_bindgen::JsCast;
use web_sys::Element;

use crate::ui::Page;
use crate::ui::dom::{El, el};
use crate::ui::live::{State, derive};

/// A summary that opens; `on_paper` it stands open in any case.
pub fn fold(page: Page, opened: State<bool>, on_paper: bool, summary: El, body: impl Fn() -> El + 'static) -> El {
    let is_open = derive(move || opened.get() || on_paper && page.printing.get());
    el("details")
        .flag("open", move || is_open.get())
        .child(summary)
        .on("toggle", move |event| {
            let details = event.target().and_then(|target| target.dyn_into::<Element>().ok());
            // What printing opens is not what the reader opened.
            if let Some(details) = details.filter(|_| !page.printing.get_untracked()) {
                opened.set(details.has_attribute("open"));
            }
        })
        .when(move || is_open.get(), body)
}
