//! The planner itself: its version, how old its sources are, what this browser lacks, whose it is, and its terms.

use time::Date;

use crate::browser;
use crate::rules::RULES;
use crate::rules::sources::{DOCUMENTS, Document, catalogue_date};
use crate::ui::Page;
use crate::ui::dom::{El, el, link};
use crate::ui::frame::head;
use crate::words::Fill;

/// The page.
pub fn about(page: Page) -> El {
    let dated = page.words(|words| words.locale().day(catalogue_date()));
    let facts = [
        ("version", env!("CARGO_PKG_VERSION").to_owned()),
        (
            "catalogue",
            page.fill(
                "about.catalogueIs",
                &[("count", Fill::Number(RULES.len() as u64)), ("date", Fill::Words(&dated))],
            ),
        ),
        ("licence", page.t("about.licenceIs")),
    ];
    let facts = facts
        .into_iter()
        .flat_map(|(key, said)| [el("dt").text(&page.t(&format!("about.{key}"))), el("dd").text(&said)]);
    // `cargo xtask build` puts the list beside the page.
    let inside = el("dd").child(link("", "bom.json", &page.t("about.insideIs")));
    let portion = page.portions(3);
    let after = |picture: usize| move || portion.get() > picture;
    let sources = move || {
        section(page, "sources")
            .child(el("p").class("lede").text(&page.t("about.sourcesLede")))
            .child(el("ul").class("plain").children(DOCUMENTS.map(|document| source(page, document))))
    };
    let keeps = move || section(page, "keeps").child(el("p").class("hint").text(&page.t("about.keepsWhat")));
    let lacking = move || {
        let lacks = browser::lacks();
        let nothing = lacks.is_empty().then(|| el("p").class("hint").text(&page.t("about.lacksNothing")));
        let lacks = lacks.into_iter().map(|key| el("li").text(&page.t(&format!("about.lacks.{key}"))));
        section(page, "browser").children(nothing).child(el("ul").class("plain").children(lacks))
    };
    let glossary = move || section(page, "glossary").child(el("dl").class("glossary").children(terms(page)));
    el("div")
        .child(head(&page.t("ui.about"), &page.t("about.lede")))
        .child(el("dl").class("facts").children(facts).child(el("dt").text(&page.t("about.inside"))).child(inside))
        .when(after(0), sources)
        .when(after(1), keeps)
        .when(after(1), lacking)
        .when(after(2), glossary)
}

fn section(page: Page, key: &str) -> El {
    let id = format!("about-{key}");
    let head = el("h2").attr("id", &id).text(&page.t(&format!("about.{key}")));
    el("section").attr("aria-labelledby", &id).child(head)
}

/// A document, and how long ago somebody last checked it.
fn source(page: Page, document: &'static Document) -> El {
    let today = page.app(|app| app.today);
    let day = page.words(|words| words.locale().day(document.date));
    let mut checked = page
        .fill("about.checked", &[("date", Fill::Words(&day)), ("age", Fill::Words(&age(page, document.date, today)))]);
    if let Some(newer) = document.successor {
        checked = format!("{checked} {}", page.fill("about.newer", &[("document", Fill::Words(newer.code))]));
    }
    let cited = el("span")
        .class("cited")
        .child(el("span").class("code").text(document.code))
        .text(" ")
        .child(link("", document.link, document.title).attr("rel", "noreferrer external").attr("lang", "en"))
        .child(el("small").text(&checked));
    el("li").child(cited)
}

/// How long it has been since a day: in days at first, then in months, then in years.
fn age(page: Page, since: Date, today: Date) -> String {
    let days = u64::try_from((today - since).whole_days()).unwrap_or_default();
    let (key, count) = match days {
        0..60 => ("about.days", days),
        60..730 => ("about.months", days * 12 / 365),
        _ => ("about.years", days * 4 / 1461),
    };
    page.fill(key, &[("count", Fill::Number(count))])
}

/// Every term with what it means.
fn terms(page: Page) -> Vec<El> {
    page.words(|words| {
        let terms = words.templates().filter_map(|(key, _)| match key.split('.').collect::<Vec<_>>()[..] {
            ["terms", term, "term"] => Some(term),
            _ => None,
        });
        let lines = terms.map(|term| {
            let [name, means] = ["term", "means"].map(|part| words.say(&format!("terms.{term}.{part}")));
            el("div").child(el("dt").text(&name)).child(el("dd").text(&means))
        });
        lines.collect()
    })
}
