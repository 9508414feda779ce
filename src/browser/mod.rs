//! The only code that touches the browser: what it keeps, what time it is, its language, files, the address.

pub mod address;
pub mod crash;
pub mod files;
pub mod intl;
pub mod saving;
pub mod storage;

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

/// The page's window. There is always one: the planner runs nowhere else.
#[must_use]
pub fn window() -> web_sys::Window {
    web_sys::window().expect("the planner runs in a page")
}

/// The page's document.
#[must_use]
pub fn document() -> web_sys::Document {
    window().document().expect("a page has a document")
}

/// Begins to load a text that lies beside the page, such as the words.
///
/// # Errors
/// That it could not be had, with what the host answered.
pub fn fetch_text(path: &str) -> impl Future<Output = Result<String, String>> + use<> {
    let (answer, path) = (window().fetch_with_str(path), path.to_owned());
    async move {
        let failed = |what: &str| format!("{path}: {what}");
        let response = JsFuture::from(answer).await.map_err(|_| failed("no answer"))?;
        let response: web_sys::Response = response.dyn_into().map_err(|_| failed("no answer"))?;
        if !response.ok() {
            return Err(failed(&response.status().to_string()));
        }
        let text = response.text().map_err(|_| failed("no text"))?;
        JsFuture::from(text).await.ok().and_then(|text| text.as_string()).ok_or_else(|| failed("no text"))
    }
}

/// Begins to load the part of the program that the first page does without.
///
/// # Errors
/// What stands in the way.
pub fn load_rest() -> impl Future<Output = Result<(), String>> {
    let failed = |error: wasm_bindgen::JsValue| format!("{error:?}");
    let load = js_sys::Reflect::get(&window(), &"loadRest".into()).and_then(JsCast::dyn_into);
    let loading = load.and_then(|load: js_sys::Function| load.call0(&window()));
    let loading = loading.and_then(JsCast::dyn_into::<js_sys::Promise>);
    async move { JsFuture::from(loading.map_err(failed)?).await.map(drop).map_err(failed) }
}

/// What this browser withholds from the page of what the planner uses, by the keys of the words that say so.
#[must_use]
pub fn lacks() -> Vec<&'static str> {
    let here = [
        ("storage", storage::is_on()),
        ("https", window().is_secure_context()),
        ("zones", !intl::zones().is_empty()),
        ("trustedTypes", js_sys::Reflect::has(&window(), &"trustedTypes".into()).unwrap_or(false)),
    ];
    here.into_iter().filter(|(_, is_here)| !is_here).map(|(key, _)| key).collect()
}

/// Copies a text, and says whether that worked. Not by the clipboard's own interface: it is withheld from pages on plain
/// http, as on many intranets.
pub fn copy(text: &str) -> bool {
    let field = document().create_element("textarea").ok();
    let field = field.and_then(|field| field.dyn_into::<web_sys::HtmlTextAreaElement>().ok());
    let (Some(field), Some(body)) = (field, document().body()) else { return false };
    let focused = document().active_element().and_then(|focused| focused.dyn_into::<web_sys::HtmlElement>().ok());
    field.set_value(text);
    field.set_class_name("unseen");
    let _ = body.append_child(&field);
    field.select();
    let html = document().dyn_into::<web_sys::HtmlDocument>();
    let copied = html.is_ok_and(|html| html.exec_command("copy").unwrap_or(false));
    field.remove();
    if let Some(focused) = focused {
        let _ = focused.focus();
    }
    copied
}

/// Calls again and again, a minute apart.
pub fn every_minute(run: impl FnMut() + 'static) {
    const MINUTE: i32 = 60_000;
    let run = wasm_bindgen::closure::Closure::<dyn FnMut()>::new(run).into_js_value();
    let _ = window().set_interval_with_callback_and_timeout_and_arguments_0(run.unchecked_ref(), MINUTE);
}

/// Today, where the reader is.
#[must_use]
pub fn today() -> time::Date {
    let now = js_sys::Date::new_0();
    let month = u8::try_from(now.get_month() + 1).ok().and_then(|month| time::Month::try_from(month).ok());
    let year = i32::try_from(now.get_full_year()).unwrap_or(1970);
    let day = u8::try_from(now.get_date()).unwrap_or(1);
    time::Date::from_calendar_date(year, month.unwrap_or(time::Month::January), day).unwrap_or(time::Date::MIN)
}

/// This instant, as an ISO text.
#[must_use]
pub fn now() -> String {
    js_sys::Date::new_0().to_iso_string().into()
}

/// A random number with which this tab's permanent names begin.
#[must_use]
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "any bits will do")]
pub fn seed() -> u64 {
    let bits = |scale: f64| (js_sys::Math::random() * scale) as u64;
    (bits(4_294_967_296.0) << 32) ^ bits(4_294_967_296.0) ^ (js_sys::Date::now() as u64)
}

/// From the beginning of a frame until it is on the screen, in milliseconds. What takes longer keeps the timer waiting.
const PAINTED: i32 = 10;

/// In a frame: does something once it is on the screen.
pub fn once_painted(run: impl FnOnce() + 'static) {
    let run = wasm_bindgen::closure::Closure::once_into_js(run);
    let _ = window().set_timeout_with_callback_and_timeout_and_arguments_0(run.unchecked_ref(), PAINTED);
}

/// Calls `listener` at every event of this name on the window.
pub fn on_window(event: &str, listener: impl FnMut(web_sys::Event) + 'static) {
    listen(&window(), event, listener);
}

/// Calls `listener` at every event of this name on the target, as long as the page lives.
pub fn listen(target: &web_sys::EventTarget, event: &str, listener: impl FnMut(web_sys::Event) + 'static) {
    let closure = wasm_bindgen::closure::Closure::<dyn FnMut(web_sys::Event)>::new(listener);
    // Only fails for a listener that is no function.
    let _ = target.add_event_listener_with_callback(event, closure.as_ref().unchecked_ref());
    closure.forget();
}
