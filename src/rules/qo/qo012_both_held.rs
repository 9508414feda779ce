//! QO012: between purchase and suspension the customer holds the old subscription and the new one.

use crate::assessment::Workstream;
use crate::assessment::fields::{BOUGHT_ON, IS_RETIRED, NEED_REPLACEMENT, OFFER, SUSPENDED_ON};
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
        &[BOUGHT_ON.field, SUSPENDED_ON.field, OFFER.field, IS_RETIRED.field, NEED_REPLACEMENT.field],
        check,
    )],
};

fn check(facts: &Facts<'_>, subscription: Subject<'_>) -> Checked {
    let (bought, suspended) = (subscription.get(BOUGHT_ON), subscription.get(SUSPENDED_ON));
    if !super::is_replaced(subscription)
        || matches!(bought, Ok(None))
        || matches!(suspended, Ok(Some(day)) if day <= facts.today)
    {
        // Nobody needs a new one, none is bought, or the old one has been suspended already.
        return Ok(Outcome::NotApplicable);
    }
    let row = Arg::Row(subscription.at);
    Ok(match (subscription.get(NEED_REPLACEMENT), bought, suspended).all()? {
        (_, Some(bought), Some(suspended)) if bought < suspended => {
            BOTH.with([row, Arg::Day(bought), Arg::Day(suspended), super::days(bought, suspended)])
        }
        (_, Some(bought), None) => BOTH_UNTIL.with([row, Arg::Day(bought)]),
        _ => Outcome::NotApplicable,
    })
}
