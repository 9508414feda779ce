//! MK015: a later page does not support what Marketing became.

use super::{HAS_IT, each, with_marketing};
use crate::assessment::choices::YesNo;
use crate::assessment::fields::{INSTANCE_TYPE, JOURNEYS, MARKETING};
use crate::assessment::{Table, Workstream};
use crate::rules::sources::P26_LIMITS;
use crate::rules::{Arg, Check, Checked, Facts, G, J, Outcome, Routes, Rule, Says, Source, Subject};

/// Customer Insights – Journeys is on the page's list.
static LISTED: Says = Says::warning(G, "listed", &["instance"]);
/// Marketing is not; that it became what is on the list is our own conclusion.
static BECAME_LISTED: Says = Says::warning(J, "becameListed", &["instance"]);

pub static RULE: Rule = Rule {
    code: "MK015",
    name: "later-guidance-differs",
    workstream: Workstream::Marketing,
    routes: Routes::Both,
    source: Source::One(&P26_LIMITS),
    says: &[&LISTED, &BECAME_LISTED],
    checks: &[
        Check::each(Table::Instances, &[JOURNEYS.field, MARKETING.field, INSTANCE_TYPE.field], listed),
        Check::each(Table::Instances, HAS_IT, |_, instance| each(instance, &BECAME_LISTED)),
    ],
};

fn listed(_: &Facts<'_>, instance: Subject<'_>) -> Checked {
    Ok(match with_marketing(instance, instance.get(JOURNEYS))? {
        Some(YesNo::Yes) => LISTED.with([Arg::Itself]),
        Some(YesNo::No) | None => Outcome::NotApplicable,
    })
}
