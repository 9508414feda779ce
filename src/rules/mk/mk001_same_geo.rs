//! MK001: an instance with Marketing moves within its geo alone.

use super::with_marketing;
use crate::assessment::fields::{INSTANCE_REGION, INSTANCE_TYPE, MARKETING, TENANT_REGION};
use crate::assessment::{Table, Workstream};
use crate::rules::sources::S1_MOVE;
use crate::rules::{Arg, Check, Checked, Facts, G, Outcome, Routes, Rule, Says, Source, Subject};

// That it is not supported is the document's; what to do instead is our own conclusion, and the words say so.
static CHANGES: Says = Says::blocker(G, "changes", &["instance", "from", "to"]);
static STAYS: Says = Says::met(G, "stays", &["region"]);

pub static RULE: Rule = Rule {
    code: "MK001",
    name: "same-geo",
    workstream: Workstream::Marketing,
    routes: Routes::Both,
    source: Source::One(&S1_MOVE),
    says: &[&CHANGES, &STAYS],
    checks: &[Check::each(
        Table::Instances,
        &[INSTANCE_REGION.field, TENANT_REGION.field, MARKETING.field, INSTANCE_TYPE.field],
        check,
    )],
};

fn check(facts: &Facts<'_>, instance: Subject<'_>) -> Checked {
    Ok(match with_marketing(instance, facts.regions(instance))? {
        None => Outcome::NotApplicable,
        Some((_, to, true)) => STAYS.with([Arg::choice(to)]),
        Some((from, to, false)) => CHANGES.with([Arg::Itself, Arg::choice(from), Arg::choice(to)]),
    })
}
