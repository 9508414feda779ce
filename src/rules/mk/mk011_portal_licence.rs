//! MK011: each portal that is wanted on the destination takes a Portals licence that no portal uses yet.

use super::with_marketing;
use crate::assessment::fields::{INSTANCE_TYPE, MARKETING, PORTAL_LICENCES, PORTALS_WANTED};
use crate::assessment::{Table, Workstream};
use crate::rules::facts::All;
use crate::rules::sources::S1_STEPS;
use crate::rules::{Arg, Check, Checked, Facts, G, Gaps, J, Outcome, Routes, Rule, Says, Source};

static NONE_LEFT: Says = Says::warning(G, "noneLeft", &["wanted"]);
// The document speaks of one portal and its licence; that several take one each is our own conclusion.
static SHORT: Says = Says::warning(J, "short", &["short", "wanted", "available"]);
static OPTIONAL: Says = Says::note(G, "optional", &[]);
static ENOUGH: Says = Says::met(J, "enough", &["wanted", "available"]);

pub static RULE: Rule = Rule {
    code: "MK011",
    name: "portal-licence",
    workstream: Workstream::Marketing,
    routes: Routes::Both,
    source: Source::One(&S1_STEPS),
    says: &[&NONE_LEFT, &SHORT, &OPTIONAL, &ENOUGH],
    checks: &[Check::once(&[PORTAL_LICENCES.field, PORTALS_WANTED.field, MARKETING.field, INSTANCE_TYPE.field], check)],
};

fn check(facts: &Facts<'_>) -> Checked {
    let (mut wanted, mut has_it, mut gaps) = (0_u64, false, Gaps::new());
    for instance in facts.some(Table::Instances)? {
        match with_marketing(instance, instance.get(PORTALS_WANTED)) {
            Ok(Some(own)) => (wanted, has_it) = (wanted.saturating_add(own), true),
            Ok(None) => {}
            Err(more) => gaps.extend(more),
        }
    }
    let available = facts.whole().get(PORTAL_LICENCES);
    if let Ok(available) = available
        && available < wanted
    {
        // Whatever the others want.
        return Ok(if available == 0 {
            NONE_LEFT.with([Arg::Count(wanted)])
        } else {
            SHORT.with([wanted - available, wanted, available].map(Arg::Count))
        });
    }
    let every_one = if gaps.is_empty() { Ok(()) } else { Err(gaps) };
    if every_one.is_ok() && wanted == 0 {
        return Ok(if has_it { OPTIONAL.plainly() } else { Outcome::NotApplicable });
    }
    let (available, ()) = (available, every_one).all()?;
    Ok(ENOUGH.with([wanted, available].map(Arg::Count)))
}
