//! FO003: subscriptions are active on both tenants for a few weeks.

use crate::assessment::Workstream;
use crate::assessment::fields::{
    AGREEMENT_TENANT, CHANGES_AGREEMENT, DIRECTION, LCS_PARALLEL, NEW_ACTIVE_ON, OLD_AGREEMENT_ENDS, OLD_SUSPENDED_ON,
};
use crate::rules::ag::{last_day, set_day};
use crate::rules::clashes::SUSPENDED_AFTER_THE_AGREEMENT;
use crate::rules::facts::All;
use crate::rules::sources::F26_ACTIVATE;
use crate::rules::{Arg, Check, Checked, Facts, G, Outcome, Routes, Rule, Says, Source};

static ONE_AT_A_TIME: Says = Says::blocker(G, "oneAtATime", &[]);
static APART: Says = Says::blocker(G, "apart", &["suspended", "active"]);
static TOO_SHORT: Says = Says::blocker(G, "tooShort", &["days", "active", "suspended"]);
static ENDS_TOO_SOON: Says = Says::blocker(G, "endsTooSoon", &["ends", "active"]);
static BOTH: Says = Says::met(G, "both", &[]);
static OVERLAP: Says = Says::met(G, "overlap", &["days", "active", "suspended"]);

pub static RULE: Rule = Rule {
    code: "FO003",
    name: "parallel-subscriptions",
    workstream: Workstream::LcsProject,
    routes: Routes::Both,
    source: Source::One(&F26_ACTIVATE),
    says: &[&ONE_AT_A_TIME, &APART, &TOO_SHORT, &ENDS_TOO_SOON, &BOTH, &OVERLAP],
    checks: &[
        Check::once(&[LCS_PARALLEL.field, AGREEMENT_TENANT.field, CHANGES_AGREEMENT.field], said),
        Check::once(
            &[
                NEW_ACTIVE_ON.field,
                OLD_SUSPENDED_ON.field,
                OLD_AGREEMENT_ENDS.field,
                DIRECTION.field,
                AGREEMENT_TENANT.field,
                CHANGES_AGREEMENT.field,
            ],
            by_days,
        ),
    ],
};

/// The document says "a few weeks": less than two are no weeks.
const FEW_WEEKS: i64 = 14;

/// What was said of it. Where the project follows a new agreement, that one's days tell whether it is so.
fn said(facts: &Facts<'_>) -> Checked {
    if facts.project_follows_agreement()? {
        return Ok(Outcome::NotApplicable);
    }
    super::needed(facts, LCS_PARALLEL, &ONE_AT_A_TIME, &BOTH)
}

fn by_days(facts: &Facts<'_>) -> Checked {
    if !facts.project_follows_agreement()? {
        return Ok(Outcome::NotApplicable);
    }
    let (active, suspended, ends) = (set_day(facts, NEW_ACTIVE_ON), set_day(facts, OLD_SUSPENDED_ON), last_day(facts));
    if let (Ok(active), Ok(suspended)) = (&active, &suspended) {
        let days = (*suspended - *active).whole_days();
        if days <= 0 {
            return Ok(APART.with([*suspended, *active].map(Arg::Day)));
        }
        if days < FEW_WEEKS {
            return Ok(TOO_SHORT.with([Arg::Count(days.unsigned_abs()), Arg::Day(*active), Arg::Day(*suspended)]));
        }
    }
    if let (Ok(active), Ok(Some(ends))) = (&active, &ends)
        && (*ends - *active).whole_days() + 1 < FEW_WEEKS
    {
        return Ok(ENDS_TOO_SOON.with([*ends, *active].map(Arg::Day)));
    }
    let holds = SUSPENDED_AFTER_THE_AGREEMENT.none(facts, facts.whole());
    let (active, suspended, ..) = (active, suspended, ends, holds).all()?;
    let days = (suspended - active).whole_days().unsigned_abs();
    Ok(OVERLAP.with([Arg::Count(days), Arg::Day(active), Arg::Day(suspended)]))
}
