//! TM021: what technical support asks for before it moves anything. Never a finding: what the answers mean is for the
//! other rules to say.

use crate::assessment::Workstream;
use crate::assessment::fields::{
    AVAILABLE_DATABASE, AVAILABLE_FILE, AVAILABLE_LICENCES, AVAILABLE_LOG, AVAILABLE_STORAGE, DESTINATION_SUBSCRIPTION,
    DOMAIN, PRODUCT_AVAILABLE, PRODUCTION_LICENCES, SANDBOX_LICENCES, TENANT_REGION,
};
use crate::rules::facts::All;
use crate::rules::sources::S0_IMPACT;
use crate::rules::tm::tm005_user_licences::available_in_total as available_licences;
use crate::rules::tm::tm007_storage::available_in_total as available_storage;
use crate::rules::{Check, Checked, Facts, G, Routes, Rule, Says, Source, Subject};

static COMPLETE: Says = Says::met(G, "complete", &[]);

pub static RULE: Rule = Rule {
    code: "TM021",
    name: "request-information",
    workstream: Workstream::Instances,
    routes: Routes::A,
    source: Source::One(&S0_IMPACT),
    says: &[&COMPLETE],
    checks: &[Check::once(
        &[
            DOMAIN.field,
            TENANT_REGION.field,
            DESTINATION_SUBSCRIPTION.field,
            AVAILABLE_LICENCES.field,
            PRODUCT_AVAILABLE.field,
            PRODUCTION_LICENCES.field,
            SANDBOX_LICENCES.field,
            AVAILABLE_STORAGE.field,
            AVAILABLE_DATABASE.field,
            AVAILABLE_FILE.field,
            AVAILABLE_LOG.field,
        ],
        check,
    )],
};

fn check(facts: &Facts<'_>) -> Checked {
    let whole = facts.whole();
    let tenant = |tenant: Subject<'_>| (tenant.get(DOMAIN), tenant.get(TENANT_REGION)).all().map(drop);
    (
        tenant(facts.source()),
        tenant(facts.destination()),
        whole.get(DESTINATION_SUBSCRIPTION),
        available_licences(facts),
        (whole.get(PRODUCTION_LICENCES), whole.get(SANDBOX_LICENCES)).all(),
        available_storage(facts),
    )
        .all()?;
    Ok(COMPLETE.plainly())
}
