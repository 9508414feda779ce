//! MK012: the app is upgraded to the latest version.

use super::{HAS_IT, each};
use crate::assessment::{Table, Workstream};
use crate::rules::sources::S1_AFTER;
use crate::rules::{Check, G, Routes, Rule, Says, Source};

static UPGRADED: Says = Says::note(G, "upgraded", &["instance"]);

pub static RULE: Rule = Rule {
    code: "MK012",
    name: "latest-version",
    workstream: Workstream::Marketing,
    routes: Routes::Both,
    source: Source::One(&S1_AFTER),
    says: &[&UPGRADED],
    checks: &[Check::each(Table::Instances, HAS_IT, |_, instance| each(instance, &UPGRADED))],
};
