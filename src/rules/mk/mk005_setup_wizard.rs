//! MK005: until the setup wizard has run there are no marketing services.

use super::{HAS_IT, each};
use crate::assessment::{Table, Workstream};
use crate::rules::sources::S1_STEPS;
use crate::rules::{Check, G, Routes, Rule, Says, Source};

static NO_SERVICES: Says = Says::warning(G, "noServices", &["instance"]);

pub static RULE: Rule = Rule {
    code: "MK005",
    name: "setup-wizard",
    workstream: Workstream::Marketing,
    routes: Routes::Both,
    source: Source::One(&S1_STEPS),
    says: &[&NO_SERVICES],
    checks: &[Check::each(Table::Instances, HAS_IT, |_, instance| each(instance, &NO_SERVICES))],
};
