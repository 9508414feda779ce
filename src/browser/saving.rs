//! When to save, without a button: a moment after the last change, at the latest a second after the first, and at once
//! when the page is hidden or closed. Near the end of that second, the browser chooses the moment, so that the save of a
//! large draft comes between two keystrokes.
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
/// For how much of that the browser may put a save off until it has nothing else to do.
const PUT_OFF: u16 = 300;

thread_local! {
    static TIMER: Timer = const {
        Timer {
            due: Cell::new(None),
            is_set: Cell::new(false),
            is_put_off: Cell::new(false),
            closure: OnceCell::new(),
        }
    };
}

struct Timer {
    /// What is not saved yet, if anything.
    due: Cell<Option<Due>>,
    /// Whether the browser will call.
    is_set: Cell<bool>,
    /// Whether it calls as soon as it has nothing else to do.
    is_put_off: Cell<bool>,
    closure: OnceCell<Closure<dyn FnMut()>>,
}

/// In milliseconds since the page was opened.
#[derive(Clone, Copy)]
struct Due {
    /// When the first change came.
    since: f64,
    /// When to save, as soon as the browser has nothing else to do.
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
        timer.due.set(Some(Due { since, at: (now + QUIET).min(since + LONGEST - f64::from(PUT_OFF)) }));
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

    /// Has the browser call when it has nothing else to do. Some browsers know no such moment.
    fn put_off(&self) -> bool {
        let Some(closure) = self.closure.get() else { return false };
        let knows = js_sys::Reflect::has(&window(), &"requestIdleCallback".into()).unwrap_or(false);
        let at_most = web_sys::IdleRequestOptions::new();
        at_most.set_timeout(PUT_OFF.into());
        let request = || window().request_idle_callback_with_options(closure.as_ref().unchecked_ref(), &at_most);
        let is_put_off = knows && request().is_ok();
        self.is_set.set(is_put_off);
        self.is_put_off.set(is_put_off);
        is_put_off
    }

    fn comes(&self, save: &dyn Fn()) {
        self.is_set.set(false);
        let was_put_off = self.is_put_off.replace(false);
        let Some(due) = self.due.get() else { return };
        let rest = due.at - now();
        if was_put_off || rest <= 0.0 && !self.put_off() {
            save();
        } else if !self.is_set.get() {
            self.set(rest);
        }
    }
}
