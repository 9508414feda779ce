//! SS009: canvas apps, custom pages and component libraries are exported before the move and imported after it, or
//! they do not work.

use crate::assessment::choices::Preparation;
use crate::assessment::fields::{CANVAS_APPS, COMPONENT_LIBRARIES, CUSTOM_PAGES, Key, LOOSE_APPS};
use crate::assessment::{Table, Workstream};
use crate::rules::sources::{P22_PREPARE, P26_PREPARE};
use crate::rules::{Arg, Check, Checked, Facts, G, Outcome, Routes, Rule, Says, Source, Subject};

/// The support-assisted page asks for the export alone, the self-service page for deleting as well. As long as the
/// route is not known, only what both ask for is said.
static EXPORT: Says = Says::warning(G, "export", &["instance", "what"]);
static EXPORT_AND_DELETE: Says = Says::warning(G, "exportAndDelete", &["instance", "what"]);
static EXPORT_LOOSE: Says = Says::warning(G, "exportLoose", &["instance", "what"]);
static EXPORT_AND_DELETE_LOOSE: Says = Says::warning(G, "exportAndDeleteLoose", &["instance", "what"]);
static PREPARED: Says = Says::met(G, "prepared", &["what"]);

pub static RULE: Rule = Rule {
    code: "SS009",
    name: "canvas-apps",
    workstream: Workstream::Instances,
    routes: Routes::Both,
    source: Source::ByRoute { assisted: &P22_PREPARE, self_service: &P26_PREPARE },
    says: &[&EXPORT, &EXPORT_AND_DELETE, &EXPORT_LOOSE, &EXPORT_AND_DELETE_LOOSE, &PREPARED],
    checks: &[
        Check::each(Table::Instances, &[CANVAS_APPS.field], |facts, instance| {
            in_solutions(facts, instance, CANVAS_APPS)
        }),
        Check::each(Table::Instances, &[CUSTOM_PAGES.field], |facts, instance| {
            in_solutions(facts, instance, CUSTOM_PAGES)
        }),
        Check::each(Table::Instances, &[COMPONENT_LIBRARIES.field], |facts, instance| {
            in_solutions(facts, instance, COMPONENT_LIBRARIES)
        }),
        Check::each(Table::Instances, &[LOOSE_APPS.field], outside_solutions),
    ],
};

fn in_solutions(facts: &Facts<'_>, instance: Subject<'_>, what: Key<Preparation>) -> Checked {
    check(instance, what, facts.by_route(&EXPORT, &EXPORT_AND_DELETE))
}

fn outside_solutions(facts: &Facts<'_>, instance: Subject<'_>) -> Checked {
    check(instance, LOOSE_APPS, facts.by_route(&EXPORT_LOOSE, &EXPORT_AND_DELETE_LOOSE))
}

fn check(instance: Subject<'_>, what: Key<Preparation>, unprepared: &'static Says) -> Checked {
    let named = || Arg::Fields([what.field].into());
    Ok(match instance.get(what)? {
        Preparation::NotInUse => Outcome::NotApplicable,
        Preparation::InUse => unprepared.with([Arg::Itself, named()]),
        Preparation::Prepared => PREPARED.with([named()]),
    })
}
