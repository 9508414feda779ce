//! When to save, without a button: a moment after the last change, at the latest a second after the first, and at once
//! when the page is hidden or closed.
//!
//! One timer at a time, which nobody takes back: when it comes too early it sets the next one. The clock is the one
//! that nobody sets.

use std::cell::{Cell, OnceCell};

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

use super::window;

/// How long the reader must be still, in milliseconds.
const QUIET: f64 = 300.0;
/// How long a change waits at most, in milliseconds.
const LONGEST: f64 = 1000.0;

thread_local! {
    static TIMER: Timer = const { Timer { due: Cell::new(None), is_set: Cell::new(false), closure: OnceCell::new() } };
}

struct Timer {
    /// What is not saved yet, if anything.
    due: Cell<Option<Due>>,
    /// Whether the browser will call.
    is_set: Cell<bool>,
    closure: OnceCell<Closure<dyn FnMut()>>,
}

/// In milliseconds since the page was opened.
#[derive(Clone, Copy)]
struct Due {
    /// When the first change came.
    since: f64,
    /// When to save.
    at: f64,
}

fn now() -> f64 {
    window().performance().map_or_else(js_sys::Date::now, |clock| clock.now())
}

/// Calls `save` when the reader is still, or has gone on for long enough. The first call's `save` is every call's.
pub fn soon(save: impl Fn() + 'static) {
    TIMER.with(|timer| {
        let now = now();
        let since = timer.due.get().map_or(now, |due| due.since);
        timer.due.set(Some(Due { since, at: (now + QUIET).min(since + LONGEST) }));
        timer.closure.get_or_init(|| Closure::new(move || TIMER.with(|timer| timer.comes(&save))));
        if !timer.is_set.get() {
            timer.set(QUIET);
        }
    });
}

/// No saving is due any more.
pub fn settled() {
    TIMER.with(|timer| timer.due.set(None));
}

impl Timer {
    fn set(&self, wait: f64) {
        let Some(closure) = self.closure.get() else { return };
        #[expect(clippy::cast_possible_truncation, reason = "at most a second")]
        let wait = wait.ceil() as i32;
        let timeout =
            window().set_timeout_with_callback_and_timeout_and_arguments_0(closure.as_ref().unchecked_ref(), wait);
        self.is_set.set(timeout.is_ok());
    }

    fn comes(&self, save: &dyn Fn()) {
        self.is_set.set(false);
        let Some(due) = self.due.get() else { return };
        let rest = due.at - now();
        if rest > 0.0 { self.set(rest) } else { save() }
    }
}
