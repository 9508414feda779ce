//! AG008: whoever has the two standard environments alone sees no change.

use crate::assessment::fields::{AGREEMENT_TENANT, NEW_COUNT, OLD_COUNT};
use crate::assessment::{Table, Workstream};
use crate::rules::ag::is_one_tenant;
use crate::rules::facts::All;
use crate::rules::sources::S3_DEFAULT;
use crate::rules::{Check, Checked, Facts, G, Outcome, Routes, Rule, Says, Source, Subject};

static UNCHANGED: Says = Says::note(G, "unchanged", &[]);

pub static RULE: Rule = Rule {
    code: "AG008",
    name: "default-only",
    workstream: Workstream::Agreement,
    routes: Routes::Both,
    source: Source::One(&S3_DEFAULT),
    says: &[&UNCHANGED],
    checks: &[Check::each(Table::Entitlements, &[OLD_COUNT.field, NEW_COUNT.field, AGREEMENT_TENANT.field], check)],
};

fn check(facts: &Facts<'_>, kind: Subject<'_>) -> Checked {
    let (old, new, one_tenant) = (kind.get(OLD_COUNT), kind.get(NEW_COUNT), is_one_tenant(facts));
    let has_any = matches!(old, Ok(1..)) || matches!(new, Ok(1..));
    if kind.at != facts.add_ons().at || has_any || one_tenant == Ok(false) {
        return Ok(Outcome::NotApplicable);
    }
    (old, new, one_tenant).all()?;
    Ok(UNCHANGED.plainly())
}
