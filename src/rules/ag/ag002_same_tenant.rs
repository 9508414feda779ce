//! AG002: the new subscriptions are bought against the tenant of the old ones.

use crate::assessment::Workstream;
use crate::assessment::choices::AgreementTenant;
use crate::assessment::fields::AGREEMENT_TENANT;
use crate::rules::sources::S3_COMMERCIAL;
use crate::rules::{Check, Checked, Facts, G, Routes, Rule, Says, Source};

static ANOTHER: Says = Says::blocker(G, "another", &[]);
static DEMANDED: Says = Says::note(G, "demanded", &[]);
static SAME: Says = Says::met(G, "same", &[]);

pub static RULE: Rule = Rule {
    code: "AG002",
    name: "same-tenant",
    workstream: Workstream::Agreement,
    routes: Routes::Both,
    source: Source::One(&S3_COMMERCIAL),
    says: &[&ANOTHER, &DEMANDED, &SAME],
    checks: &[Check::once(&[AGREEMENT_TENANT.field], check)],
};

fn check(facts: &Facts<'_>) -> Checked {
    let says = match facts.whole().get(AGREEMENT_TENANT)? {
        AgreementTenant::Same => &SAME,
        AgreementTenant::Another => &ANOTHER,
        AgreementTenant::Demanded => &DEMANDED,
    };
    Ok(says.plainly())
}
