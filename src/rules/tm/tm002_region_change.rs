//! TM002: a move to another region makes the tenant multiregional.

use super::by_region;
use crate::assessment::fields::{INSTANCE_REGION, TENANT_REGION};
use crate::assessment::{Table, Workstream};
use crate::rules::sources::S0_MOVE;
use crate::rules::{Check, G_ASSISTED, Routes, Rule, Says, Source};

static CHANGES: Says = Says::warning(G_ASSISTED, "changes", &["instance", "from", "to"]);
static STAYS: Says = Says::met(G_ASSISTED, "stays", &["region"]);

pub static RULE: Rule = Rule {
    code: "TM002",
    name: "region-change",
    workstream: Workstream::Instances,
    routes: Routes::Both,
    source: Source::One(&S0_MOVE),
    says: &[&CHANGES, &STAYS],
    checks: &[Check::each(Table::Instances, &[INSTANCE_REGION.field, TENANT_REGION.field], |facts, instance| {
        by_region(facts, instance, &CHANGES, &STAYS)
    })],
};
