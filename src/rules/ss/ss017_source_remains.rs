//! SS017: the source instance stays, without Dataverse, until someone deletes it.

use crate::assessment::Workstream;
use crate::rules::sources::P26_AFTER;
use crate::rules::{Check, G, Routes, Rule, Says, Source};

static REMAINS: Says = Says::note(G, "remains", &[]);

pub static RULE: Rule = Rule {
    code: "SS017",
    name: "source-remains",
    workstream: Workstream::Instances,
    routes: Routes::S,
    source: Source::One(&P26_AFTER),
    says: &[&REMAINS],
    checks: &[Check::once(&[], |_| Ok(REMAINS.plainly()))],
};
