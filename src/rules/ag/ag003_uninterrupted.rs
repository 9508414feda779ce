//! AG003: the new subscriptions are active before the old ones are suspended.

use crate::assessment::Workstream;
use crate::assessment::choices::Direction;
use crate::assessment::fields::{DIRECTION, NEW_ACTIVE_ON, OLD_AGREEMENT_ENDS, OLD_SUSPENDED_ON};
use crate::rules::ag::set_day;
use crate::rules::facts::All;
use crate::rules::sources::S3_COMMERCIAL;
use crate::rules::{Arg, Check, Checked, Facts, G, J, Outcome, Routes, Rule, Says, Source};

static GAP: Says = Says::blocker(G, "gap", &["days", "suspended", "active"]);
static GAP_SO_FAR: Says = Says::blocker(G, "gapSoFar", &["days", "suspended"]);
static NO_OVERLAP: Says = Says::warning(J, "noOverlap", &["active"]);
static ENDED: Says = Says::warning(J, "ended", &["days", "ends", "active"]);
static OVERLAP: Says = Says::met(G, "overlap", &["days", "active", "suspended"]);

pub static RULE: Rule = Rule {
    code: "AG003",
    name: "uninterrupted",
    workstream: Workstream::Agreement,
    routes: Routes::Both,
    source: Source::One(&S3_COMMERCIAL),
    says: &[&GAP, &GAP_SO_FAR, &NO_OVERLAP, &ENDED, &OVERLAP],
    checks: &[
        Check::once(&[NEW_ACTIVE_ON.field, OLD_SUSPENDED_ON.field], check),
        Check::once(&[NEW_ACTIVE_ON.field, OLD_AGREEMENT_ENDS.field, DIRECTION.field], ended),
    ],
};

/// A Volume Licensing agreement also ends by itself. Its last day is still served; whether the seller lets the service go
/// on in a period of grace, nobody can tell here.
fn ended(facts: &Facts<'_>) -> Checked {
    if facts.whole().get(DIRECTION)? == Direction::ToVolumeLicensing {
        return Ok(Outcome::NotApplicable);
    }
    let (active, ends) = (set_day(facts, NEW_ACTIVE_ON), set_day(facts, OLD_AGREEMENT_ENDS)).all()?;
    Ok(match (active - ends).whole_days() {
        days @ 2.. => ENDED.with([Arg::Count(days.unsigned_abs() - 1), Arg::Day(ends), Arg::Day(active)]),
        _ => Outcome::NotApplicable,
    })
}

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
