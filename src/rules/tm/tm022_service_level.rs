//! TM022: the service level agreement holds for the move.

use crate::assessment::Workstream;
use crate::rules::sources::S0_PROCESS;
use crate::rules::{Check, G, Routes, Rule, Says, Source};

static HOLDS: Says = Says::note(G, "holds", &[]);

pub static RULE: Rule = Rule {
    code: "TM022",
    name: "service-level",
    workstream: Workstream::Instances,
    routes: Routes::A,
    source: Source::One(&S0_PROCESS),
    says: &[&HOLDS],
    checks: &[Check::once(&[], |_| Ok(HOLDS.plainly()))],
};
