//! AG005: every deployed add-on environment keeps a slot once the old agreement has expired.

use crate::assessment::fields::{ADD_ONS_DEPLOYED, NEW_COUNT};
use crate::assessment::{Table, Workstream};
use crate::rules::ag::{Weighed, weigh};
use crate::rules::sources::S3_ADD_ONS;
use crate::rules::{Arg, Check, Checked, Facts, G, Outcome, Routes, Rule, Says, Source, Subject};

static SHORT: Says = Says::blocker(G, "short", &["short", "deployed", "bought"]);
static ENOUGH: Says = Says::met(G, "enough", &["deployed", "bought"]);
static NONE_DEPLOYED: Says = Says::met(G, "noneDeployed", &[]);

pub static RULE: Rule = Rule {
    code: "AG005",
    name: "add-on-shortfall",
    workstream: Workstream::Agreement,
    routes: Routes::Both,
    source: Source::One(&S3_ADD_ONS),
    says: &[&SHORT, &ENOUGH, &NONE_DEPLOYED],
    checks: &[Check::each(Table::Entitlements, &[NEW_COUNT.field, ADD_ONS_DEPLOYED.field], check)],
};

fn check(facts: &Facts<'_>, kind: Subject<'_>) -> Checked {
    if kind.at != facts.add_ons().at {
        return Ok(Outcome::NotApplicable);
    }
    Ok(match weigh(facts.whole().get(ADD_ONS_DEPLOYED), kind.get(NEW_COUNT))? {
        Weighed::NoneNeeded => NONE_DEPLOYED.plainly(),
        Weighed::Enough(counts) => ENOUGH.with(counts.map(Arg::Count)),
        Weighed::Short(counts) => SHORT.with(counts.map(Arg::Count)),
    })
}
