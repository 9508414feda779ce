//! The catalogue: every rule with what it asks, what it reads, where it stands, and how it stands in the open draft.

use std::sync::Arc;

use crate::app::{Address, Event, Filter};
use crate::assessment::Workstream;
use crate::assessment::choices::{Route, contains};
use crate::browser::address;
use crate::rules::disagreements::{self, Disagreement};
use crate::rules::sources::{Citation, Document};
use crate::rules::{Basis, Outcome, RULES, Routes, Rule, Severity, Source};
use crate::ui::Page;
use crate::ui::components::icon::{Mark, icon};
use crate::ui::components::results::{self, Sought, findings_list, in_order_list, missing_list};
use crate::ui::dom::{El, el, link, unseen, value_of};
use crate::ui::frame::{head, section_address};
use crate::ui::live::derive;
use crate::words::Fill;

/// The language of the documents.
const DOCUMENTS_LANGUAGE: &str = "en";
/// So many rules come with each picture that is drawn.
const AT_ONCE: usize = 12;
/// What no words have in them.
const BLANK: &str = "\u{0}";

/// The catalogue.
pub fn rules(page: Page) -> El {
    let find = move || {
        page.app(|app| match &app.address {
            Address::Rules(find) => find.clone(),
            _ => String::new(),
        })
    };
    let shown = move || {
        let wanted = find();
        let has = |rule: &&&'static Rule| {
            let parts = || ["title", "asks"].map(|part| page.t(&format!("rules.{}.{part}", rule.code)));
            wanted.is_empty() || contains(&format!("{} {} {}", rule.code, rule.name, parts().join(" ")), &wanted)
        };
        RULES.iter().filter(has).copied().collect::<Vec<&'static Rule>>()
    };
    let shown = derive(shown);
    let last = RULES.len() / AT_ONCE;
    let portion = page.portions(last);
    let most = move || AT_ONCE * (portion.get() + 1);
    let line = move |rule: &'static Rule| {
        let href = Address::Rule(rule.code.to_owned()).href();
        el("li")
            .child(el("span").class("code").text(rule.code))
            .child(
                el("span")
                    .child(link("", &href, &page.t(&format!("rules.{}.title", rule.code))))
                    .child(el("small").text(&about(page, rule))),
            )
            .part(move || standing(page, rule))
    };
    let dated = page.words(|words| words.locale().day(crate::rules::sources::catalogue_date()));
    let lede =
        page.fill("ui.rules.lede", &[("count", Fill::Number(RULES.len() as u64)), ("date", Fill::Words(&dated))]);
    let of_kind = |workstream: Workstream| {
        let id = format!("rules-{}", workstream.key());
        let own = move || {
            let of_kind = |rule: &&Rule| rule.workstream == workstream;
            shown.with(|all| all.iter().copied().take(most()).filter(of_kind).collect::<Vec<&'static Rule>>())
        };
        el("section")
            .attr("aria-labelledby", &id)
            .flag("hidden", move || own().is_empty())
            .child(el("h2").attr("id", &id).text(&page.t(&format!("workstreams.{}", workstream.key()))))
            .child(el("ul").class("catalogue").each(own, |rule| rule.code.to_owned(), line))
    };
    let nothing = move || if shown.with(Vec::is_empty) { page.t("ui.rules.nothingFound") } else { String::new() };
    let search = el("input")
        .attr("type", "search")
        .attr("placeholder", &page.t("ui.rules.findHint"))
        .prop_live("value", move || find().into())
        .on("input", move |event| {
            let to = Address::Rules(value_of(&event));
            address::replace(&to);
            page.dispatch(Event::WentTo(to));
        });
    let all_differ = move || {
        let differ = disagreements::DISAGREEMENTS.iter().map(|one| differs(page, one));
        el("section")
            .attr("aria-labelledby", "disagreements")
            .child(el("h2").attr("id", "disagreements").text(&page.t("ui.rules.disagreements")))
            .child(el("p").class("lede").text(&page.t("ui.rules.disagreementsLede")))
            .child(el("ul").class("disagreements").children(differ))
    };
    el("div")
        .child(head(&page.t("ui.rules.title"), &lede))
        .child(
            el("div")
                .class("tools")
                .child(el("label").class("search").child(unseen(&page.t("ui.rules.find"))).child(search)),
        )
        .children(Workstream::ALL.map(of_kind))
        .child(el("p").class("empty-hint").attr("role", "status").text_live(nothing))
        .when(move || portion.get() == last, all_differ)
}

