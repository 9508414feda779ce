//! Terms: each mark in the words leads to an entry, each entry is used, and none stands twice on a page.

#[path = "support/words.rs"]
mod words;

use std::collections::BTreeSet;

use transition_planner::assessment::{FIELDS, Section, Table};
use transition_planner::runbook::tasks::TASKS;
use transition_planner::words::parts;
use words::words;

/// The words of a section's page whose terms are explained, in the order in which they stand. Questions of lists stand
/// in a table's head without their reasons, and those about tenants stand there twice.
fn explained(section: Section) -> Vec<String> {
    let own = ["lede", "terms"].map(|part| format!("sections.{}.{part}", section.key()));
    let asked = FIELDS.iter().filter(|field| field.section == section && field.table == Table::Assessment);
    let asked = asked.flat_map(|field| ["why", "where"].map(|part| format!("questions.{}.{part}", field.key)));
    own.into_iter().chain(asked).collect()
}

#[test]
fn every_mark_has_an_entry_and_every_entry_is_used() {
    let words = words();
    let keys: BTreeSet<&str> = words.templates().map(|(key, _)| key).collect();
    let entries: BTreeSet<&str> = keys.iter().filter_map(|key| key.strip_prefix("terms.")?.split('.').next()).collect();
    let marked: BTreeSet<&str> =
        words.templates().flat_map(|(_, template)| parts(template)).filter_map(|(term, _)| term).collect();
    assert_eq!(marked, entries);
    for entry in entries {
        assert!(["term", "means"].iter().all(|part| keys.contains(&*format!("terms.{entry}.{part}"))), "{entry}");
    }
}

#[test]
fn terms_are_marked_where_they_are_explained_and_once_a_page() {
    let words = words();
    let mut places = BTreeSet::new();
    let sections = Section::ALL.into_iter().map(explained);
    let runbook = TASKS.iter().map(|task| format!("runbook.tasks.{}.terms", task.code)).collect();
    for page in sections.chain([runbook]) {
        let mut seen = BTreeSet::new();
        for key in page {
            for term in parts(words.template(&key).unwrap_or_default()).filter_map(|(term, _)| term) {
                assert!(seen.insert(term), "{key}: {term} stands on this page already");
            }
            places.insert(key);
        }
    }
    for (key, template) in words.templates().filter(|(_, template)| template.contains("[[") || template.contains("]]"))
    {
        assert!(places.contains(key), "{key} is not where terms are explained: {template}");
        // A half mark, or one within a plural, would stand there with its brackets.
        assert!(!words.say(key).contains(['[', ']', '|', '{']), "{key}: {template}");
    }
}

#[test]
fn a_mark_reads_as_what_stands_in_it() {
    let read = |template| parts(template).collect::<Vec<_>>();
    assert_eq!(read("A [[tenant|tenant]]."), [(None, "A "), (Some("tenant"), "tenant"), (None, ".")]);
    assert_eq!(read("[[a|b]][[c|d]]"), [(Some("a"), "b"), (Some("c"), "d")]);
    assert_eq!(read("[[é] ü|ö"), [(None, "[[é] ü|ö")]);
    assert_eq!(read("[[no key]] [[a|b]]"), [(None, "[[no key]] "), (Some("a"), "b")]);
    assert_eq!(read(""), []);
    assert!(words().say("sections.instances.lede").starts_with("The instances (environments) that"));
}
