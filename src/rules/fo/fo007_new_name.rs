//! FO007: production gets another name, and with it another URL.

use crate::assessment::Workstream;
use crate::rules::sources::F26_PRODUCTION;
use crate::rules::{Check, G, Routes, Rule, Says, Source};

static RENAMED: Says = Says::note(G, "renamed", &[]);

pub static RULE: Rule = Rule {
    code: "FO007",
    name: "new-name",
    workstream: Workstream::LcsProject,
    routes: Routes::Both,
    source: Source::One(&F26_PRODUCTION),
    says: &[&RENAMED],
    checks: &[Check::once(&[], |_| Ok(RENAMED.plainly()))],
};
