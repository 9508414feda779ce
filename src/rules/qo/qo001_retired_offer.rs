//! QO001: a retired offer cannot be renewed, so its users need a replacement before it ends.

use crate::assessment::Workstream;
use crate::assessment::fields::{
    BOUGHT, BOUGHT_ON, END_DATE, IS_RETIRED, NEED_REPLACEMENT, OFFER, REASSIGNED, STATUS, SUSPENDED_ON,
};
use crate::rules::clashes::BOUGHT_BEFORE_ITS_DAY;
use crate::rules::sources::S2_BASIC;
use crate::rules::{Arg, Check, Checked, Facts, G, J, Routes, Rule, Says, Source, Subject};

/// From so many days before its end on (inclusive) something must have been bought. S2 gives no number; in a month an
/// order comes through, and users are reassigned.
const AT_LAST: i64 = 30;

static ENDED: Says = Says::blocker(G, "ended", &["subscription", "ends", "left", "toBuy"]);
static ENDS_SOON: Says = Says::blocker(J, "endsSoon", &["subscription", "ends", "days", "left"]);
static STOPPED: Says = Says::warning(G, "stopped", &["subscription", "left", "toBuy"]);
static RETIRED: Says = Says::warning(G, "retired", &["subscription", "ends", "left", "toBuy"]);
static RETIRED_UNDATED: Says = Says::warning(G, "retiredUndated", &["subscription", "left"]);
static REPLACED: Says = Says::met(G, "replaced", &[]);
static NONE_NEEDED: Says = Says::met(G, "noneNeeded", &[]);

pub static RULE: Rule = Rule {
    code: "QO001",
    name: "retired-offer",
    workstream: Workstream::Subscriptions,
    routes: Routes::Both,
    source: Source::One(&S2_BASIC),
    says: &[&ENDED, &ENDS_SOON, &STOPPED, &RETIRED, &RETIRED_UNDATED, &REPLACED, &NONE_NEEDED],
    checks: &[Check::each_retired(
        &[
            OFFER.field,
            IS_RETIRED.field,
            END_DATE.field,
            NEED_REPLACEMENT.field,
            REASSIGNED.field,
            BOUGHT_ON.field,
            BOUGHT.field,
            STATUS.field,
            SUSPENDED_ON.field,
        ],
        check,
    )],
};

fn check(facts: &Facts<'_>, subscription: Subject<'_>) -> Checked {
    let ends = subscription.get(END_DATE);
    let is_soon = matches!(ends, Ok(Some(day)) if (0..=AT_LAST).contains(&(day - facts.today).whole_days()));
    let bought = BOUGHT_BEFORE_ITS_DAY.none(facts, subscription).and_then(|()| subscription.get(BOUGHT_ON));
    let is_bought = bought.iter().flatten().any(|day| *day <= facts.today);
    let bought = if is_soon { bought } else { Ok(None) };
    let left = super::left(facts, subscription).map_err(|gaps| {
        // How much it weighs depends on these, too.
        [gaps, ends.clone().err().unwrap_or_default(), bought.clone().err().unwrap_or_default()].concat()
    })?;
    if left == 0 {
        return Ok(if super::is_replaced(subscription) { &REPLACED } else { &NONE_NEEDED }.plainly());
    }
    let (row, left, to_buy) = (Arg::Itself, Arg::Count(left), Arg::Count(u64::from(!is_bought)));
    Ok(match ends {
        Ok(Some(ends)) if ends < facts.today => ENDED.with([row, Arg::Day(ends), left, to_buy]),
        Ok(Some(ends)) if is_soon && bought.is_ok() && !is_bought => {
            ENDS_SOON.with([row, Arg::Day(ends), super::days(facts.today, ends), left])
        }
        _ if super::is_stopped(facts, subscription) == Ok(true) => STOPPED.with([row, left, to_buy]),
        Ok(Some(ends)) => RETIRED.with([row, Arg::Day(ends), left, to_buy]),
        // Whenever it ends, it cannot be renewed.
        Ok(None) | Err(_) => RETIRED_UNDATED.with([row, left]),
    })
}
