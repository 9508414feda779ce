//! FO009: production moves only after a smoke test on the acceptance environment.

use super::needed;
use crate::assessment::Workstream;
use crate::assessment::fields::LCS_SMOKE_TESTED;
use crate::rules::sources::F26_SANDBOXES;
use crate::rules::{Check, G, Routes, Rule, Says, Source};

static NOT_PASSED: Says = Says::blocker(G, "notPassed", &[]);
static PASSED: Says = Says::met(G, "passed", &[]);

pub static RULE: Rule = Rule {
    code: "FO009",
    name: "smoke-test",
    workstream: Workstream::LcsProject,
    routes: Routes::Both,
    source: Source::One(&F26_SANDBOXES),
    says: &[&NOT_PASSED, &PASSED],
    checks: &[Check::once(&[LCS_SMOKE_TESTED.field], |facts| needed(facts, LCS_SMOKE_TESTED, &NOT_PASSED, &PASSED))],
};
