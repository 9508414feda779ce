//! TM019: the move brings neither another interface nor another version.

use crate::assessment::Workstream;
use crate::rules::sources::{P26_NATURE, S0_MOVE};
use crate::rules::{Check, G, Routes, Rule, Says, Source};

static UNCHANGED: Says = Says::note(G, "unchanged", &[]);

pub static RULE: Rule = Rule {
    code: "TM019",
    name: "nothing-else-changes",
    workstream: Workstream::Instances,
    routes: Routes::Both,
    source: Source::ByRoute { assisted: &S0_MOVE, self_service: &P26_NATURE },
    says: &[&UNCHANGED],
    checks: &[Check::once(&[], |_| Ok(UNCHANGED.plainly()))],
};
