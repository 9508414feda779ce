//! QO009: an offer for schools or authorities has a price of its own, and its replacement may not.

use crate::assessment::Workstream;
use crate::assessment::fields::{IS_RETIRED, NEED_REPLACEMENT, OFFER};
use crate::rules::sources::S2_RETIRED;
use crate::rules::{Arg, Check, Checked, Facts, J, Outcome, Routes, Rule, Says, Source, Subject};

static SEGMENT: Says = Says::warning(J, "segment", &["subscription", "segment"]);

pub static RULE: Rule = Rule {
    code: "QO009",
    name: "segment",
    workstream: Workstream::Subscriptions,
    routes: Routes::Both,
    source: Source::One(&S2_RETIRED),
    says: &[&SEGMENT],
    checks: &[Check::each_retired(&[OFFER.field, IS_RETIRED.field, NEED_REPLACEMENT.field], check)],
};

fn check(_: &Facts<'_>, subscription: Subject<'_>) -> Checked {
    let segment = subscription.get(OFFER)?.segment();
    let Some(segment) = segment.filter(|_| super::is_replaced(subscription)) else { return Ok(Outcome::NotApplicable) };
    subscription.get(NEED_REPLACEMENT).map(|_| SEGMENT.with([Arg::Row(subscription.at), Arg::choice(segment)]))
}
