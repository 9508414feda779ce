//! FO008: under Volume Licensing, the customer itself asks for the subscriptions to be mapped to the new tenant.

use crate::assessment::Workstream;
use crate::assessment::choices::Agreement;
use crate::assessment::fields::{AGREEMENT_TENANT, CHANGES_AGREEMENT, DIRECTION, LCS_AGREEMENT};
use crate::rules::sources::F26_ACTIVATE;
use crate::rules::{Check, Checked, Facts, G, Outcome, Routes, Rule, Says, Source};

static REQUEST: Says = Says::note(G, "request", &[]);

pub static RULE: Rule = Rule {
    code: "FO008",
    name: "vl-remap",
    workstream: Workstream::LcsProject,
    routes: Routes::Both,
    source: Source::One(&F26_ACTIVATE),
    says: &[&REQUEST],
    checks: &[Check::once(
        &[LCS_AGREEMENT.field, AGREEMENT_TENANT.field, DIRECTION.field, CHANGES_AGREEMENT.field],
        check,
    )],
};

fn check(facts: &Facts<'_>) -> Checked {
    let applies = facts.project_agreement()? == Agreement::VolumeLicensing;
    Ok(if applies { REQUEST.plainly() } else { Outcome::NotApplicable })
}
