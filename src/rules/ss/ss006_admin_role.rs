//! SS006: an administrator acts in each of the two tenants.

use crate::assessment::choices::YesNo;
use crate::assessment::fields::ADMINISTRATOR;
use crate::assessment::{Table, Workstream};
use crate::rules::sources::P26_BEFORE;
use crate::rules::{Arg, Check, Checked, Facts, G, Routes, Rule, Says, Source, Subject};

static NOBODY: Says = Says::blocker(G, "nobody", &["tenant"]);
static SOMEBODY: Says = Says::met(G, "somebody", &["tenant"]);

pub static RULE: Rule = Rule {
    code: "SS006",
    name: "admin-role",
    workstream: Workstream::Instances,
    routes: Routes::S,
    source: Source::One(&P26_BEFORE),
    says: &[&NOBODY, &SOMEBODY],
    checks: &[Check::each(Table::Tenants, &[ADMINISTRATOR.field], check)],
};

fn check(_: &Facts<'_>, tenant: Subject<'_>) -> Checked {
    let says = match tenant.get(ADMINISTRATOR)? {
        YesNo::No => &NOBODY,
        YesNo::Yes => &SOMEBODY,
    };
    Ok(says.with([Arg::Itself]))
}
