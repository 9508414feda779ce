//! QO007: the steps take one of four roles.

use crate::assessment::Workstream;
use crate::assessment::choices::StepsRole;
use crate::assessment::fields::STEPS_ROLE;
use crate::rules::sources::S2_BASIC;
use crate::rules::{Arg, Check, Checked, Facts, G, Routes, Rule, Says, Source};

static NONE: Says = Says::blocker(G, "none", &[]);
static HAS_ONE: Says = Says::met(G, "hasOne", &["role"]);

pub static RULE: Rule = Rule {
    code: "QO007",
    name: "role",
    workstream: Workstream::Subscriptions,
    routes: Routes::Both,
    source: Source::One(&S2_BASIC),
    says: &[&NONE, &HAS_ONE],
    checks: &[Check::once(&[STEPS_ROLE.field], check)],
};

fn check(facts: &Facts<'_>) -> Checked {
    Ok(match facts.whole().get(STEPS_ROLE)? {
        StepsRole::Nothing => NONE.plainly(),
        role => HAS_ONE.with([Arg::choice(role)]),
    })
}
