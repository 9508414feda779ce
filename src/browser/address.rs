//! The address bar.

use crate::app::Address;

/// What the address bar says now.
#[must_use]
pub fn current() -> Address {
    Address::parse(&super::window().location().hash().unwrap_or_default())
}

/// Goes to an address, as following a link does.
pub fn go(address: &Address) {
    let _ = super::window().location().set_hash(&address.href());
}

/// Puts another address in the place of the current one, without a step in the history.
pub fn replace(address: &Address) {
    if let Ok(history) = super::window().history() {
        let _ = history.replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(&address.href()));
    }
}
