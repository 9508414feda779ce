//! MK014: without a Marketing licence in the destination the app cannot be provisioned there again.

use super::needed;
use crate::assessment::Workstream;
use crate::assessment::fields::{INSTANCE_TYPE, MARKETING, MARKETING_LICENCE};
use crate::rules::sources::P22_PREPARE;
use crate::rules::{Check, G, Routes, Rule, Says, Source};

static NO_LICENCE: Says = Says::blocker(G, "noLicence", &[]);
static LICENSED: Says = Says::met(G, "licensed", &[]);

pub static RULE: Rule = Rule {
    code: "MK014",
    name: "marketing-licence",
    workstream: Workstream::Marketing,
    routes: Routes::Both,
    source: Source::One(&P22_PREPARE),
    says: &[&NO_LICENCE, &LICENSED],
    checks: &[Check::once(&[MARKETING_LICENCE.field, MARKETING.field, INSTANCE_TYPE.field], |facts| {
        needed(facts, MARKETING_LICENCE, &NO_LICENCE, &LICENSED)
    })],
};
