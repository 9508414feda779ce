//! QO002: whoever is reassigned after the end date cannot work in between.

use crate::assessment::Workstream;
use crate::assessment::fields::{
    END_DATE, IS_RETIRED, LAST_REASSIGNED_ON, NEED_REPLACEMENT, OFFER, REASSIGNED, STATUS,
};
use crate::rules::clashes::{EXPIRED_BEFORE_ITS_END, LAST_DAY_PAST};
use crate::rules::facts::All;
use crate::rules::sources::S2_BASIC;
use crate::rules::{Arg, Check, Checked, Facts, J, Outcome, Routes, Rule, Says, Source, Subject};

static TOO_LATE: Says = Says::blocker(J, "tooLate", &["subscription", "last", "ends", "days"]);
static STILL_LATE: Says = Says::blocker(J, "stillLate", &["subscription", "last", "ends", "days"]);
static LATE_ALREADY: Says = Says::blocker(J, "lateAlready", &["subscription", "ends", "days"]);
static IN_TIME: Says = Says::met(J, "inTime", &["last", "ends"]);
static OVER: Says = Says::met(J, "over", &["last", "ends"]);

pub static RULE: Rule = Rule {
    code: "QO002",
    name: "before-end-date",
    workstream: Workstream::Subscriptions,
    routes: Routes::Both,
    source: Source::One(&S2_BASIC),
    says: &[&TOO_LATE, &STILL_LATE, &LATE_ALREADY, &IN_TIME, &OVER],
    checks: &[Check::each_retired(
        &[
            OFFER.field,
            IS_RETIRED.field,
            LAST_REASSIGNED_ON.field,
            END_DATE.field,
            NEED_REPLACEMENT.field,
            REASSIGNED.field,
            STATUS.field,
        ],
        check,
    )],
};

fn check(facts: &Facts<'_>, subscription: Subject<'_>) -> Checked {
    if !super::is_replaced(subscription) {
        return Ok(Outcome::NotApplicable);
    }
    // Once nobody is left, it does not matter when it ended.
    let is_over = super::left(facts, subscription) == Ok(0);
    let ended = if is_over { Ok(()) } else { EXPIRED_BEFORE_ITS_END.none(facts, subscription) };
    let holds = (LAST_DAY_PAST.none(facts, subscription), ended).all();
    let ends = match subscription.get(END_DATE) {
        Ok(None) => return holds.map(|_| Outcome::NotApplicable),
        Ok(Some(day)) => Ok(day),
        Err(gap) => Err(gap),
    };
    let days = (subscription.get(NEED_REPLACEMENT), ends, subscription.get(LAST_REASSIGNED_ON)).all();
    let Ok((_, ends, last)) = days else { return (days, holds).all().map(|_| Outcome::NotApplicable) };
    let row = Arg::Itself;
    Ok(match last {
        // There was an outage, and nobody can do anything about it any more.
        Some(last) if last > ends && last <= facts.today && super::left(facts, subscription)? == 0 => {
            OVER.with([Arg::Day(last), Arg::Day(ends)])
        }
        // The end date itself is still served.
        Some(last) if last > ends => {
            let says = if ends < facts.today { &STILL_LATE } else { &TOO_LATE };
            says.with([row, Arg::Day(last), Arg::Day(ends), super::days(ends, last)])
        }
        Some(last) => {
            holds?;
            super::last_day_holds(facts, subscription)?;
            IN_TIME.with([Arg::Day(last), Arg::Day(ends)])
        }
        // Whatever day it will be.
        None if ends < facts.today && super::left(facts, subscription)? > 0 => {
            LATE_ALREADY.with([row, Arg::Day(ends), super::days(ends, facts.today)])
        }
        None => return Err([subscription.gap(LAST_REASSIGNED_ON), holds.err().unwrap_or_default()].concat()),
    })
}
