//! AG003: the new subscriptions are active before the old ones are suspended.

use crate::assessment::Workstream;
use crate::assessment::fields::{DIRECTION, NEW_ACTIVE_ON, OLD_AGREEMENT_ENDS, OLD_SUSPENDED_ON};
use crate::rules::ag::{last_day, set_day};
use crate::rules::clashes::SUSPENDED_AFTER_THE_AGREEMENT;
use crate::rules::facts::All;
use crate::rules::sources::S3_COMMERCIAL;
use crate::rules::{Arg, Check, Checked, Facts, G, J, Outcome, Routes, Rule, Says, Source};

static GAP: Says = Says::blocker(G, "gap", &["days", "suspended", "active"]);
static GAP_SINCE: Says = Says::blocker(G, "gapSince", &["days", "suspended", "active"]);
static GAP_SO_FAR: Says = Says::blocker(G, "gapSoFar", &["days", "suspended"]);
static NO_OVERLAP: Says = Says::warning(J, "noOverlap", &["active"]);
static ENDED: Says = Says::warning(J, "ended", &["days", "ends", "active"]);
static ENDED_SINCE: Says = Says::warning(J, "endedSince", &["days", "ends", "active"]);
static OVERLAP: Says = Says::met(G, "overlap", &["days", "active", "suspended"]);
static OVER: Says = Says::met(J, "over", &["active"]);

pub static RULE: Rule = Rule {
    code: "AG003",
    name: "uninterrupted",
    workstream: Workstream::Agreement,
    routes: Routes::Both,
    source: Source::One(&S3_COMMERCIAL),
    says: &[&GAP, &GAP_SINCE, &GAP_SO_FAR, &NO_OVERLAP, &ENDED, &ENDED_SINCE, &OVERLAP, &OVER],
    checks: &[
        Check::once(&[NEW_ACTIVE_ON.field, OLD_SUSPENDED_ON.field, OLD_AGREEMENT_ENDS.field, DIRECTION.field], check),
        Check::once(&[NEW_ACTIVE_ON.field, OLD_AGREEMENT_ENDS.field, DIRECTION.field], ended),
    ],
};

/// An agreement also ends by itself. Its last day is still served; whether the seller lets the service go on in a period of
/// grace, nobody can tell here.
fn ended(facts: &Facts<'_>) -> Checked {
    let active = set_day(facts, NEW_ACTIVE_ON);
    if active.as_ref().is_ok_and(|active| *active < facts.today) {
        return Ok(Outcome::NotApplicable);
    }
    let (active, ends) = (active, last_day(facts)).all()?;
    Ok(match ends.map(|ends| (ends, (active - ends).whole_days())) {
        Some((ends, days @ 2..)) => {
            let says = if ends < facts.today { &ENDED_SINCE } else { &ENDED };
            says.with([Arg::Count(days.unsigned_abs() - 1), Arg::Day(ends), Arg::Day(active)])
        }
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
    let holds = SUSPENDED_AFTER_THE_AGREEMENT.none(facts, facts.whole());
    let days = (set_day(facts, NEW_ACTIVE_ON), suspended).all();
    let Ok((active, suspended)) = days else { return (days, holds).all().map(|_| Outcome::NotApplicable) };
    let overlap = (suspended - active).whole_days();
    let days = Arg::Count(overlap.unsigned_abs());
    let is_over = active < facts.today;
    if overlap < 0 && !is_over {
        let says = if suspended < facts.today { &GAP_SINCE } else { &GAP };
        return Ok(says.with([days, Arg::Day(suspended), Arg::Day(active)]));
    }
    holds?;
    if overlap > 0 {
        last_day(facts)?;
        return Ok(OVERLAP.with([days, Arg::Day(active), Arg::Day(suspended)]));
    }
    // There may have been a gap, and nobody can do anything about it any more.
    Ok(if is_over { OVER.with([Arg::Day(active)]) } else { NO_OVERLAP.with([Arg::Day(active)]) })
}
