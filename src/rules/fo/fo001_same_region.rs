//! FO001: production moves within its region.

use crate::assessment::Workstream;
use crate::assessment::choices::YesNo;
use crate::assessment::fields::{LCS_SAME_REGION, LCS_SOURCE_REGION, LCS_TARGET_REGION};
use crate::rules::facts::All;
use crate::rules::sources::F26_PRODUCTION;
use crate::rules::{Arg, Check, Checked, Facts, G, Routes, Rule, Says, Source};

static DIFFER: Says = Says::blocker(G, "differ", &["from", "to"]);
static UNLISTED_DIFFER: Says = Says::blocker(G, "unlistedDiffer", &[]);
static SAME: Says = Says::met(G, "same", &["region"]);
static UNLISTED_SAME: Says = Says::met(G, "unlistedSame", &[]);

pub static RULE: Rule = Rule {
    code: "FO001",
    name: "same-region",
    workstream: Workstream::LcsProject,
    routes: Routes::Both,
    source: Source::One(&F26_PRODUCTION),
    says: &[&DIFFER, &UNLISTED_DIFFER, &SAME, &UNLISTED_SAME],
    checks: &[Check::once(&[LCS_SOURCE_REGION.field, LCS_TARGET_REGION.field, LCS_SAME_REGION.field], check)],
};

fn check(facts: &Facts<'_>) -> Checked {
    let whole = facts.whole();
    let (from, to) = (whole.get(LCS_SOURCE_REGION), whole.get(LCS_TARGET_REGION)).all()?;
    Ok(match from.same(to) {
        Some(true) => SAME.with([Arg::choice(to)]),
        Some(false) => DIFFER.with([Arg::choice(from), Arg::choice(to)]),
        // Two regions that the list does not name need not be the same.
        None => match whole.get(LCS_SAME_REGION)? {
            YesNo::Yes => UNLISTED_SAME.plainly(),
            YesNo::No => UNLISTED_DIFFER.plainly(),
        },
    })
}
