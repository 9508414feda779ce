//! AG007: no more add-on environments are deployed than the new agreement has, whatever slots are shown.

use crate::assessment::fields::{ADD_ONS_DEPLOYED, ADD_ONS_PLANNED, NEW_ACTIVE_ON, NEW_COUNT, OLD_COUNT};
use crate::assessment::{Table, Workstream};
use crate::rules::ag::{Weighed, deployed_within_the_old, weigh};
use crate::rules::facts::All;
use crate::rules::sources::S3_MOVE;
use crate::rules::{Arg, Check, Checked, Facts, G, Outcome, Routes, Rule, Says, Source, Subject};

static TOO_MANY: Says = Says::blocker(G, "tooMany", &["over", "total", "bought"]);
static TOO_MANY_DEPLOYED: Says = Says::blocker(G, "tooManyDeployed", &["over", "total", "bought", "planned", "remove"]);
static TOO_MANY_SO_FAR: Says = Says::blocker(G, "tooManySoFar", &["over", "total", "bought"]);
static WITHIN: Says = Says::met(G, "within", &["total", "bought"]);
static NONE: Says = Says::met(G, "none", &[]);

pub static RULE: Rule = Rule {
    code: "AG007",
    name: "do-not-deploy",
    workstream: Workstream::Agreement,
    routes: Routes::Both,
    source: Source::One(&S3_MOVE),
    says: &[&TOO_MANY, &TOO_MANY_DEPLOYED, &TOO_MANY_SO_FAR, &WITHIN, &NONE],
    checks: &[Check::each(
        Table::Entitlements,
        &[NEW_COUNT.field, ADD_ONS_PLANNED.field, ADD_ONS_DEPLOYED.field, OLD_COUNT.field, NEW_ACTIVE_ON.field],
        check,
    )],
};

fn check(facts: &Facts<'_>, kind: Subject<'_>) -> Checked {
    if kind.at != facts.add_ons().at {
        return Ok(Outcome::NotApplicable);
    }
    let parts = [ADD_ONS_DEPLOYED, ADD_ONS_PLANNED].map(|part| facts.whole().get(part));
    let so_far = parts.iter().flatten().sum();
    let [deployed, planned] = parts;
    let total = (deployed, planned).all().map(|_| so_far);
    if let (Err(_), Some(bought)) = (&total, kind.known(NEW_COUNT))
        && so_far > bought
    {
        // Whatever the other number is, it only adds to them.
        return Ok(TOO_MANY_SO_FAR.with([so_far - bought, so_far, bought].map(Arg::Count)));
    }
    Ok(match weigh(total, kind.get(NEW_COUNT))? {
        Weighed::NoneNeeded => NONE.plainly(),
        Weighed::Enough(counts) => {
            deployed_within_the_old(facts, kind)?;
            WITHIN.with(counts.map(Arg::Count))
        }
        Weighed::Short([over, total, bought]) => match facts.whole().known(ADD_ONS_PLANNED) {
            // To drop what is planned is not enough.
            Some(planned) if planned < over => {
                TOO_MANY_DEPLOYED.with([over, total, bought, planned, over - planned].map(Arg::Count))
            }
            _ => TOO_MANY.with([over, total, bought].map(Arg::Count)),
        },
    })
}
