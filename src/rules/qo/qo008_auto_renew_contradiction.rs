//! QO008: a retired offer does not renew by itself, whatever is shown of it.

use crate::assessment::Workstream;
use crate::assessment::choices::Renewal;
use crate::assessment::fields::{IS_RETIRED, OFFER, RENEWAL};
use crate::rules::sources::S2_BASIC;
use crate::rules::{Arg, Check, Checked, Facts, J, Routes, Rule, Says, Source, Subject};

static AUTO_RENEWS: Says = Says::warning(J, "autoRenews", &["subscription"]);
static EXPIRES: Says = Says::met(J, "expires", &[]);

pub static RULE: Rule = Rule {
    code: "QO008",
    name: "auto-renew-contradiction",
    workstream: Workstream::Subscriptions,
    routes: Routes::Both,
    source: Source::One(&S2_BASIC),
    says: &[&AUTO_RENEWS, &EXPIRES],
    checks: &[Check::each_retired(&[RENEWAL.field, OFFER.field, IS_RETIRED.field], check)],
};

fn check(_: &Facts<'_>, subscription: Subject<'_>) -> Checked {
    Ok(match subscription.get(RENEWAL)? {
        Renewal::AutoRenews => AUTO_RENEWS.with([Arg::Itself]),
        Renewal::Expires => EXPIRES.plainly(),
    })
}
