//! AG008: whoever has the two standard environments alone sees no change.

use crate::assessment::fields::{NEW_COUNT, OLD_COUNT};
use crate::assessment::{Table, Workstream};
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
    checks: &[Check::each(Table::Entitlements, &[OLD_COUNT.field, NEW_COUNT.field], check)],
};

fn check(facts: &Facts<'_>, kind: Subject<'_>) -> Checked {
    let (old, new) = (kind.get(OLD_COUNT), kind.get(NEW_COUNT));
    if kind.at != facts.add_ons().at || matches!(old, Ok(1..)) || matches!(new, Ok(1..)) {
        return Ok(Outcome::NotApplicable);
    }
    (old, new).all()?;
    Ok(UNCHANGED.plainly())
}
