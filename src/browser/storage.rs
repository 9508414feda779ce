//! Local storage, which the planner may share with other pages of its host: every key carries its own prefix, nothing
//! else is read, changed or deleted, and nothing is written over what could not be read.

use std::cell::RefCell;
use std::sync::Arc;

use gloo_storage::{LocalStorage, Storage as _};
use wasm_bindgen::{JsCast, JsValue};

use crate::app::{Store, StoreError};

/// What every key of the planner's begins with.
const OWN: &str = "transition-planner/";
const DRAFTS: &str = "transition-planner/draft/";

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
    let mut ids = endings(DRAFTS);
    ids.sort_unstable();
    ids
}

/// What follows on a beginning that keys have.
fn endings(beginning: &str) -> Vec<String> {
    let Some(store) = store() else { return Vec::new() };
    let keys = (0..store.length().unwrap_or(0)).filter_map(|at| store.key(at).ok().flatten());
    keys.filter_map(|key| Some(key.strip_prefix(beginning)?.to_owned())).collect()
}

/// The text that is kept for a draft.
#[must_use]
pub fn read(id: &str) -> Option<String> {
    Device.read(id).ok().flatten()
}

/// Local storage, as the place where drafts are kept.
#[derive(Clone, Copy, Debug)]
pub struct Device;

impl Store for Device {
    fn read(&self, id: &str) -> Result<Option<String>, StoreError> {
        let store = store().ok_or(StoreError::Off)?;
        store.get_item(&format!("{DRAFTS}{id}")).map_err(|_| StoreError::Off)
    }

    fn lacks(&self, id: &str) -> bool {
        kept(id).is_some_and(|value| value.is_null() || value.is_undefined())
    }

    // The browser compares its own texts: to bring a large draft over takes much longer.
    fn holds(&self, id: &str, text: &Arc<str>) -> bool {
        kept(id).is_some_and(|kept| kept == brought(text))
    }

    fn write(&mut self, id: &str, text: &Arc<str>) -> Result<(), StoreError> {
        let store = store().ok_or(StoreError::Off)?;
        let set = method(&store, "setItem").ok_or(StoreError::Off)?;
        let kept = set.call2(&store, &format!("{DRAFTS}{id}").into(), &brought(text));
        // The one way for a store that is there to refuse is that it is full.
        kept.map(drop).map_err(|_| StoreError::Full)
    }
}

/// Where a tab keeps which draft it has open.
const OPEN: &str = "transition-planner/open";

/// What a tab keeps as long as it is there, apart from all others.
fn tab() -> Option<web_sys::Storage> {
    super::window().session_storage().ok().flatten()
}

/// Keeps which draft this tab has open: loaded anew, a page that belongs to no draft says nothing of it.
pub fn keep_open(id: Option<&str>) {
    let Some(tab) = tab() else { return };
    let _ = match id {
        Some(id) => tab.set_item(OPEN, id),
        None => tab.remove_item(OPEN),
    };
}

/// The id of the draft that this tab had open when it was left or loaded anew.
#[must_use]
pub fn was_open() -> Option<String> {
    tab()?.get_item(OPEN).ok().flatten()
}

/// What the store has for a draft, as a value of the browser's; `None` where there is no store.
fn kept(id: &str) -> Option<JsValue> {
    let store = store()?;
    method(&store, "getItem")?.call1(&store, &format!("{DRAFTS}{id}").into()).ok()
}

/// A method of the store's, for values of the browser's own.
fn method(store: &web_sys::Storage, name: &str) -> Option<js_sys::Function> {
    js_sys::Reflect::get(store, &name.into()).ok()?.dyn_into().ok()
}

/// A draft's text as a value of the browser's. What is kept now is compared before the next save: it is brought over once.
fn brought(text: &Arc<str>) -> JsValue {
    thread_local! {
        static LAST: RefCell<Option<(Arc<str>, JsValue)>> = const { RefCell::new(None) };
    }
    LAST.with_borrow_mut(|last| match last {
        Some((own, value)) if Arc::ptr_eq(own, text) => value.clone(),
        _ => last.insert((text.clone(), JsValue::from_str(text))).1.clone(),
    })
}

/// Forgets a draft.
pub fn remove(id: &str) {
    forget(&format!("{DRAFTS}{id}"));
}

/// Forgets everything of the planner's, and nothing else.
pub fn remove_everything() {
    // All keys are found before the first is taken away: their places change with each.
    endings(OWN).iter().for_each(|ending| forget(&format!("{OWN}{ending}")));
}

fn forget(key: &str) {
    if let Some(store) = store() {
        let _ = store.remove_item(key);
    }
}

/// What another tab or another program did to the store.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Change {
    /// The draft of this id now has this text; `None` where it was deleted.
    Draft(String, Option<String>),
    /// Everything is gone.
    Emptied,
}

/// What a `storage` event is about; `None` where it is none of ours.
#[must_use]
pub fn change(event: &web_sys::StorageEvent) -> Option<Change> {
    if event.storage_area() != store() {
        return None;
    }
    match event.key() {
        None => Some(Change::Emptied),
        Some(key) => {
            let id = key.strip_prefix(DRAFTS)?.to_owned();
            // What was deleted may have been saved again since.
            let text = event.new_value().or_else(|| read(&id));
            Some(Change::Draft(id, text))
        }
    }
}
