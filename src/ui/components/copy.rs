//! Texts to take along: shown as they are, with a button that copies them.

use crate::browser;
use crate::ui::Page;
use crate::ui::dom::{El, button, el};
use crate::ui::live::state;

/// A button that copies a text, and says that it has.
pub fn copy_button(page: Page, text: String) -> El {
    let copied = state(false);
    let said = move || if copied.get() { page.t("ui.copy.copied") } else { String::new() };
    let copy = button("", &page.t("ui.copy.copy"), move || copied.set(browser::copy(&text)));
    el("span").class("copy").child(copy).child(el("span").attr("role", "status").text_live(said))
}

/// A text of several lines, and the button.
pub fn copied(page: Page, text: &str) -> El {
    let shown = el("pre").attr("tabindex", "0").text(text);
    el("div").class("copied").child(copy_button(page, text.to_owned())).child(shown)
}
