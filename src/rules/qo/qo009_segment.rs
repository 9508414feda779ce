//! QO009: an offer for schools or authorities has a price of its own, and its replacement may not.

use crate::assessment::Workstream;
use crate::assessment::fields::{IS_RETIRED, NEED_REPLACEMENT, OFFER, REASSIGNED};
use crate::assessment::offers::Offer;
use crate::rules::facts::All;
use crate::rules::sources::S2_RETIRED;
use crate::rules::{Arg, Check, Checked, Facts, J, Outcome, Routes, Rule, Says, Source, Subject};

static SEGMENT: Says = Says::warning(J, "segment", &["subscription", "segment"]);
static GIVEN: Says = Says::met(J, "given", &[]);

pub static RULE: Rule = Rule {
    code: "QO009",
    name: "segment",
    workstream: Workstream::Subscriptions,
    routes: Routes::Both,
    source: Source::One(&S2_RETIRED),
    says: &[&SEGMENT, &GIVEN],
    checks: &[Check::each_retired(&[OFFER.field, IS_RETIRED.field, NEED_REPLACEMENT.field, REASSIGNED.field], check)],
};

fn check(facts: &Facts<'_>, subscription: Subject<'_>) -> Checked {
    let offer = subscription.get(OFFER)?;
    if !super::is_replaced(subscription) || matches!(offer, Offer::Retired(_)) && offer.segment().is_none() {
        return Ok(Outcome::NotApplicable);
    }
    let left = super::left(facts, subscription);
    if left == Ok(0) {
        return Ok(GIVEN.plainly());
    }
    // A name that is written otherwise and speaks of nobody may lack just that.
    let segment = offer.segment().ok_or_else(|| subscription.gap(OFFER));
    let (_, segment) = (left, segment).all()?;
    Ok(SEGMENT.with([Arg::Itself, Arg::choice(segment)]))
}
