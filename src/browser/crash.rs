//! What the reader sees when the program fails: the page that stands hidden in `index.html`, with the draft to save.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::JsCast;

use super::{document, files, listen};

/// Gives the open draft as a file's text, if it can still be read.
type Giver = Rc<dyn Fn() -> Option<String>>;

thread_local! {
    // The hook must be shareable between threads; the page has one, and this keeps the giver there.
    static DRAFT: RefCell<Option<Giver>> = const { RefCell::new(None) };
}

/// From now on a failure shows the page for it.
pub fn watch() {
    std::panic::set_hook(Box::new(|panic| show(&panic.to_string())));
}

/// From now on that page offers the draft that `draft` gives.
pub fn hold(draft: impl Fn() -> Option<String> + 'static) {
    DRAFT.replace(Some(Rc::new(draft)));
}

fn show(what: &str) {
    web_sys::console::error_1(&what.into());
    let draft = DRAFT.with(|own| own.try_borrow().ok().and_then(|own| own.clone())).and_then(|draft| draft());
    // What stood in the field that had the focus may not have reached the draft.
    let typed = document().active_element().and_then(|focused| {
        let input = focused.dyn_ref::<web_sys::HtmlInputElement>().map(web_sys::HtmlInputElement::value);
        input.or_else(|| focused.dyn_ref::<web_sys::HtmlTextAreaElement>().map(web_sys::HtmlTextAreaElement::value))
    });
    let hide = |id: &str, hidden: bool| {
        if let Some(part) =
            document().get_element_by_id(id).and_then(|part| part.dyn_into::<web_sys::HtmlElement>().ok())
        {
            part.set_hidden(hidden);
        }
    };
    hide("planner", true);
    hide("crash", false);
    if let Some(details) = document().get_element_by_id("crash-details") {
        let typed = typed.filter(|typed| !typed.is_empty()).map(|typed| format!("\n{typed}")).unwrap_or_default();
        details.set_text_content(Some(&format!("{what}{typed}")));
    }
    hide("crash-download", draft.is_none());
    if let (Some(button), Some(draft)) = (document().get_element_by_id("crash-download"), draft) {
        listen(&button, "click", move |_| files::download("draft.json", "application/json", &draft));
    }
}
