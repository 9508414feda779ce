//! Files that the reader opens, and files handed to the reader.

use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use crate::assessment::choices::lower;
use crate::assessment::letters::in_word;

/// Hands a text to the reader as a file to save.
pub fn download(name: &str, kind: &str, text: &str) {
    let properties = web_sys::BlobPropertyBag::new();
    properties.set_type(kind);
    let parts = Array::of1(&JsValue::from(text));
    let Ok(blob) = web_sys::Blob::new_with_str_sequence_and_options(&parts, &properties) else { return };
    let Ok(address) = web_sys::Url::create_object_url_with_blob(&blob) else { return };
    if let Ok(link) = super::document().create_element("a").and_then(|link| link.dyn_into().map_err(JsValue::from)) {
        let link: web_sys::HtmlAnchorElement = link;
        link.set_href(&address);
        link.set_download(name);
        link.click();
    }
    let _ = web_sys::Url::revoke_object_url(&address);
}

/// A file's bytes; `None` where the browser cannot read it.
pub async fn bytes(file: &web_sys::File) -> Option<Vec<u8>> {
    Some(js_sys::Uint8Array::new(&JsFuture::from(file.array_buffer()).await.ok()?).to_vec())
}

/// A file's text; `None` where the browser cannot read it.
pub async fn text(file: &web_sys::File) -> Option<String> {
    JsFuture::from(file.text()).await.ok()?.as_string()
}

/// A draft's name as a file's name: letters and digits, hyphens for the rest.
#[must_use]
pub fn file_name(draft: &str) -> String {
    let plain: String = draft.chars().map(|c| if in_word(c) { c } else { '-' }).collect();
    let words: Vec<&str> = plain.split('-').filter(|word| !word.is_empty()).collect();
    let name = if words.is_empty() { "draft".to_owned() } else { lower(&words.join("-")).collect() };
    format!("{}.json", name.chars().take(80).collect::<String>())
}
