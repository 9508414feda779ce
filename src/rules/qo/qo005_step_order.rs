//! QO005: first the replacement is bought, then users are reassigned, then the old subscription is suspended.

use crate::assessment::Workstream;
use crate::assessment::fields::{
    BOUGHT, BOUGHT_ON, IS_RETIRED, LAST_REASSIGNED_ON, NEED_REPLACEMENT, OFFER, REASSIGNED, STATUS, SUSPENDED_ON,
};
use crate::rules::clashes::BOUGHT_BEFORE_ITS_DAY;
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
                BOUGHT.field,
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
    let row = Arg::Itself;
    let bought = BOUGHT_BEFORE_ITS_DAY.none(facts, subscription).and_then(|()| subscription.get(BOUGHT_ON));
    let need = subscription.get(NEED_REPLACEMENT);
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
    let row = Arg::Itself;
    let (stopped, left) = (super::is_stopped(facts, subscription), super::left(facts, subscription));
    let (suspended, last) = (subscription.get(SUSPENDED_ON), subscription.get(LAST_REASSIGNED_ON));
    if let (Ok(true), Ok(left @ 1..)) = (&stopped, &left) {
        return Ok(STOPPED_FIRST.with([row, Arg::Count(*left)]));
    }
    if let (Ok(Some(suspended)), Ok(Some(last))) = (&suspended, &last)
        && suspended < last
        && *last > facts.today
    {
        return Ok(SUSPENDED_EARLY.with([row, Arg::Day(*suspended), Arg::Day(*last), Arg::Count(left?)]));
    }
    let (need, is_in_order) = (subscription.get(NEED_REPLACEMENT), SUSPENDED_LAST.plainly());
    let is_over = matches!(last, Ok(day) if day.is_none_or(|day| day <= facts.today));
    match (stopped, left, suspended) {
        // Nobody is left, and what is past is over, in whichever order it was done.
        (_, Ok(0), _) if is_over => Ok(is_in_order),
        // Nothing can come too early that is not to come.
        (Ok(false), _, Ok(None)) | (_, Ok(0), Ok(None)) => need.map(|_| is_in_order),
        (_, Ok(0), suspended) => (suspended, last).all().map(|_| is_in_order),
        (Ok(false), ..) => match (need, last).all()? {
            (_, Some(_)) => super::last_day_holds(facts, subscription).map(|()| is_in_order),
            // It is to be suspended, and no day is said by which everyone is reassigned.
            (_, None) => Err(subscription.gap(LAST_REASSIGNED_ON)),
        },
        (stopped, left, _) => (stopped, left).all().map(|_| is_in_order),
    }
}
