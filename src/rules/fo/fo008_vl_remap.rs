//! FO008: under Volume Licensing, the customer itself asks for the subscriptions to be mapped to the new tenant.

use crate::assessment::Workstream;
use crate::assessment::fields::{AGREEMENT_TENANT, CHANGES_AGREEMENT, LCS_AGREEMENT};
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
    checks: &[Check::once(&[LCS_AGREEMENT.field, AGREEMENT_TENANT.field, CHANGES_AGREEMENT.field], check)],
};

fn check(facts: &Facts<'_>) -> Checked {
    Ok(if facts.is_remapped()? { REQUEST.plainly() } else { Outcome::NotApplicable })
}
