//! SS010: cloud flows outside solutions are not moved.

use super::preparation;
use crate::assessment::fields::LOOSE_FLOWS;
use crate::assessment::{Table, Workstream};
use crate::rules::sources::{P22_PREPARE, P26_PREPARE};
use crate::rules::{Check, G, Routes, Rule, Says, Source};

/// The support-assisted page has flows exported by hand, the self-service page added to solutions, in bulk.
static EXPORT: Says = Says::warning(G, "export", &["instance"]);
static ADD: Says = Says::warning(G, "add", &["instance"]);
static PREPARED: Says = Says::met(G, "prepared", &[]);

pub static RULE: Rule = Rule {
    code: "SS010",
    name: "flows-in-solutions",
    workstream: Workstream::Instances,
    routes: Routes::Both,
    source: Source::ByRoute { assisted: &P22_PREPARE, self_service: &P26_PREPARE },
    says: &[&EXPORT, &ADD, &PREPARED],
    checks: &[Check::each(Table::Instances, &[LOOSE_FLOWS.field], |facts, instance| {
        preparation(instance, LOOSE_FLOWS, facts.by_route(&EXPORT, &ADD), &PREPARED)
    })],
};
