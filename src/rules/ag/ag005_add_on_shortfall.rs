//! AG005: every deployed add-on environment keeps a slot once the old agreement has expired.

use crate::assessment::fields::{
    ADD_ONS_DEPLOYED, GRACE_DAYS, NEW_ACTIVE_ON, NEW_COUNT, OLD_AGREEMENT_ENDS, OLD_COUNT, OLD_SUSPENDED_ON,
};
use crate::assessment::{Table, Workstream};
use crate::rules::ag::{Weighed, deployed_within_the_old, weigh};
use crate::rules::facts::All;
use crate::rules::sources::S3_ADD_ONS;
use crate::rules::{Arg, Check, Checked, Facts, G, Outcome, Routes, Rule, Says, Source, Subject};

static SHORT: Says = Says::blocker(G, "short", &["short", "deployed", "bought"]);
static SHORT_SINCE: Says = Says::blocker(G, "shortSince", &["short", "deployed", "bought", "expired"]);
static ENOUGH: Says = Says::met(G, "enough", &["deployed", "bought"]);
static NONE_DEPLOYED: Says = Says::met(G, "noneDeployed", &[]);

pub static RULE: Rule = Rule {
    code: "AG005",
    name: "add-on-shortfall",
    workstream: Workstream::Agreement,
    routes: Routes::Both,
    source: Source::One(&S3_ADD_ONS),
    says: &[&SHORT, &SHORT_SINCE, &ENOUGH, &NONE_DEPLOYED],
    checks: &[Check::each(
        Table::Entitlements,
        &[
            NEW_COUNT.field,
            ADD_ONS_DEPLOYED.field,
            OLD_COUNT.field,
            NEW_ACTIVE_ON.field,
            OLD_SUSPENDED_ON.field,
            GRACE_DAYS.field,
            OLD_AGREEMENT_ENDS.field,
        ],
        check,
    )],
};

fn check(facts: &Facts<'_>, kind: Subject<'_>) -> Checked {
    if kind.at != facts.add_ons().at {
        return Ok(Outcome::NotApplicable);
    }
    let weighed = weigh(facts.whole().get(ADD_ONS_DEPLOYED), kind.get(NEW_COUNT));
    let holds = deployed_within_the_old(facts, kind);
    let Ok(weighed) = weighed else { return (weighed, holds).all().map(|_| Outcome::NotApplicable) };
    Ok(match weighed {
        Weighed::NoneNeeded => NONE_DEPLOYED.plainly(),
        Weighed::Enough(counts) => {
            holds?;
            ENOUGH.with(counts.map(Arg::Count))
        }
        Weighed::Short(counts) => match facts.old_agreement_expires().filter(|day| *day <= facts.today) {
            Some(expired) => {
                let [short, deployed, bought] = counts.map(Arg::Count);
                SHORT_SINCE.with([short, deployed, bought, Arg::Day(expired)])
            }
            None => SHORT.with(counts.map(Arg::Count)),
        },
    })
}
