//! Terms that the glossary explains, where they first stand.

use crate::ui::Page;
use crate::ui::dom::{El, button, el};
use crate::words::parts;

/// Puts the words of this key into an element. A term in them is a button that shows what it means.
pub fn explained(page: Page, what: El, key: &str) -> El {
    let template = page.words(|words| words.template(key).unwrap_or_default().to_owned());
    let mut parts = parts(&template).peekable();
    let mut what = what;
    while let Some((term, text)) = parts.next() {
        let Some(term) = term else {
            what = what.text(text);
            continue;
        };
        // A full stop stays with its term: no line begins with it.
        let stop = parts.peek_mut().filter(|(term, _)| term.is_none()).map_or("", |(_, after)| {
            let end = after.find(|next: char| !next.is_ascii_punctuation()).unwrap_or(after.len());
            let (stop, rest) = after.split_at(end);
            *after = rest;
            stop
        });
        what = what.child(explanation(page, term, text, stop));
    }
    what
}

/// A term with the stop after it, and its meaning, which the browser shows, hides and tells of by itself. The meaning
/// comes with the rest of the program, as a draft does that has the terms.
fn explanation(page: Page, term: &str, text: &str, stop: &str) -> El {
    let id = format!("term-{term}");
    let key = format!("terms.{term}.means");
    let means = move || page.t(if page.has_rest() { &key } else { "shell.loading" });
    el("span")
        .class("term-end")
        .child(button("term", text, || ()).attr("popovertarget", &id))
        .text(stop)
        .child(el("span").class("meaning").attr("id", &id).attr("popover", "").text_live(means))
}
