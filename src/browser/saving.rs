//! When to save, without a button: a moment after the last change, at the latest a second after the first, and at once
//! when the page is hidden or closed.

use std::cell::RefCell;

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

use super::window;

/// How long the reader must be still, in milliseconds.
const QUIET: f64 = 300.0;
/// How long a change waits at most, in milliseconds.
const LONGEST: f64 = 1000.0;

thread_local! {
    static TIMER: RefCell<Timer> = const { RefCell::new(Timer { handle: None, since: 0.0, closure: None }) };
}

struct Timer {
    handle: Option<i32>,
    /// When the first change came that is not saved yet, in milliseconds.
    since: f64,
    closure: Option<Closure<dyn FnMut()>>,
}

/// Calls `save` when the reader is still, or has gone on for long enough.
pub fn soon(save: impl FnMut() + 'static) {
    let now = js_sys::Date::now();
    TIMER.with_borrow_mut(|timer| {
        match timer.handle.take() {
            Some(handle) => window().clear_timeout_with_handle(handle),
            None => timer.since = now,
        }
        let wait = QUIET.min(timer.since + LONGEST - now).max(0.0);
        let closure = Closure::<dyn FnMut()>::new(save);
        #[expect(clippy::cast_possible_truncation, reason = "at most a second")]
        let wait = wait as i32;
        timer.handle =
            window().set_timeout_with_callback_and_timeout_and_arguments_0(closure.as_ref().unchecked_ref(), wait).ok();
        timer.closure = Some(closure);
    });
}

/// No saving is due any more.
pub fn settled() {
    TIMER.with_borrow_mut(|timer| {
        if let Some(handle) = timer.handle.take() {
            window().clear_timeout_with_handle(handle);
        }
    });
}
