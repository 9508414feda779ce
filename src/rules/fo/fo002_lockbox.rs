//! FO002: Customer Lockbox is off while production moves.

use super::needed;
use crate::assessment::Workstream;
use crate::assessment::fields::LCS_LOCKBOX_OFF;
use crate::rules::sources::F26_PRODUCTION;
use crate::rules::{Check, G, Routes, Rule, Says, Source};

static ON: Says = Says::blocker(G, "on", &[]);
static OFF: Says = Says::met(G, "off", &[]);

pub static RULE: Rule = Rule {
    code: "FO002",
    name: "lockbox",
    workstream: Workstream::LcsProject,
    routes: Routes::Both,
    source: Source::One(&F26_PRODUCTION),
    says: &[&ON, &OFF],
    checks: &[Check::once(&[LCS_LOCKBOX_OFF.field], |facts| needed(facts, LCS_LOCKBOX_OFF, &ON, &OFF))],
};
