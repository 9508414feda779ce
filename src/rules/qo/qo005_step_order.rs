//! QO005: first the replacement is bought, then users are reassigned, then the old subscription is suspended.

use crate::assessment::Workstream;
use crate::assessment::fields::{
    BOUGHT_ON, IS_RETIRED, LAST_REASSIGNED_ON, NEED_REPLACEMENT, OFFER, REASSIGNED, STATUS, SUSPENDED_ON,
};
use crate::rules::facts::All;
use crate::rules::sources::S2_TRANSITION;
use crate::rules::{Arg, Check, Checked, Facts, G, Outcome, Routes, Rule, Says, Source, Subject};

static NOT_BOUGHT: Says = Says::blocker(G, "notBought", &["subscription", "reassigned"]);
static BOUGHT_LATER: Says = Says::blocker(G, "boughtLater", &["subscription", "last", "bought"]);
static BOUGHT_FIRST: Says = Says::met(G, "boughtFirst", &[]);
static STOPPED_FIRST: Says = Says::blocker(G, "stoppedFirst", &["subscription", "left"]);
static SUSPENDED_EARLY: Says = Says::blocker(G, "suspendedEarly", &["subscription", "suspended", "last", "left"]);
static SUSPENDED_LAST: Says = Says::met(G, "suspendedLast", &[]);

pub static RULE: Rule = Rule {
    code: "QO005",
    name: "step-order",
    workstream: Workstream::Subscriptions,
    routes: Routes::Both,
    source: Source::One(&S2_TRANSITION),
    says: &[&NOT_BOUGHT, &BOUGHT_LATER, &BOUGHT_FIRST, &STOPPED_FIRST, &SUSPENDED_EARLY, &SUSPENDED_LAST],
    checks: &[
        Check::each_retired(
            &[
                BOUGHT_ON.field,
                REASSIGNED.field,
                LAST_REASSIGNED_ON.field,
                OFFER.field,
                IS_RETIRED.field,
                NEED_REPLACEMENT.field,
            ],
            bought_first,
        ),
        Check::each_retired(
            &[
                SUSPENDED_ON.field,
                STATUS.field,
                REASSIGNED.field,
                LAST_REASSIGNED_ON.field,
                OFFER.field,
                IS_RETIRED.field,
                NEED_REPLACEMENT.field,
            ],
            suspended_last,
        ),
    ],
};

fn bought_first(facts: &Facts<'_>, subscription: Subject<'_>) -> Checked {
    if !super::is_replaced(subscription) {
        return Ok(Outcome::NotApplicable);
    }
    let row = Arg::Row(subscription.at);
    let (need, bought) = (subscription.get(NEED_REPLACEMENT), subscription.get(BOUGHT_ON));
    let is_bought = matches!(bought, Ok(Some(day)) if day <= facts.today);
    // What can no longer, or not yet, be out of order is not asked for.
    let reassigned = if is_bought { Ok(0) } else { subscription.get(REASSIGNED) };
    let last = if bought == Ok(None) { Ok(None) } else { subscription.get(LAST_REASSIGNED_ON) };
    match (&need, &bought, &reassigned, &last) {
        (Ok(_), Ok(_), Ok(reassigned @ 1..), _) => Ok(NOT_BOUGHT.with([row, Arg::Count(*reassigned)])),
        (Ok(_), Ok(Some(bought)), _, Ok(Some(last))) if last < bought => {
            Ok(BOUGHT_LATER.with([row, Arg::Day(*last), Arg::Day(*bought)]))
        }
        _ => (need, bought, reassigned, last).all().map(|_| BOUGHT_FIRST.plainly()),
    }
}

fn suspended_last(facts: &Facts<'_>, subscription: Subject<'_>) -> Checked {
    if !super::is_replaced(subscription) {
        return Ok(Outcome::NotApplicable);
    }
    let row = Arg::Row(subscription.at);
    let (stopped, left) = (super::is_stopped(facts, subscription), super::left(subscription));
    if left == Ok(0) {
        return Ok(SUSPENDED_LAST.plainly());
    }
    if stopped == Ok(false) {
        // Only a day to come can be wrong.
        let need = subscription.get(NEED_REPLACEMENT);
        let Some(suspended) = subscription.known(SUSPENDED_ON).flatten() else {
            return need.map(|_| SUSPENDED_LAST.plainly());
        };
        return match (need, subscription.get(LAST_REASSIGNED_ON)).all()? {
            (_, Some(last)) if suspended < last => {
                Ok(SUSPENDED_EARLY.with([row, Arg::Day(suspended), Arg::Day(last), Arg::Count(left?)]))
            }
            (_, Some(_)) => Ok(SUSPENDED_LAST.plainly()),
            // It is to be suspended, and no day is said by which everyone is reassigned.
            (_, None) => Err(subscription.gap(LAST_REASSIGNED_ON)),
        };
    }
    let (_, left) = (stopped, left).all()?;
    Ok(STOPPED_FIRST.with([row, Arg::Count(left)]))
}
