//! AG012: the change is bought from a third party, who has to be asked.

use crate::assessment::Workstream;
use crate::assessment::choices::YesNo;
use crate::assessment::fields::{NEW_ACTIVE_ON, RESELLER, RESELLER_ASKED};
use crate::rules::clashes::ACTIVE_WITHOUT_A_SELLER;
use crate::rules::facts::All;
use crate::rules::sources::S3_COMMERCIAL;
use crate::rules::{Check, Checked, Facts, G, Outcome, Routes, Rule, Says, Source};

static NOBODY: Says = Says::note(G, "nobody", &[]);
static NOT_ASKED: Says = Says::note(G, "notAsked", &["reseller"]);
static ASKED: Says = Says::met(G, "asked", &["reseller"]);

pub static RULE: Rule = Rule {
    code: "AG012",
    name: "commercial-process",
    workstream: Workstream::Agreement,
    routes: Routes::Both,
    source: Source::One(&S3_COMMERCIAL),
    says: &[&NOBODY, &NOT_ASKED, &ASKED],
    checks: &[
        Check::once(&[RESELLER.field, RESELLER_ASKED.field], check),
        Check::once(&[RESELLER.field, NEW_ACTIVE_ON.field], seller_is_told),
    ],
};

/// Somebody has sold what is active.
fn seller_is_told(facts: &Facts<'_>) -> Checked {
    ACTIVE_WITHOUT_A_SELLER.none(facts, facts.whole()).map(|()| Outcome::NotApplicable)
}

fn check(facts: &Facts<'_>) -> Checked {
    let whole = facts.whole();
    let reseller = whole.get(RESELLER);
    if reseller == Ok(None) {
        return Ok(NOBODY.plainly());
    }
    let (_, asked) = (reseller, whole.get(RESELLER_ASKED)).all()?;
    let says = if asked == YesNo::Yes { &ASKED } else { &NOT_ASKED };
    Ok(says.with([whole.quote(RESELLER)]))
}
