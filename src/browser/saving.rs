//! When to save, without a button: when the reader has been still for a moment, at the latest a second after the first
//! change, and at once when the page is hidden or closed. To a reader who types on and on, the save of a large draft
//! comes right after what a keystroke has changed is on the screen: until the next one there is most time.
//!
//! The clock is the one that nobody sets.

use std::cell::{Cell, OnceCell};

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

use super::{PAINTED, window};

/// How long the reader must be still, in milliseconds.
const QUIET: f64 = 300.0;
/// How long a change waits at most, in milliseconds.
const LONGEST: f64 = 1000.0;
/// How long a change waits for the reader to be still, in milliseconds. The next one after that is saved once it is on
/// the screen.
const PATIENT: f64 = 600.0;

thread_local! {
    static TIMER: Timer = const {
        Timer { due: Cell::new(None), set: Cell::new(None), comes: OnceCell::new(), paints: OnceCell::new() }
    };
}

struct Timer {
    /// What is not saved yet, if anything.
    due: Cell<Option<Due>>,
    /// By what name the browser knows that it is to call.
    set: Cell<Option<i32>>,
    /// What it calls at a time.
    comes: OnceCell<Closure<dyn FnMut()>>,
    /// What it calls before it paints.
    paints: OnceCell<Closure<dyn FnMut()>>,
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

/// Calls `save` when the reader is still, or has gone on for long enough. It says whether it is done: if not, it is called
/// again, in a task of its own. The first call's `save` is every call's.
pub fn soon(save: impl Fn() -> bool + 'static) {
    TIMER.with(|timer| {
        let comes = timer.comes.get_or_init(|| Closure::new(move || TIMER.with(|timer| timer.comes(&save))));
        let paints = timer.paints.get_or_init(|| Closure::new(|| TIMER.with(Timer::paints)));
        let now = now();
        let since = timer.due.get().map_or(now, |due| due.since);
        timer.due.set(Some(Due { since, at: (now + QUIET).min(since + LONGEST) }));
        if timer.set.get().is_none() {
            timer.set(QUIET, comes);
        }
        // After the longest wait, whichever timer is set stays: keys that come too fast would put it off for ever.
        if (PATIENT..LONGEST).contains(&(now - since)) {
            let _ = window().request_animation_frame(paints.as_ref().unchecked_ref());
        }
    });
}

/// No saving is due any more.
pub fn settled() {
    TIMER.with(|timer| timer.due.set(None));
}

impl Timer {
    /// Has the browser call after so long, and not when it was to call before.
    fn set(&self, wait: f64, comes: &Closure<dyn FnMut()>) {
        #[expect(clippy::cast_possible_truncation, reason = "at most a second")]
        let wait = wait.ceil() as i32;
        let window = window();
        let timeout =
            window.set_timeout_with_callback_and_timeout_and_arguments_0(comes.as_ref().unchecked_ref(), wait);
        if let Some(before) = self.set.replace(timeout.ok()) {
            window.clear_timeout_with_handle(before);
        }
    }

    fn comes(&self, save: &dyn Fn() -> bool) {
        self.set.set(None);
        let (Some(due), Some(comes)) = (self.due.get(), self.comes.get()) else { return };
        let rest = due.at - now();
        if rest > 0.0 || !save() {
            self.set(rest.max(0.0), comes);
        }
    }

    fn paints(&self) {
        let (Some(due), Some(comes)) = (self.due.get(), self.comes.get()) else { return };
        let painted = f64::from(PAINTED);
        self.due.set(Some(Due { at: now() + painted, ..due }));
        self.set(painted, comes);
    }
}
