//! MK009: clicks and visits stay behind, and most insights start again.

use super::{HAS_IT, each};
use crate::assessment::{Table, Workstream};
use crate::rules::sources::S1_AFTER;
use crate::rules::{Check, G, Routes, Rule, Says, Source};

static STAYS_BEHIND: Says = Says::warning(G, "staysBehind", &["instance"]);

pub static RULE: Rule = Rule {
    code: "MK009",
    name: "interaction-data",
    workstream: Workstream::Marketing,
    routes: Routes::Both,
    source: Source::One(&S1_AFTER),
    says: &[&STAYS_BEHIND],
    checks: &[Check::each(Table::Instances, HAS_IT, |_, instance| each(instance, &STAYS_BEHIND))],
};
