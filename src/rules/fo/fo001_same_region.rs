//! FO001: production moves within its region.

use crate::assessment::Workstream;
use crate::assessment::fields::{LCS_SOURCE_REGION, LCS_TARGET_REGION};
use crate::rules::facts::All;
use crate::rules::sources::F26_PRODUCTION;
use crate::rules::{Arg, Check, Checked, Facts, G, Routes, Rule, Says, Source};

static DIFFER: Says = Says::blocker(G, "differ", &["from", "to"]);
static SAME: Says = Says::met(G, "same", &["region"]);

pub static RULE: Rule = Rule {
    code: "FO001",
    name: "same-region",
    workstream: Workstream::LcsProject,
    routes: Routes::Both,
    source: Source::One(&F26_PRODUCTION),
    says: &[&DIFFER, &SAME],
    checks: &[Check::once(&[LCS_SOURCE_REGION.field, LCS_TARGET_REGION.field], check)],
};

fn check(facts: &Facts<'_>) -> Checked {
    let whole = facts.whole();
    let (from, to) = (whole.get(LCS_SOURCE_REGION), whole.get(LCS_TARGET_REGION)).all()?;
    // Two regions that the list does not name need not be the same.
    let both = || [whole.gap(LCS_SOURCE_REGION), whole.gap(LCS_TARGET_REGION)].concat();
    Ok(if from.same(to).ok_or_else(both)? {
        SAME.with([Arg::choice(to)])
    } else {
        DIFFER.with([Arg::choice(from), Arg::choice(to)])
    })
}
