//! AG006: an add-on environment that is bought on both agreements shows two slots.

use crate::assessment::fields::{NEW_COUNT, OLD_COUNT};
use crate::assessment::{Table, Workstream};
use crate::rules::facts::All;
use crate::rules::sources::S3_ADD_ONS;
use crate::rules::{Arg, Check, Checked, Facts, G, Outcome, Routes, Rule, Says, Source, Subject};

static TWO_SLOTS: Says = Says::note(G, "twoSlots", &["both"]);

pub static RULE: Rule = Rule {
    code: "AG006",
    name: "add-on-slots",
    workstream: Workstream::Agreement,
    routes: Routes::Both,
    source: Source::One(&S3_ADD_ONS),
    says: &[&TWO_SLOTS],
    checks: &[Check::each(Table::Entitlements, &[OLD_COUNT.field, NEW_COUNT.field], check)],
};

fn check(facts: &Facts<'_>, kind: Subject<'_>) -> Checked {
    let (old, new) = (kind.get(OLD_COUNT), kind.get(NEW_COUNT));
    if kind.at != facts.add_ons().at || old == Ok(0) || new == Ok(0) {
        return Ok(Outcome::NotApplicable);
    }
    let (old, new) = (old, new).all()?;
    Ok(TWO_SLOTS.with([Arg::Count(old.min(new))]))
}
