//! FO005: while production moves, nobody can work in it.

use crate::assessment::Workstream;
use crate::rules::sources::F26_PRODUCTION;
use crate::rules::{Check, G, Routes, Rule, Says, Source};

static DOWN: Says = Says::warning(G, "down", &[]);

pub static RULE: Rule = Rule {
    code: "FO005",
    name: "downtime",
    workstream: Workstream::LcsProject,
    routes: Routes::Both,
    source: Source::One(&F26_PRODUCTION),
    says: &[&DOWN],
    checks: &[Check::once(&[], |_| Ok(DOWN.plainly()))],
};
