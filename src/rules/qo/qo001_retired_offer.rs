//! QO001: a retired offer cannot be renewed, so its users need a replacement before it ends.

use crate::assessment::Workstream;
use crate::assessment::fields::{BOUGHT_ON, END_DATE, IS_RETIRED, NEED_REPLACEMENT, OFFER, REASSIGNED};
use crate::rules::sources::S2_BASIC;
use crate::rules::{Arg, Check, Checked, Facts, G, J, Routes, Rule, Says, Source, Subject};

/// From so many days before its end on (inclusive) something must have been bought. S2 gives no number; in a month an
/// order comes through, and users are reassigned.
const AT_LAST: i64 = 30;

static ENDED: Says = Says::blocker(G, "ended", &["subscription", "ends", "left"]);
static ENDS_SOON: Says = Says::blocker(J, "endsSoon", &["subscription", "ends", "days", "left"]);
static RETIRED: Says = Says::warning(G, "retired", &["subscription", "ends", "left"]);
static RETIRED_UNDATED: Says = Says::warning(G, "retiredUndated", &["subscription", "left"]);
static REPLACED: Says = Says::met(G, "replaced", &[]);
static NONE_NEEDED: Says = Says::met(G, "noneNeeded", &[]);

pub static RULE: Rule = Rule {
    code: "QO001",
    name: "retired-offer",
    workstream: Workstream::Subscriptions,
    routes: Routes::Both,
    source: Source::One(&S2_BASIC),
    says: &[&ENDED, &ENDS_SOON, &RETIRED, &RETIRED_UNDATED, &REPLACED, &NONE_NEEDED],
    checks: &[Check::each_retired(
        &[OFFER.field, IS_RETIRED.field, END_DATE.field, NEED_REPLACEMENT.field, REASSIGNED.field, BOUGHT_ON.field],
        check,
    )],
};

fn check(facts: &Facts<'_>, subscription: Subject<'_>) -> Checked {
    let ends = subscription.get(END_DATE);
    let is_soon = matches!(ends, Ok(Some(day)) if (0..=AT_LAST).contains(&(day - facts.today).whole_days()));
    let bought = if is_soon { subscription.get(BOUGHT_ON) } else { Ok(None) };
    let left = super::left(facts, subscription).map_err(|gaps| {
        // How much it weighs depends on these, too.
        [gaps, ends.clone().err().unwrap_or_default(), bought.clone().err().unwrap_or_default()].concat()
    })?;
    if left == 0 {
        return Ok(if super::is_replaced(subscription) { &REPLACED } else { &NONE_NEEDED }.plainly());
    }
    let (row, left) = (Arg::Row(subscription.at), Arg::Count(left));
    Ok(match ends {
        Ok(Some(ends)) if ends < facts.today => ENDED.with([row, Arg::Day(ends), left]),
        Ok(Some(ends)) if is_soon && matches!(bought, Ok(day) if day.is_none_or(|day| day > facts.today)) => {
            ENDS_SOON.with([row, Arg::Day(ends), super::days(facts.today, ends), left])
        }
        Ok(Some(ends)) => RETIRED.with([row, Arg::Day(ends), left]),
        // Whenever it ends, it cannot be renewed.
        Ok(None) | Err(_) => RETIRED_UNDATED.with([row, left]),
    })
}
