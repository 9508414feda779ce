//! QO004: everyone who needs the replacement needs a licence of it.

use crate::assessment::Workstream;
use crate::assessment::fields::{BOUGHT, BOUGHT_ON, IS_RETIRED, NEED_REPLACEMENT, OFFER, QUANTITY};
use crate::rules::clashes::BOUGHT_BEFORE_ITS_DAY;
use crate::rules::facts::All;
use crate::rules::sources::S2_PURCHASE;
use crate::rules::{Arg, Check, Checked, Facts, J, Routes, Rule, Says, Source, Subject};

static SHORT: Says = Says::blocker(J, "short", &["subscription", "short", "needed", "bought"]);
static ENOUGH: Says = Says::met(J, "enough", &["needed", "bought"]);
static NONE_NEEDED: Says = Says::met(J, "noneNeeded", &[]);
static AS_MANY: Says = Says::met(J, "asMany", &["quantity", "bought"]);

pub static RULE: Rule = Rule {
    code: "QO004",
    name: "enough-licences",
    workstream: Workstream::Subscriptions,
    routes: Routes::Both,
    source: Source::One(&S2_PURCHASE),
    says: &[&SHORT, &ENOUGH, &NONE_NEEDED, &AS_MANY],
    checks: &[Check::each_retired(
        &[BOUGHT.field, NEED_REPLACEMENT.field, OFFER.field, IS_RETIRED.field, QUANTITY.field, BOUGHT_ON.field],
        check,
    )],
};

fn check(facts: &Facts<'_>, subscription: Subject<'_>) -> Checked {
    let (needed, bought) = (subscription.get(NEED_REPLACEMENT), subscription.get(BOUGHT));
    if needed == Ok(0) {
        return Ok(NONE_NEEDED.plainly());
    }
    if let (Err(_), Ok(bought), Some(quantity)) = (&needed, &bought, subscription.known(QUANTITY))
        && *bought >= quantity
    {
        BOUGHT_BEFORE_ITS_DAY.none(facts, subscription)?;
        // No more users need one than hold a licence of the old.
        return Ok(AS_MANY.with([Arg::Count(quantity), Arg::Count(*bought)]));
    }
    let (needed, bought) = (needed, bought).all()?;
    Ok(match needed.checked_sub(bought) {
        None | Some(0) => {
            // What is bought on a day to come is a plan.
            BOUGHT_BEFORE_ITS_DAY.none(facts, subscription)?;
            ENOUGH.with([Arg::Count(needed), Arg::Count(bought)])
        }
        Some(short) => {
            let [short, needed, bought] = [short, needed, bought].map(Arg::Count);
            SHORT.with([Arg::Itself, short, needed, bought])
        }
    })
}
