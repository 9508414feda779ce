//! Text that no key says: an input method composes it, or a list of emoji hands it over.
//!
//! Browsers give such text to fields alone, and while the reader walks from cell to cell, the focus is on the grid. An
//! `EditContext` takes text for what is no field. Where a browser has none (Firefox and Safari, as yet), such text goes to
//! an opened cell only.

use std::cell::Cell;
use std::rc::Rc;

use js_sys::{Array, Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, EventTarget, HtmlElement};

use crate::browser::window;
use crate::ui::dom::hear;

/// Tells of text that comes while `host` has the focus, and whether it is complete; empty, it was given up. It stands in
/// the element `at`: the browser shows beside it what can be chosen.
pub fn on_text(
    host: &HtmlElement,
    at: impl Fn() -> Option<Element> + 'static,
    heard: impl Fn(&str, bool) + Clone + 'static,
) {
    let class = Reflect::get(&window(), &"EditContext".into()).and_then(JsCast::dyn_into::<Function>);
    let Ok(context) = class.and_then(|class| Reflect::construct(&class, &Array::new())) else { return };
    if Reflect::set(host, &"editContext".into(), &context).is_err() {
        return;
    }
    let own = context.clone();
    let text = move || Reflect::get(&own, &"text".into()).ok().and_then(|text| text.as_string()).unwrap_or_default();
    let own = context.clone();
    let call = move |name: &str, arguments: &Array| {
        let method = Reflect::get(&own, &name.into()).and_then(JsCast::dyn_into::<Function>);
        let _ = method.and_then(|method| Reflect::apply(&method, &own, arguments));
    };
    let composing = Rc::new(Cell::new(false));
    let complete = {
        let (text, call, heard) = (text.clone(), call.clone(), heard.clone());
        move || {
            let said = text();
            // The next text begins anew.
            let end = u32::try_from(said.encode_utf16().count()).unwrap_or(u32::MAX);
            call("updateText", &Array::of3(&0.into(), &end.into(), &JsValue::from_str("")));
            call("updateSelection", &Array::of2(&0.into(), &0.into()));
            heard(&said, true);
        }
    };
    let target: &EventTarget = context.unchecked_ref();
    let begins = composing.clone();
    hear(target, "compositionstart", move |_| {
        begins.set(true);
        if let Some(bounds) = at().map(|at| at.get_bounding_client_rect()) {
            call("updateControlBounds", &Array::of1(&bounds));
            call("updateSelectionBounds", &Array::of1(&bounds));
        }
    });
    let (ends, composed) = (composing.clone(), complete.clone());
    hear(target, "compositionend", move |_| {
        ends.set(false);
        composed();
    });
    hear(target, "textupdate", move |_| if composing.get() { heard(&text(), false) } else { complete() });
}
