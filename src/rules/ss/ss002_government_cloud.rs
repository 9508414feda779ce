//! SS002: nothing moves between GCC and a public cloud, either way.

use crate::assessment::choices::Region;
use crate::assessment::fields::{INSTANCE_REGION, TENANT_REGION};
use crate::assessment::{Table, Workstream};
use crate::rules::facts::All;
use crate::rules::sources::{P22_LIMITS, P26_LIMITS};
use crate::rules::{Arg, Check, Checked, Facts, G, Outcome, Routes, Rule, Says, Source, Subject};

static BETWEEN_CLOUDS: Says = Says::blocker(G, "betweenClouds", &["instance", "from", "to"]);
static WITHIN_GCC: Says = Says::met(G, "withinGcc", &[]);
static PUBLIC: Says = Says::met(G, "public", &[]);

pub static RULE: Rule = Rule {
    code: "SS002",
    name: "government-cloud",
    workstream: Workstream::Instances,
    routes: Routes::Both,
    source: Source::ByRoute { assisted: &P22_LIMITS, self_service: &P26_LIMITS },
    says: &[&BETWEEN_CLOUDS, &WITHIN_GCC, &PUBLIC],
    checks: &[Check::each(Table::Instances, &[INSTANCE_REGION.field, TENANT_REGION.field], check)],
};

fn check(facts: &Facts<'_>, instance: Subject<'_>) -> Checked {
    // Whether both are the same region does not matter here: two regions that the list does not name are both public.
    let (from, to) = (facts.region_of(instance), facts.destination().get(TENANT_REGION)).all()?;
    Ok(match (from, to) {
        (Region::Gcc, Region::Gcc) => WITHIN_GCC.plainly(),
        (Region::Gcc, other) | (other, Region::Gcc) if other.is_public() => {
            BETWEEN_CLOUDS.with([Arg::Itself, Arg::choice(from), Arg::choice(to)])
        }
        (from, to) if from.is_public() && to.is_public() => PUBLIC.plainly(),
        // Between other clouds that are run apart: the pages name GCC alone here, and SS023 the others.
        _ => Outcome::NotApplicable,
    })
}
