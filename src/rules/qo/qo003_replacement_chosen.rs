//! QO003: S2 names four replacements, and no other.

use crate::assessment::Workstream;
use crate::assessment::choices::Replacement;
use crate::assessment::fields::{IS_RETIRED, NEED_REPLACEMENT, OFFER, REPLACEMENT};
use crate::rules::facts::All;
use crate::rules::sources::S2_REPLACEMENTS;
use crate::rules::{Arg, Check, Checked, Facts, G, Outcome, Routes, Rule, Says, Source, Subject};

static ANOTHER: Says = Says::blocker(G, "another", &["subscription"]);
static ONE_OF_THEM: Says = Says::met(G, "oneOfThem", &["replacement"]);

pub static RULE: Rule = Rule {
    code: "QO003",
    name: "replacement-chosen",
    workstream: Workstream::Subscriptions,
    routes: Routes::Both,
    source: Source::One(&S2_REPLACEMENTS),
    says: &[&ANOTHER, &ONE_OF_THEM],
    checks: &[Check::each_retired(&[REPLACEMENT.field, OFFER.field, IS_RETIRED.field, NEED_REPLACEMENT.field], check)],
};

fn check(_: &Facts<'_>, subscription: Subject<'_>) -> Checked {
    if !super::is_replaced(subscription) {
        return Ok(Outcome::NotApplicable);
    }
    let (_, replacement) = (subscription.get(NEED_REPLACEMENT), subscription.get(REPLACEMENT)).all()?;
    Ok(match replacement {
        Replacement::Other => ANOTHER.with([Arg::Itself]),
        one => ONE_OF_THEM.with([Arg::choice(one)]),
    })
}
