//! SS013: each website is taken down before the move and provisioned again after it.

use super::preparation;
use crate::assessment::Table;
use crate::assessment::choices::Route;
use crate::assessment::fields::WEBSITES;
use crate::rules::sources::{P22_PREPARE, P26_PREPARE};
use crate::rules::{Check, Checked, Facts, G, Routes, Rule, Says, Source, Subject};

/// The support-assisted page has portals reset, the self-service page has them deleted.
static RESET: Says = Says::warning(G, "reset", &["instance"]);
static DELETE: Says = Says::warning(G, "delete", &["instance"]);
static PREPARED: Says = Says::met(G, "prepared", &[]);

pub static RULE: Rule = Rule {
    code: "SS013",
    name: "power-pages",
    routes: Routes::Both,
    source: Source::ByRoute { assisted: &P22_PREPARE, self_service: &P26_PREPARE },
    says: &[&RESET, &DELETE, &PREPARED],
    checks: &[Check::each(Table::Instances, &[WEBSITES.field], check)],
};

fn check(facts: &Facts<'_>, instance: Subject<'_>) -> Checked {
    let in_use = if facts.route == Some(Route::SelfService) { &DELETE } else { &RESET };
    preparation(instance, WEBSITES, in_use, &PREPARED)
}
