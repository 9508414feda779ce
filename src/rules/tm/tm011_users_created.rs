//! TM011: the users who move must exist in the destination.

use crate::assessment::Workstream;
use crate::assessment::fields::{USERS_CREATED, USERS_TO_MOVE};
use crate::rules::facts::All;
use crate::rules::sources::{P26_BEFORE, S0_IMPACT};
use crate::rules::{Arg, Check, Checked, Facts, G, Routes, Rule, Says, Source};

static MISSING: Says = Says::blocker(G, "missing", &["missing", "toMove", "created"]);
static CREATED: Says = Says::met(G, "created", &["toMove", "created"]);

pub static RULE: Rule = Rule {
    code: "TM011",
    name: "users-created",
    workstream: Workstream::Instances,
    routes: Routes::Both,
    source: Source::ByRoute { assisted: &S0_IMPACT, self_service: &P26_BEFORE },
    says: &[&MISSING, &CREATED],
    checks: &[Check::once(&[USERS_CREATED.field, USERS_TO_MOVE.field], check)],
};

fn check(facts: &Facts<'_>) -> Checked {
    let (created, to_move) = (facts.whole().get(USERS_CREATED), facts.whole().get(USERS_TO_MOVE)).all()?;
    Ok(match to_move.checked_sub(created) {
        None | Some(0) => CREATED.with([to_move, created].map(Arg::Count)),
        Some(missing) => MISSING.with([missing, to_move, created].map(Arg::Count)),
    })
}
