//! MK002: Marketing has to be available in the destination's geo.

use super::needed;
use crate::assessment::Workstream;
use crate::assessment::fields::{INSTANCE_TYPE, MARKETING, MARKETING_AVAILABLE};
use crate::rules::sources::S1_MOVE;
use crate::rules::{Check, J, Routes, Rule, Says, Source};

// The document leaves it to the guide to which it refers.
static UNAVAILABLE: Says = Says::blocker(J, "unavailable", &[]);
static AVAILABLE: Says = Says::met(J, "available", &[]);

pub static RULE: Rule = Rule {
    code: "MK002",
    name: "geo-availability",
    workstream: Workstream::Marketing,
    routes: Routes::Both,
    source: Source::One(&S1_MOVE),
    says: &[&UNAVAILABLE, &AVAILABLE],
    checks: &[Check::once(&[MARKETING_AVAILABLE.field, MARKETING.field, INSTANCE_TYPE.field], |facts| {
        needed(facts, MARKETING_AVAILABLE, &UNAVAILABLE, &AVAILABLE)
    })],
};
