//! QO012: between purchase and suspension the customer holds the old subscription and the new one.

use crate::assessment::Workstream;
use crate::assessment::fields::{BOUGHT_ON, END_DATE, IS_RETIRED, NEED_REPLACEMENT, OFFER, STATUS, SUSPENDED_ON};
use crate::rules::facts::All;
use crate::rules::sources::S2_PURCHASE;
use crate::rules::{Arg, Check, Checked, Facts, G, Outcome, Routes, Rule, Says, Source, Subject};

static BOTH: Says = Says::note(G, "both", &["subscription", "bought", "suspended", "days"]);
static BOTH_UNTIL: Says = Says::note(G, "bothUntil", &["subscription", "bought"]);

pub static RULE: Rule = Rule {
    code: "QO012",
    name: "both-held",
    workstream: Workstream::Subscriptions,
    routes: Routes::Both,
    source: Source::One(&S2_PURCHASE),
    says: &[&BOTH, &BOTH_UNTIL],
    checks: &[Check::each_retired(
        &[
            BOUGHT_ON.field,
            SUSPENDED_ON.field,
            OFFER.field,
            IS_RETIRED.field,
            NEED_REPLACEMENT.field,
            END_DATE.field,
            STATUS.field,
        ],
        check,
    )],
};

fn check(facts: &Facts<'_>, subscription: Subject<'_>) -> Checked {
    let (bought, suspended) = (subscription.get(BOUGHT_ON), subscription.get(SUSPENDED_ON));
    let (ends, status) = (subscription.get(END_DATE), subscription.get(STATUS));
    let is_too_late = bought.iter().flatten().zip(ends.iter().flatten()).any(|(bought, ends)| bought > ends);
    if !super::is_replaced(subscription)
        || matches!(bought, Ok(None))
        || is_too_late
        || super::is_stopped(facts, subscription) == Ok(true)
        || super::has_ended(facts, subscription)
    {
        // Nobody needs a new one, none is bought, or the old one is over already, or will be by then.
        return Ok(Outcome::NotApplicable);
    }
    let row = Arg::Itself;
    Ok(match (subscription.get(NEED_REPLACEMENT), bought, suspended, ends, status).all()? {
        (_, Some(bought), Some(suspended), ..) if bought < suspended => {
            BOTH.with([row, Arg::Day(bought), Arg::Day(suspended), super::days(bought, suspended)])
        }
        (_, Some(bought), None, ..) => BOTH_UNTIL.with([row, Arg::Day(bought)]),
        _ => Outcome::NotApplicable,
    })
}
