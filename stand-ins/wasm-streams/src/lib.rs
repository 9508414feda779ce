//! Stands in for the crate of this name, as far as Leptos names it. Leptos brings the streams of server functions
//! along, of which the planner has none; the real crate exports its classes to JavaScript, so that nothing leaves them
//! out: 4 kB of the page, compressed.

use futures_core::{Stream, stream::LocalBoxStream};
use wasm_bindgen::JsValue;

/// A stream of the browser's.
pub struct ReadableStream(web_sys::ReadableStream);

impl ReadableStream {
    /// The stream that the browser has.
    pub fn from_raw(raw: web_sys::ReadableStream) -> Self {
        Self(raw)
    }

    /// The same, for the browser.
    pub fn into_raw(self) -> web_sys::ReadableStream {
        self.0
    }

    /// The planner never comes here.
    pub fn from_stream(_: impl Stream<Item = Result<JsValue, JsValue>> + 'static) -> Self {
        unimplemented!("the planner streams nothing")
    }

    /// The planner never comes here.
    pub fn into_stream(self) -> LocalBoxStream<'static, Result<JsValue, JsValue>> {
        unimplemented!("the planner streams nothing")
    }
}
