//! SS013: each website is taken down before the move and provisioned again after it.

use super::preparation;
use crate::assessment::fields::WEBSITES;
use crate::assessment::{Table, Workstream};
use crate::rules::sources::{P22_PREPARE, P26_PREPARE};
use crate::rules::{Check, G, Routes, Rule, Says, Source};

/// The support-assisted page has portals reset, the self-service page has them deleted.
static RESET: Says = Says::warning(G, "reset", &["instance"]);
static DELETE: Says = Says::warning(G, "delete", &["instance"]);
static PREPARED: Says = Says::met(G, "prepared", &[]);

pub static RULE: Rule = Rule {
    code: "SS013",
    name: "power-pages",
    workstream: Workstream::Instances,
    routes: Routes::Both,
    source: Source::ByRoute { assisted: &P22_PREPARE, self_service: &P26_PREPARE },
    says: &[&RESET, &DELETE, &PREPARED],
    checks: &[Check::each(Table::Instances, &[WEBSITES.field], |facts, instance| {
        preparation(instance, WEBSITES, facts.by_route(&RESET, &DELETE), &PREPARED)
    })],
};
