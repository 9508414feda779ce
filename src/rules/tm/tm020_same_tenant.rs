//! TM020: source and destination must be two tenants.

use crate::assessment::Workstream;
use crate::assessment::choices::lower;
use crate::assessment::fields::{DOMAIN, TENANT_ID};
use crate::rules::facts::All;
use crate::rules::sources::S0_IMPACT;
use crate::rules::{Check, Checked, Facts, J, Routes, Rule, Says, Source, Subject};

static SAME_DOMAIN: Says = Says::blocker(J, "sameDomain", &["domain"]);
static SAME_ID: Says = Says::blocker(J, "sameId", &["id"]);
static TWO: Says = Says::met(J, "two", &["source", "destination"]);

pub static RULE: Rule = Rule {
    code: "TM020",
    name: "same-tenant",
    workstream: Workstream::Instances,
    routes: Routes::Both,
    source: Source::One(&S0_IMPACT),
    says: &[&SAME_DOMAIN, &SAME_ID, &TWO],
    checks: &[Check::once(&[DOMAIN.field, TENANT_ID.field], check)],
};

/// A tenant may have several domains, but only one id: either may give away that both are one, and neither alone
/// says that they are two.
fn check(facts: &Facts<'_>) -> Checked {
    let (source, destination) = (facts.source(), facts.destination());
    if let (Some(one), Some(other)) = (source.known(TENANT_ID), destination.known(TENANT_ID))
        && bare(one).eq_ignore_ascii_case(bare(other))
    {
        return Ok(SAME_ID.with([destination.quote(TENANT_ID)]));
    }
    if let (Some(one), Some(other)) = (source.known(DOMAIN), destination.known(DOMAIN))
        && lower(one).eq(lower(other))
    {
        return Ok(SAME_DOMAIN.with([destination.quote(DOMAIN)]));
    }
    let told = |tenant: Subject<'_>| (tenant.get(DOMAIN), tenant.get(TENANT_ID)).all().map(drop);
    (told(source), told(destination)).all()?;
    Ok(TWO.with([source, destination].map(|tenant| tenant.quote(DOMAIN))))
}

/// A GUID without its braces.
fn bare(id: &str) -> &str {
    id.trim_matches(['{', '}'])
}
