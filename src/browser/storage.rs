//! Local storage, which the planner may share with other pages of its host: every key carries its own prefix, nothing
//! else is read, changed or deleted, and nothing is written over what could not be read.

use gloo_storage::{LocalStorage, Storage as _};

const PREFIX: &str = "transition-planner/draft/";

/// Why something could not be kept.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum StoreError {
    /// There is no room left.
    Full,
    /// This browser keeps nothing for this page.
    Off,
}

/// The store itself; `None` where the browser withholds it.
fn store() -> Option<web_sys::Storage> {
    // `LocalStorage::raw` takes it for granted: ask first.
    super::window().local_storage().ok().flatten()?;
    Some(LocalStorage::raw())
}

/// Whether this browser keeps anything for this page.
#[must_use]
pub fn is_on() -> bool {
    store().is_some_and(|store| store.length().is_ok())
}

/// The ids of the drafts that are kept, in order.
#[must_use]
pub fn ids() -> Vec<String> {
    let Some(store) = store() else { return Vec::new() };
    let keys = (0..store.length().unwrap_or(0)).filter_map(|at| store.key(at).ok().flatten());
    let mut ids: Vec<String> = keys.filter_map(|key| Some(key.strip_prefix(PREFIX)?.to_owned())).collect();
    ids.sort_unstable();
    ids
}

/// The text that is kept for a draft.
#[must_use]
pub fn read(id: &str) -> Option<String> {
    store()?.get_item(&format!("{PREFIX}{id}")).ok().flatten()
}

/// Keeps a draft's text.
///
/// # Errors
/// That there is no room, or no store.
pub fn write(id: &str, text: &str) -> Result<(), StoreError> {
    let store = store().ok_or(StoreError::Off)?;
    // The one way for a store that is there to refuse is that it is full.
    store.set_item(&format!("{PREFIX}{id}"), text).map_err(|_| StoreError::Full)
}

/// Forgets a draft.
pub fn remove(id: &str) {
    if let Some(store) = store() {
        let _ = store.remove_item(&format!("{PREFIX}{id}"));
    }
}

/// The draft that a changed key is about.
#[must_use]
pub fn id_of(key: &str) -> Option<&str> {
    key.strip_prefix(PREFIX)
}
