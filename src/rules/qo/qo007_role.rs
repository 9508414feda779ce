//! QO007: the steps in Partner Center take one of four roles.

use crate::assessment::choices::{Agreement, StepsRole};
use crate::assessment::fields::{AGREEMENT, IS_RETIRED, OFFER, STEPS_ROLE};
use crate::assessment::{Table, Workstream};
use crate::rules::facts::LISTED;
use crate::rules::sources::S2_BASIC;
use crate::rules::{Arg, Check, Checked, Facts, G, Outcome, Routes, Rule, Says, Source};

static NONE: Says = Says::blocker(G, "none", &[]);
static HAS_ONE: Says = Says::met(G, "hasOne", &["role"]);

pub static RULE: Rule = Rule {
    code: "QO007",
    name: "role",
    workstream: Workstream::Subscriptions,
    routes: Routes::Both,
    source: Source::One(&S2_BASIC),
    says: &[&NONE, &HAS_ONE],
    checks: &[Check::once(&[STEPS_ROLE.field, OFFER.field, IS_RETIRED.field, AGREEMENT.field], check)],
};

fn check(facts: &Facts<'_>) -> Checked {
    let role = facts.whole().get(STEPS_ROLE);
    if let Ok(role) = role
        && role != StepsRole::Nothing
    {
        return Ok(HAS_ONE.with([Arg::choice(role)]));
    }
    // They are roles of Partner Center: whoever sold it elsewhere knows which one it takes there.
    let mut gaps = facts.some(Table::Subscriptions).err().unwrap_or_default();
    for (subscription, is_retired) in facts.retired() {
        match is_retired.and_then(|()| subscription.get(AGREEMENT)) {
            Ok(Agreement::Csp) => return role.map(|_| NONE.plainly()),
            Err(more) if gaps.len() < LISTED => gaps.extend(more),
            Ok(_) | Err(_) => {}
        }
    }
    if gaps.is_empty() { Ok(Outcome::NotApplicable) } else { Err([role.err().unwrap_or_default(), gaps].concat()) }
}
