//! SS005: a Managed Environment cannot move by self-service yet.

use crate::assessment::choices::YesNo;
use crate::assessment::fields::MANAGED_ENVIRONMENT;
use crate::assessment::{Table, Workstream};
use crate::rules::sources::P26_LIMITS;
use crate::rules::{Arg, Check, Checked, Facts, G, Routes, Rule, Says, Source, Subject};

static MANAGED: Says = Says::blocker(G, "managed", &["instance"]);
static NOT_MANAGED: Says = Says::met(G, "notManaged", &[]);

pub static RULE: Rule = Rule {
    code: "SS005",
    name: "managed-environment",
    workstream: Workstream::Instances,
    routes: Routes::S,
    source: Source::One(&P26_LIMITS),
    says: &[&MANAGED, &NOT_MANAGED],
    checks: &[Check::each(Table::Instances, &[MANAGED_ENVIRONMENT.field], check)],
};

fn check(_: &Facts<'_>, instance: Subject<'_>) -> Checked {
    Ok(match instance.get(MANAGED_ENVIRONMENT)? {
        YesNo::Yes => MANAGED.with([Arg::Itself]),
        YesNo::No => NOT_MANAGED.plainly(),
    })
}
