//! QO013: the clicks are those of Partner Center, which only a partner has.

use crate::assessment::Workstream;
use crate::assessment::choices::Agreement;
use crate::assessment::fields::{AGREEMENT, IS_RETIRED, OFFER, SELLER};
use crate::rules::sources::S2_PURCHASE;
use crate::rules::{Arg, Check, Checked, Facts, J, Outcome, Routes, Rule, Says, Source, Subject};

static ELSEWHERE: Says = Says::note(J, "elsewhere", &["subscription"]);
static FROM_SELLER: Says = Says::note(J, "fromSeller", &["subscription", "seller"]);

pub static RULE: Rule = Rule {
    code: "QO013",
    name: "bought-elsewhere",
    workstream: Workstream::Subscriptions,
    routes: Routes::Both,
    source: Source::One(&S2_PURCHASE),
    says: &[&ELSEWHERE, &FROM_SELLER],
    checks: &[Check::each_retired(&[AGREEMENT.field, OFFER.field, IS_RETIRED.field, SELLER.field], check)],
};

fn check(_: &Facts<'_>, subscription: Subject<'_>) -> Checked {
    if subscription.get(AGREEMENT)? == Agreement::Csp {
        return Ok(Outcome::NotApplicable);
    }
    let row = Arg::Itself;
    Ok(match subscription.known(SELLER) {
        Some(_) => FROM_SELLER.with([row, Arg::Own(SELLER.field)]),
        None => ELSEWHERE.with([row]),
    })
}
