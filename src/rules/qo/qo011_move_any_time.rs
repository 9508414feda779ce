//! QO011: nobody has to wait for the end date.

use crate::assessment::Workstream;
use crate::rules::sources::S2_BASIC;
use crate::rules::{Check, G, Routes, Rule, Says, Source};

static ANY_TIME: Says = Says::note(G, "anyTime", &[]);

pub static RULE: Rule = Rule {
    code: "QO011",
    name: "move-any-time",
    workstream: Workstream::Subscriptions,
    routes: Routes::Both,
    source: Source::One(&S2_BASIC),
    says: &[&ANY_TIME],
    checks: &[Check::once(&[], |_| Ok(ANY_TIME.plainly()))],
};
