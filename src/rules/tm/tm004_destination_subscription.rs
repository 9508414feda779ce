//! TM004: the destination needs a valid Customer Engagement subscription.

use crate::assessment::Workstream;
use crate::assessment::choices::Subscription;
use crate::assessment::fields::DESTINATION_SUBSCRIPTION;
use crate::rules::sources::S0_IMPACT;
use crate::rules::{Check, Checked, Facts, G_ASSISTED, Routes, Rule, Says, Source};

static NONE: Says = Says::blocker(G_ASSISTED, "none", &[]);
static EXPIRED: Says = Says::blocker(G_ASSISTED, "expired", &[]);
static SUSPENDED: Says = Says::blocker(G_ASSISTED, "suspended", &[]);
static OTHER_KIND: Says = Says::blocker(G_ASSISTED, "otherKind", &[]);
static TRIAL: Says = Says::warning(G_ASSISTED, "trial", &[]);
static PAID: Says = Says::met(G_ASSISTED, "paid", &[]);

pub static RULE: Rule = Rule {
    code: "TM004",
    name: "destination-subscription",
    workstream: Workstream::Instances,
    routes: Routes::Both,
    source: Source::One(&S0_IMPACT),
    says: &[&NONE, &EXPIRED, &SUSPENDED, &OTHER_KIND, &TRIAL, &PAID],
    checks: &[Check::once(&[DESTINATION_SUBSCRIPTION.field], check)],
};

fn check(facts: &Facts<'_>) -> Checked {
    let says = match facts.whole().get(DESTINATION_SUBSCRIPTION)? {
        Subscription::Nothing => &NONE,
        Subscription::Expired => &EXPIRED,
        Subscription::Suspended => &SUSPENDED,
        Subscription::OtherKind => &OTHER_KIND,
        Subscription::Trial => &TRIAL,
        Subscription::Paid => &PAID,
    };
    Ok(says.plainly())
}
