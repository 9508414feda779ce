//! MK004: the Marketing app is installed again on the destination.

use super::{HAS_IT, each};
use crate::assessment::{Table, Workstream};
use crate::rules::sources::S1_STEPS;
use crate::rules::{Check, G, Routes, Rule, Says, Source};

static AGAIN: Says = Says::warning(G, "again", &["instance"]);

pub static RULE: Rule = Rule {
    code: "MK004",
    name: "reinstall",
    workstream: Workstream::Marketing,
    routes: Routes::Both,
    source: Source::One(&S1_STEPS),
    says: &[&AGAIN],
    checks: &[Check::each(Table::Instances, HAS_IT, |_, instance| each(instance, &AGAIN))],
};
