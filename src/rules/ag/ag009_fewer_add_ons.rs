//! AG009: fewer add-on environments on the new agreement may be meant so, or may have been forgotten.

use crate::assessment::fields::{NEW_COUNT, OLD_COUNT};
use crate::assessment::{Table, Workstream};
use crate::rules::ag::{Weighed, weigh};
use crate::rules::sources::S3_ADD_ONS;
use crate::rules::{Arg, Check, Checked, Facts, J, Outcome, Routes, Rule, Says, Source, Subject};

static FEWER: Says = Says::warning(J, "fewer", &["fewer", "old", "new"]);
static AS_MANY: Says = Says::met(J, "asMany", &["old", "new"]);
static NONE_BEFORE: Says = Says::met(J, "noneBefore", &[]);

pub static RULE: Rule = Rule {
    code: "AG009",
    name: "fewer-add-ons",
    workstream: Workstream::Agreement,
    routes: Routes::Both,
    source: Source::One(&S3_ADD_ONS),
    says: &[&FEWER, &AS_MANY, &NONE_BEFORE],
    checks: &[Check::each(Table::Entitlements, &[NEW_COUNT.field, OLD_COUNT.field], check)],
};

fn check(facts: &Facts<'_>, kind: Subject<'_>) -> Checked {
    if kind.at != facts.add_ons().at {
        return Ok(Outcome::NotApplicable);
    }
    Ok(match weigh(kind.get(OLD_COUNT), kind.get(NEW_COUNT))? {
        Weighed::NoneNeeded => NONE_BEFORE.plainly(),
        Weighed::Enough(counts) => AS_MANY.with(counts.map(Arg::Count)),
        Weighed::Short(counts) => FEWER.with(counts.map(Arg::Count)),
    })
}
