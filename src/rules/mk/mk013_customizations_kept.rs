//! MK013: apps, settings and customizations come along.

use super::{HAS_IT, each};
use crate::assessment::{Table, Workstream};
use crate::rules::sources::S1_AFTER;
use crate::rules::{Check, G, Routes, Rule, Says, Source};

static KEPT: Says = Says::note(G, "kept", &["instance"]);

pub static RULE: Rule = Rule {
    code: "MK013",
    name: "customizations-kept",
    workstream: Workstream::Marketing,
    routes: Routes::Both,
    source: Source::One(&S1_AFTER),
    says: &[&KEPT],
    checks: &[Check::each(Table::Instances, HAS_IT, |_, instance| each(instance, &KEPT))],
};
