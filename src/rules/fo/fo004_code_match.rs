//! FO004: both sides have the same application version and exactly the same code.

use super::needed;
use crate::assessment::Workstream;
use crate::assessment::fields::LCS_CODE_MATCH;
use crate::rules::sources::F26_PRODUCTION;
use crate::rules::{Check, G, Routes, Rule, Says, Source};

static DIFFERS: Says = Says::blocker(G, "differs", &[]);
static MATCHES: Says = Says::met(G, "matches", &[]);

pub static RULE: Rule = Rule {
    code: "FO004",
    name: "code-match",
    workstream: Workstream::LcsProject,
    routes: Routes::Both,
    source: Source::One(&F26_PRODUCTION),
    says: &[&DIFFERS, &MATCHES],
    checks: &[Check::once(&[LCS_CODE_MATCH.field], |facts| needed(facts, LCS_CODE_MATCH, &DIFFERS, &MATCHES))],
};
