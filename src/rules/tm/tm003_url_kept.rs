//! TM003: the address stays as it is within a region; nothing is promised beyond.

use super::by_region;
use crate::assessment::fields::{INSTANCE_REGION, TENANT_REGION};
use crate::assessment::{Table, Workstream};
use crate::rules::sources::S0_IMPACT;
use crate::rules::{Check, G, J, Routes, Rule, Says, Source};

// The document speaks of moves within a region alone. What follows for all others is our own conclusion.
static NOT_PROMISED: Says = Says::warning(J, "notPromised", &["instance", "from", "to"]);
static KEPT: Says = Says::met(G, "kept", &["region"]);

pub static RULE: Rule = Rule {
    code: "TM003",
    name: "url-kept",
    workstream: Workstream::Instances,
    routes: Routes::A,
    source: Source::One(&S0_IMPACT),
    says: &[&NOT_PROMISED, &KEPT],
    checks: &[Check::each(Table::Instances, &[INSTANCE_REGION.field, TENANT_REGION.field], |facts, instance| {
        by_region(facts, instance, &NOT_PROMISED, &KEPT)
    })],
};