/// Severities, bases and routes of a rule, in a line.
fn about(page: Page, rule: &Rule) -> String {
    let used = |severity: &Severity| rule.says.iter().any(|says| says.severity == Some(*severity));
    let severities = Severity::ALL.into_iter().filter(used);
    let severities = severities.map(|severity| page.t(&format!("ui.severity.{}", severity.key())));
    let routes = match rule.routes {
        // The others know no routes.
        Routes::Both if rule.workstream != Workstream::Instances => None,
        Routes::Both => Some("ui.rules.bothRoutes"),
        Routes::Only(Route::Assisted) => Some("ui.rules.assisted"),
        Routes::Only(Route::SelfService) => Some("ui.rules.selfService"),
    };
    severities.chain(routes.map(|key| page.t(key))).collect::<Vec<_>>().join(" · ")
}

/// How a rule stands in the open draft: its weightiest outcome.
fn standing(page: Page, rule: &'static Rule) -> Option<El> {
    let readiness = page.readiness.get();
    let weighed = readiness.of(rule).filter_map(|judged| {
        Some(match judged.outcome {
            Outcome::NotApplicable => return None,
            Outcome::Met(_) => (3, Mark::Met, "ui.rules.met"),
            Outcome::Open(_) => (1, Mark::Open, "ui.rules.open"),
            Outcome::Finding(_) => match judged.finding().map(|(severity, _)| severity) {
                Some(Severity::Blocker) => (0, Mark::Finding(Severity::Blocker), "ui.severity.blocker"),
                Some(Severity::Warning) => (2, Mark::Finding(Severity::Warning), "ui.severity.warning"),
                _ => (4, Mark::Finding(Severity::Note), "ui.severity.note"),
            },
        })
    });
    let (_, mark, key) = weighed.min_by_key(|(weight, ..)| *weight)?;
    Some(el("span").class(&format!("state {}", mark.key())).child(icon(mark)).text(&page.t(key)))
}

/// A rule, by its code as it stands in the address.
pub fn rule_page(page: Page, code: &str) -> El {
    let back = || el("p").child(link("", &Address::Rules(String::new()).href(), &page.t("ui.rules.all")));
    let Some(rule) = crate::rules::find(code) else {
        let text = page.fill("ui.rules.unknown", &[("code", Fill::Theirs(code))]);
        return el("div").child(head(&page.t("ui.notFound.title"), &text)).child(back());
    };
    let used = |basis: &Basis| {
        let mut statements = rule.says.iter().filter(|says| says.severity.is_some());
        statements.any(|says| [says.bases.assisted, says.bases.self_service].contains(basis))
    };
    let bases = [Basis::Guidance, Basis::Judgement].into_iter().filter(used);
    let bases = bases.map(|basis| page.t(&format!("ui.rules.basis.{}", basis.letter())));
    let reads = rule.reads().into_iter().map(|field| {
        let ask = page.t(&format!("questions.{}.ask", field.field().key));
        let text = ask.clone();
        let place = move || {
            let address = section_address(page.draft_id()?, field.field().section);
            Some(link("", &address.href(), &page.t("ui.rules.toAnswer")).child(unseen(&format!(": {ask}"))))
        };
        el("li").text(&text).text(" ").part(place)
    });
    let reads: Vec<El> = reads.collect();
    let reads_nothing = reads.is_empty().then(|| el("p").text(&page.t("ui.rules.readsNothing")));
    let differ: Vec<El> = disagreements::on(rule.code).map(|one| differs(page, one)).collect();
    let differ_head = (!differ.is_empty()).then(|| el("h2").text(&page.t("ui.rules.disagreements")));
    let sources = match rule.source {
        Source::One(citation) => vec![(None, citation)],
        Source::ByRoute { assisted, self_service } => {
            vec![(Some("ui.rules.assisted"), assisted), (Some("ui.rules.selfService"), self_service)]
        }
    };
    let sources = sources.into_iter().map(|(route, citation)| {
        let route = route.map(|key| el("span").text(&format!("{}: ", page.t(key))));
        el("li").children(route).child(cited(page, citation))
    });
    let words = |part: &str| page.t(&format!("rules.{}.{part}", rule.code));
    let kind = page.t(&format!("workstreams.{}", rule.workstream.key()));
    el("div")
        .child(
            el("div")
                .class("page-head")
                .child(el("p").class("code").text(&format!("{} · {}", rule.code, rule.name)))
                .child(el("h1").text(&words("title")))
                .child(el("p").class("lede").text(&words("asks")))
                .child(el("p").class("lede").child(el("small").text(&format!("{kind} · {}", about(page, rule))))),
        )
        .when(move || page.draft_id().is_some(), move || here(page, rule))
        .child(
            el("section")
                .child(el("h2").text(&page.t("ui.rules.source")))
                .child(el("ul").class("plain").children(sources))
                .child(el("p").class("lede").text(&bases.collect::<Vec<_>>().join(" "))),
        )
        .child(el("section").children(differ_head).child(el("ul").class("disagreements").children(differ)))
        .child(
            el("section")
                .child(el("h2").text(&page.t("ui.rules.reads")))
                .children(reads_nothing)
                .child(el("ul").class("plain").children(reads)),
        )
        .child(back())
}

