//! TM018: the move does not cancel the old subscription.

use crate::assessment::Workstream;
use crate::rules::sources::S0_PROCESS;
use crate::rules::{Check, G_ASSISTED, Routes, Rule, Says, Source};

static STAYS: Says = Says::note(G_ASSISTED, "stays", &[]);

pub static RULE: Rule = Rule {
    code: "TM018",
    name: "previous-subscription",
    workstream: Workstream::Instances,
    routes: Routes::Both,
    source: Source::One(&S0_PROCESS),
    says: &[&STAYS],
    checks: &[Check::once(&[], |_| Ok(STAYS.plainly()))],
};
