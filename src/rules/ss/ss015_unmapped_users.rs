//! SS015: users who are not in the mapping file are neither moved nor mapped afterwards.

use crate::assessment::fields::UNMAPPED_USERS;
use crate::assessment::{Table, Workstream};
use crate::rules::sources::{P22_IMPACT, P26_AFTER};
use crate::rules::{Arg, Check, Checked, Facts, G, Routes, Rule, Says, Source, Subject};

static UNMAPPED: Says = Says::warning(G, "unmapped", &["instance", "users"]);
static ALL_MAPPED: Says = Says::met(G, "allMapped", &[]);

pub static RULE: Rule = Rule {
    code: "SS015",
    name: "unmapped-users",
    workstream: Workstream::Instances,
    routes: Routes::Both,
    source: Source::ByRoute { assisted: &P22_IMPACT, self_service: &P26_AFTER },
    says: &[&UNMAPPED, &ALL_MAPPED],
    checks: &[Check::each(Table::Instances, &[UNMAPPED_USERS.field], check)],
};

fn check(_: &Facts<'_>, instance: Subject<'_>) -> Checked {
    Ok(match instance.get(UNMAPPED_USERS)? {
        0 => ALL_MAPPED.plainly(),
        users => UNMAPPED.with([Arg::Itself, Arg::Count(users)]),
    })
}
