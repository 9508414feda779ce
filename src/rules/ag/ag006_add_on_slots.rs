//! AG006: an add-on environment that is bought on both agreements shows two slots.

use crate::assessment::fields::{
    AGREEMENT_TENANT, GRACE_DAYS, NEW_COUNT, OLD_AGREEMENT_ENDS, OLD_COUNT, OLD_SUSPENDED_ON,
};
use crate::assessment::{Table, Workstream};
use crate::rules::ag::is_one_tenant;
use crate::rules::facts::All;
use crate::rules::sources::S3_ADD_ONS;
use crate::rules::{Arg, Check, Checked, Facts, G, Outcome, Routes, Rule, Says, Source, Subject};

static TWO_SLOTS: Says = Says::note(G, "twoSlots", &["both"]);
static GONE: Says = Says::note(G, "gone", &["both", "expired"]);

pub static RULE: Rule = Rule {
    code: "AG006",
    name: "add-on-slots",
    workstream: Workstream::Agreement,
    routes: Routes::Both,
    source: Source::One(&S3_ADD_ONS),
    says: &[&TWO_SLOTS, &GONE],
    checks: &[Check::each(
        Table::Entitlements,
        &[
            OLD_COUNT.field,
            NEW_COUNT.field,
            AGREEMENT_TENANT.field,
            OLD_SUSPENDED_ON.field,
            GRACE_DAYS.field,
            OLD_AGREEMENT_ENDS.field,
        ],
        check,
    )],
};

fn check(facts: &Facts<'_>, kind: Subject<'_>) -> Checked {
    let (old, new, one_tenant) = (kind.get(OLD_COUNT), kind.get(NEW_COUNT), is_one_tenant(facts));
    if kind.at != facts.add_ons().at || old == Ok(0) || new == Ok(0) || one_tenant == Ok(false) {
        return Ok(Outcome::NotApplicable);
    }
    let (old, new, _) = (old, new, one_tenant).all()?;
    let both = Arg::Count(old.min(new));
    Ok(match facts.old_agreement_expires().filter(|day| *day <= facts.today) {
        Some(expired) => GONE.with([both, Arg::Day(expired)]),
        None => TWO_SLOTS.with([both]),
    })
}
