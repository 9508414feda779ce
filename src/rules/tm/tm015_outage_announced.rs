//! TM015: users should know that the organisation cannot be reached during the cut-over.

use crate::assessment::Workstream;
use crate::assessment::choices::YesNo;
use crate::assessment::fields::OUTAGE_ANNOUNCED;
use crate::rules::sources::S0_PROCESS;
use crate::rules::{Check, Checked, Facts, J, Routes, Rule, Says, Source};

static NOT_TOLD: Says = Says::warning(J, "notTold", &[]);
static TOLD: Says = Says::met(J, "told", &[]);

pub static RULE: Rule = Rule {
    code: "TM015",
    name: "outage-announced",
    workstream: Workstream::Instances,
    routes: Routes::Both,
    source: Source::One(&S0_PROCESS),
    says: &[&NOT_TOLD, &TOLD],
    checks: &[Check::once(&[OUTAGE_ANNOUNCED.field], check)],
};

fn check(facts: &Facts<'_>) -> Checked {
    Ok(match facts.whole().get(OUTAGE_ANNOUNCED)? {
        YesNo::No => NOT_TOLD.plainly(),
        YesNo::Yes => TOLD.plainly(),
    })
}
