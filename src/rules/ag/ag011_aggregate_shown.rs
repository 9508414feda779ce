//! AG011: Lifecycle Services adds up what all agreements have, until the old one has expired.

use crate::assessment::fields::{
    AGREEMENT_TENANT, GRACE_DAYS, NEW_COUNT, OLD_AGREEMENT_ENDS, OLD_COUNT, OLD_SUSPENDED_ON,
};
use crate::assessment::{Table, Workstream};
use crate::rules::ag::is_one_tenant;
use crate::rules::facts::All;
use crate::rules::sources::S3_ADD_ONS;
use crate::rules::{Arg, Check, Checked, Facts, G, Outcome, Routes, Rule, Says, Source, Subject};

static SUM: Says = Says::note(G, "sum", &["kind", "sum", "old", "new"]);
static SUM_UNTIL: Says = Says::note(G, "sumUntil", &["kind", "sum", "old", "new", "expires"]);
static EXPIRED: Says = Says::note(G, "expired", &["kind", "new", "expires"]);

pub static RULE: Rule = Rule {
    code: "AG011",
    name: "aggregate-shown",
    workstream: Workstream::Agreement,
    routes: Routes::Both,
    source: Source::One(&S3_ADD_ONS),
    says: &[&SUM, &SUM_UNTIL, &EXPIRED],
    checks: &[Check::each(
        Table::Entitlements,
        &[
            OLD_COUNT.field,
            NEW_COUNT.field,
            OLD_SUSPENDED_ON.field,
            GRACE_DAYS.field,
            OLD_AGREEMENT_ENDS.field,
            AGREEMENT_TENANT.field,
        ],
        check,
    )],
};

fn check(facts: &Facts<'_>, kind: Subject<'_>) -> Checked {
    let (old, one_tenant) = (kind.get(OLD_COUNT), is_one_tenant(facts));
    // Without any on the old agreement, the sum is the new one's own number.
    if old == Ok(0) || one_tenant == Ok(false) {
        return Ok(Outcome::NotApplicable);
    }
    let (old, new, _) = (old, kind.get(NEW_COUNT), one_tenant).all()?;
    let row = Arg::Itself;
    let [sum, old, new] = [old + new, old, new].map(Arg::Count);
    Ok(match facts.old_agreement_expires() {
        Some(expires) if expires <= facts.today => EXPIRED.with([row, new, Arg::Day(expires)]),
        Some(expires) => SUM_UNTIL.with([row, sum, old, new, Arg::Day(expires)]),
        None => SUM.with([row, sum, old, new]),
    })
}
