//! SS012: agents are exported by solution before the move and imported after it.

use super::preparation;
use crate::assessment::fields::AGENTS;
use crate::assessment::{Table, Workstream};
use crate::rules::sources::{P22_PREPARE, P26_PREPARE};
use crate::rules::{Check, G, Routes, Rule, Says, Source};

static EXPORT: Says = Says::warning(G, "export", &["instance"]);
static PREPARED: Says = Says::met(G, "prepared", &[]);

pub static RULE: Rule = Rule {
    code: "SS012",
    name: "copilot-studio",
    workstream: Workstream::Instances,
    routes: Routes::Both,
    source: Source::ByRoute { assisted: &P22_PREPARE, self_service: &P26_PREPARE },
    says: &[&EXPORT, &PREPARED],
    checks: &[Check::each(Table::Instances, &[AGENTS.field], |_, instance| {
        preparation(instance, AGENTS, &EXPORT, &PREPARED)
    })],
};