/// What a rule says of the open draft.
fn here(page: Page, rule: &'static Rule) -> El {
    let sought = derive(move || Sought { rule: Some(rule), filter: Filter::default() });
    let found = derive(move || Arc::new(sought.with(|sought| results::findings(page, sought))));
    let missing = derive(move || Arc::new(sought.with(|sought| results::missing(page, sought))));
    let met = derive(move || Arc::new(sought.with(|sought| results::in_order(page, sought))));
    let nothing = move || {
        found.with(|all| all.is_empty()) && missing.with(|all| all.is_empty()) && met.with(|all| all.is_empty())
    };
    el("section")
        .class("here")
        .child(el("h2").text(&page.t("ui.rules.here")))
        .child(el("p").flag("hidden", move || !nothing()).text(&page.t("ui.rules.notApplicable")))
        .child(findings_list(page, sought, move || found.with(|all| all.to_vec())))
        .child(missing_list(page, sought, missing))
        .child(in_order_list(page, sought, met))
}

/// A place in a document: title, section, date and link; its successor where it has one.
fn cited(page: Page, citation: &'static Citation) -> El {
    let Document { title, link: address, successor, code, date } = *citation.document;
    let day = |date| page.words(|words| words.locale().day(date));
    // The section, like the title, is in the document's own language: its blank is where the sentence is parted.
    let dated = page.fill("ui.rules.dated", &[("section", Fill::Words(BLANK)), ("date", Fill::Words(&day(date)))]);
    let (before, after) = dated.split_once(BLANK).unwrap_or(("", &dated));
    let section = el("span").attr("lang", DOCUMENTS_LANGUAGE).text(citation.section);
    let successor = successor.map(|newer| {
        page.fill(
            "ui.rules.successor",
            &[("document", Fill::Words(newer.code)), ("date", Fill::Words(&day(newer.date)))],
        )
    });
    el("span")
        .class("cited")
        .child(el("span").class("code").text(code))
        .text(" ")
        .child(link("", address, title).attr("rel", "noreferrer external").attr("lang", DOCUMENTS_LANGUAGE))
        .child(el("small").text(before).child(section).text(&format!("{after} {}", successor.unwrap_or_default())))
}

/// A point on which documents differ.
fn differs(page: Page, one: &'static Disagreement) -> El {
    let side = |document: &Document, part: &str| {
        let date = page.words(|words| words.locale().day(document.date));
        let said = page.t(&format!("disagreements.{}.{part}", one.key));
        el("p").text(&page.fill(
            "ui.rules.says",
            &[("document", Fill::Words(document.code)), ("date", Fill::Words(&date)), ("said", Fill::Words(&said))],
        ))
    };
    let on = page.t(&format!("disagreements.{}.on", one.key));
    el("li").child(el("p").child(el("strong").text(&on))).child(side(one.one, "one")).child(side(one.other, "other"))
}
