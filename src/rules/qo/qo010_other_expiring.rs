//! QO010: S2's own filter — auto-renew off, and an end date — finds other subscriptions, too.

use crate::assessment::choices::{Renewal, SubscriptionStatus};
use crate::assessment::fields::{END_DATE, IS_RETIRED, OFFER, RENEWAL, STATUS};
use crate::assessment::{Table, Workstream};
use crate::rules::facts::All;
use crate::rules::sources::S2_BASIC;
use crate::rules::{Arg, Check, Checked, Facts, J, Outcome, Routes, Rule, Says, Source, Subject};

static EXPIRES: Says = Says::note(J, "expires", &["subscription", "ends"]);

pub static RULE: Rule = Rule {
    code: "QO010",
    name: "other-expiring",
    workstream: Workstream::Subscriptions,
    routes: Routes::Both,
    source: Source::One(&S2_BASIC),
    says: &[&EXPIRES],
    checks: &[Check::each(
        Table::Subscriptions,
        &[END_DATE.field, RENEWAL.field, STATUS.field, OFFER.field, IS_RETIRED.field],
        check,
    )],
};

fn check(facts: &Facts<'_>, subscription: Subject<'_>) -> Checked {
    use SubscriptionStatus::{Deleted, Expired};
    if facts.is_lasting(subscription) {
        return Ok(Outcome::NotApplicable);
    }
    let (renewal, status) = (subscription.get(RENEWAL), subscription.get(STATUS));
    let ends = match subscription.get(END_DATE) {
        Ok(Some(day)) if day >= facts.today => Ok(day),
        // Never, or over already.
        Ok(_) => return Ok(Outcome::NotApplicable),
        Err(gap) => Err(gap),
    };
    if matches!(renewal, Ok(Renewal::AutoRenews))
        || matches!(status, Ok(Deleted | Expired))
        || facts.is_retired(subscription)?
    {
        return Ok(Outcome::NotApplicable);
    }
    let (ends, _, _) = (ends, renewal, status).all()?;
    Ok(EXPIRES.with([Arg::Itself, Arg::Day(ends)]))
}
