//! AG014: the new agreement has as many add-on environments as are wanted.

use crate::assessment::fields::{ADD_ONS_WANTED, NEW_COUNT};
use crate::assessment::{Table, Workstream};
use crate::rules::ag::{Weighed, weigh};
use crate::rules::sources::S3_ADD_ONS;
use crate::rules::{Arg, Check, Checked, Facts, G, Outcome, Routes, Rule, Says, Source, Subject};

static SHORT: Says = Says::warning(G, "short", &["short", "wanted", "bought"]);
static ENOUGH: Says = Says::met(G, "enough", &["wanted", "bought"]);
static NONE_WANTED: Says = Says::met(G, "noneWanted", &[]);

pub static RULE: Rule = Rule {
    code: "AG014",
    name: "add-ons-desired",
    workstream: Workstream::Agreement,
    routes: Routes::Both,
    source: Source::One(&S3_ADD_ONS),
    says: &[&SHORT, &ENOUGH, &NONE_WANTED],
    checks: &[Check::each(Table::Entitlements, &[NEW_COUNT.field, ADD_ONS_WANTED.field], check)],
};

fn check(facts: &Facts<'_>, kind: Subject<'_>) -> Checked {
    if kind.at != facts.add_ons().at {
        return Ok(Outcome::NotApplicable);
    }
    Ok(match weigh(facts.whole().get(ADD_ONS_WANTED), kind.get(NEW_COUNT))? {
        Weighed::NoneNeeded => NONE_WANTED.plainly(),
        Weighed::Enough(counts) => ENOUGH.with(counts.map(Arg::Count)),
        Weighed::Short(counts) => SHORT.with(counts.map(Arg::Count)),
    })
}
