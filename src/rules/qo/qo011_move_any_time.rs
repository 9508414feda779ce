//! QO011: nobody has to wait for the end date.

use crate::assessment::Workstream;
use crate::assessment::choices::SubscriptionStatus;
use crate::assessment::fields::{END_DATE, IS_RETIRED, OFFER, STATUS};
use crate::rules::facts::All;
use crate::rules::sources::S2_BASIC;
use crate::rules::{Arg, Check, Checked, Facts, G, Outcome, Routes, Rule, Says, Source, Subject};

static ANY_TIME: Says = Says::note(G, "anyTime", &["subscription"]);
static BEFORE_ITS_END: Says = Says::note(G, "beforeItsEnd", &["subscription", "ends"]);

pub static RULE: Rule = Rule {
    code: "QO011",
    name: "move-any-time",
    workstream: Workstream::Subscriptions,
    routes: Routes::Both,
    source: Source::One(&S2_BASIC),
    says: &[&ANY_TIME, &BEFORE_ITS_END],
    checks: &[Check::each_retired(&[END_DATE.field, STATUS.field, OFFER.field, IS_RETIRED.field], check)],
};

/// Says so whoever needs a replacement: it names a retired subscription as soon as one is listed.
fn check(facts: &Facts<'_>, subscription: Subject<'_>) -> Checked {
    use SubscriptionStatus::{Deleted, Disabled, Suspended};
    let (ends, status) = (subscription.get(END_DATE), subscription.get(STATUS));
    if super::has_ended(facts, subscription) || matches!(status, Ok(Deleted | Disabled | Suspended)) {
        return Ok(Outcome::NotApplicable);
    }
    let (row, (ends, _)) = (Arg::Itself, (ends, status).all()?);
    Ok(match ends {
        Some(ends) => BEFORE_ITS_END.with([row, Arg::Day(ends)]),
        None => ANY_TIME.with([row]),
    })
}
