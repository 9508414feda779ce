//! TM024: technical support hands over lists of its own.

use crate::assessment::Workstream;
use crate::rules::sources::S0_PROCESS;
use crate::rules::{Check, G, Routes, Rule, Says, Source};

static EXPECTED: Says = Says::note(G, "expected", &[]);

pub static RULE: Rule = Rule {
    code: "TM024",
    name: "support-lists",
    workstream: Workstream::Instances,
    routes: Routes::A,
    source: Source::One(&S0_PROCESS),
    says: &[&EXPECTED],
    checks: &[Check::once(&[], |_| Ok(EXPECTED.plainly()))],
};
