//! QO009: an offer for schools or authorities has a price of its own, and its replacement may not.

use crate::assessment::Workstream;
use crate::assessment::fields::{IS_RETIRED, OFFER};
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
    checks: &[Check::each_retired(&[OFFER.field, IS_RETIRED.field], check)],
};

fn check(_: &Facts<'_>, subscription: Subject<'_>) -> Checked {
    Ok(match subscription.get(OFFER)?.segment() {
        Some(segment) => SEGMENT.with([Arg::Row(subscription.at), Arg::choice(segment)]),
        None => Outcome::NotApplicable,
    })
}
