//! SS023: the region cannot change into or out of some regions.

use crate::assessment::fields::{INSTANCE_REGION, TENANT_REGION};
use crate::assessment::{Table, Workstream};
use crate::rules::facts::All;
use crate::rules::sources::P22_MOVE;
use crate::rules::{Arg, Check, Checked, Facts, G_ASSISTED, Routes, Rule, Says, Source, Subject};

static RESTRICTED: Says = Says::blocker(G_ASSISTED, "restricted", &["instance", "from", "to"]);
static UNRESTRICTED: Says = Says::met(G_ASSISTED, "unrestricted", &[]);
static SAME: Says = Says::met(G_ASSISTED, "same", &["region"]);

pub static RULE: Rule = Rule {
    code: "SS023",
    name: "restricted-region",
    workstream: Workstream::Instances,
    routes: Routes::Both,
    source: Source::One(&P22_MOVE),
    says: &[&RESTRICTED, &UNRESTRICTED, &SAME],
    checks: &[Check::each(Table::Instances, &[INSTANCE_REGION.field, TENANT_REGION.field], check)],
};

fn check(facts: &Facts<'_>, instance: Subject<'_>) -> Checked {
    // Regions that the list does not name are not restricted, be they the same or not.
    let (from, to) = (facts.region_of(instance), facts.destination().get(TENANT_REGION)).all()?;
    Ok(if !from.is_restricted() && !to.is_restricted() {
        UNRESTRICTED.plainly()
    } else if from == to {
        SAME.with([Arg::choice(from)])
    } else {
        RESTRICTED.with([Arg::Itself, Arg::choice(from), Arg::choice(to)])
    })
}
