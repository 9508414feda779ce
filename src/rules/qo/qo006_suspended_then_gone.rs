//! QO006: a suspended subscription is de-provisioned on the 120th day after its suspension.

use crate::assessment::Workstream;
use crate::assessment::fields::{END_DATE, IS_RETIRED, OFFER, STATUS, SUSPENDED_ON};
use crate::rules::clashes::{SUSPENDED_AFTER_ITS_END, SUSPENDED_OR_NOT};
use crate::rules::sources::S2_PURCHASE;
use crate::rules::{Arg, Check, Checked, Facts, G, J, Outcome, Routes, Rule, Says, Source, Subject};

/// From which day after the suspension on to warn: two weeks are left to find out who misses something.
const WARN_FROM: i64 = 106;

static SUSPENDED: Says = Says::note(G, "suspended", &["subscription", "suspended", "gone"]);
static GONE_SOON: Says = Says::warning(J, "goneSoon", &["subscription", "suspended", "gone", "days"]);
static GONE: Says = Says::note(G, "gone", &["subscription", "suspended", "gone"]);

pub static RULE: Rule = Rule {
    code: "QO006",
    name: "suspended-then-gone",
    workstream: Workstream::Subscriptions,
    routes: Routes::Both,
    source: Source::One(&S2_PURCHASE),
    says: &[&SUSPENDED, &GONE_SOON, &GONE],
    checks: &[
        Check::each_retired(&[SUSPENDED_ON.field, OFFER.field, IS_RETIRED.field], check),
        // Behind what is said of the day it would be hidden that the status, or the end, says something else.
        Check::each_retired(
            &[STATUS.field, SUSPENDED_ON.field, OFFER.field, IS_RETIRED.field],
            |facts, subscription| SUSPENDED_OR_NOT.none(facts, subscription).map(|()| Outcome::NotApplicable),
        ),
        Check::each_retired(
            &[SUSPENDED_ON.field, END_DATE.field, OFFER.field, IS_RETIRED.field],
            |facts, subscription| SUSPENDED_AFTER_ITS_END.none(facts, subscription).map(|()| Outcome::NotApplicable),
        ),
    ],
};

fn check(facts: &Facts<'_>, subscription: Subject<'_>) -> Checked {
    let Some(suspended) = subscription.get(SUSPENDED_ON)? else { return Ok(Outcome::NotApplicable) };
    let gone = super::gone_on(suspended);
    let (row, since, on) = (Arg::Itself, Arg::Day(suspended), Arg::Day(gone));
    Ok(match (facts.today - suspended).whole_days() {
        // A day to come is said alike: it is what will become of it.
        ..WARN_FROM => SUSPENDED.with([row, since, on]),
        WARN_FROM..super::GONE_AFTER => GONE_SOON.with([row, since, on, super::days(facts.today, gone)]),
        super::GONE_AFTER.. => GONE.with([row, since, on]),
    })
}
