//! AG003: the new subscriptions are active before the old ones are suspended.

use crate::assessment::Workstream;
use crate::assessment::fields::{NEW_ACTIVE_ON, OLD_SUSPENDED_ON};
use crate::rules::ag::set_day;
use crate::rules::facts::All;
use crate::rules::sources::S3_COMMERCIAL;
use crate::rules::{Arg, Check, Checked, Facts, G, J, Routes, Rule, Says, Source};

static GAP: Says = Says::blocker(G, "gap", &["days", "suspended", "active"]);
static GAP_SO_FAR: Says = Says::blocker(G, "gapSoFar", &["days", "suspended"]);
static NO_OVERLAP: Says = Says::warning(J, "noOverlap", &["active"]);
static OVERLAP: Says = Says::met(G, "overlap", &["days", "active", "suspended"]);

pub static RULE: Rule = Rule {
    code: "AG003",
    name: "uninterrupted",
    workstream: Workstream::Agreement,
    routes: Routes::Both,
    source: Source::One(&S3_COMMERCIAL),
    says: &[&GAP, &GAP_SO_FAR, &NO_OVERLAP, &OVERLAP],
    checks: &[Check::once(&[NEW_ACTIVE_ON.field, OLD_SUSPENDED_ON.field], check)],
};

fn check(facts: &Facts<'_>) -> Checked {
    let suspended = set_day(facts, OLD_SUSPENDED_ON);
    if let (Ok(suspended), Some(None)) = (&suspended, facts.whole().known(NEW_ACTIVE_ON))
        && *suspended < facts.today
    {
        // Whenever the new ones become active, it is too late.
        let days = (facts.today - *suspended).whole_days().unsigned_abs();
        return Ok(GAP_SO_FAR.with([Arg::Count(days), Arg::Day(*suspended)]));
    }
    let (active, suspended) = (set_day(facts, NEW_ACTIVE_ON), suspended).all()?;
    let overlap = (suspended - active).whole_days();
    let days = Arg::Count(overlap.unsigned_abs());
    Ok(match overlap {
        ..0 => GAP.with([days, Arg::Day(suspended), Arg::Day(active)]),
        0 => NO_OVERLAP.with([Arg::Day(active)]),
        1.. => OVERLAP.with([days, Arg::Day(active), Arg::Day(suspended)]),
    })
}
