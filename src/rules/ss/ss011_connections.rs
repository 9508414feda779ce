//! SS011: custom connectors, connections and gateways are not moved.

use super::preparation;
use crate::assessment::fields::CONNECTIONS;
use crate::assessment::{Table, Workstream};
use crate::rules::sources::{P22_PREPARE, P26_PREPARE};
use crate::rules::{Check, G, Routes, Rule, Says, Source};

static NOT_MOVED: Says = Says::warning(G, "notMoved", &["instance"]);
static PREPARED: Says = Says::met(G, "prepared", &[]);

pub static RULE: Rule = Rule {
    code: "SS011",
    name: "connections",
    workstream: Workstream::Instances,
    routes: Routes::Both,
    source: Source::ByRoute { assisted: &P22_PREPARE, self_service: &P26_PREPARE },
    says: &[&NOT_MOVED, &PREPARED],
    checks: &[Check::each(Table::Instances, &[CONNECTIONS.field], |_, instance| {
        preparation(instance, CONNECTIONS, &NOT_MOVED, &PREPARED)
    })],
};
