//! Terms that the glossary explains, where they first stand.

use crate::ui::Page;
use crate::ui::dom::{El, button, el};
use crate::words::parts;

/// Puts the words of this key into an element. A term in them is a button that shows what it means.
pub fn explained(page: Page, what: El, key: &str) -> El {
    let template = page.words(|words| words.template(key).unwrap_or_default().to_owned());
    parts(&template).fold(what, |what, part| match part {
        (None, text) => what.text(text),
        (Some(term), text) => what.child(explanation(page, term, text)),
    })
}

/// A term and its meaning, which the browser shows, hides and tells of by itself. The meaning comes with the rest of
/// the program, as a draft does that has the terms.
fn explanation(page: Page, term: &str, text: &str) -> El {
    let id = format!("term-{term}");
    let key = format!("terms.{term}.means");
    let means = move || page.t(if page.has_rest() { &key } else { "shell.loading" });
    el("span")
        .child(button("term", text, || ()).attr("popovertarget", &id))
        .child(el("span").class("meaning").attr("id", &id).attr("popover", "").text_live(means))
}
