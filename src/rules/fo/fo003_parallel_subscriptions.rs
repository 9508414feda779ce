//! FO003: subscriptions are active on both tenants for a few weeks.

use super::needed;
use crate::assessment::Workstream;
use crate::assessment::fields::LCS_PARALLEL;
use crate::rules::sources::F26_ACTIVATE;
use crate::rules::{Check, G, Routes, Rule, Says, Source};

static ONE_AT_A_TIME: Says = Says::blocker(G, "oneAtATime", &[]);
static BOTH: Says = Says::met(G, "both", &[]);

pub static RULE: Rule = Rule {
    code: "FO003",
    name: "parallel-subscriptions",
    workstream: Workstream::LcsProject,
    routes: Routes::Both,
    source: Source::One(&F26_ACTIVATE),
    says: &[&ONE_AT_A_TIME, &BOTH],
    checks: &[Check::once(&[LCS_PARALLEL.field], |facts| needed(facts, LCS_PARALLEL, &ONE_AT_A_TIME, &BOTH))],
};
