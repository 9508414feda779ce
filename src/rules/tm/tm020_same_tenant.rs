//! TM020: source and destination must be two tenants.

use crate::assessment::choices::lower;
use crate::assessment::fields::{DOMAIN, TENANT_ID};
use crate::rules::facts::All;
use crate::rules::sources::S0_IMPACT;
use crate::rules::{Check, Checked, Facts, J, Routes, Rule, Says, Source};

static SAME_DOMAIN: Says = Says::blocker(J, "sameDomain", &["domain"]);
static SAME_ID: Says = Says::blocker(J, "sameId", &["id"]);
static TWO: Says = Says::met(J, "two", &["source", "destination"]);

pub static RULE: Rule = Rule {
    code: "TM020",
    name: "same-tenant",
    routes: Routes::Both,
    source: Source::One(&S0_IMPACT),
    says: &[&SAME_DOMAIN, &SAME_ID, &TWO],
    checks: &[Check::once(&[DOMAIN.field, TENANT_ID.field], check)],
};

/// The document knows a tenant by its domain, so two domains are two tenants as long as no id says otherwise: a
/// tenant may have several domains, but only one id.
fn check(facts: &Facts<'_>) -> Checked {
    let (source, destination) = (facts.source(), facts.destination());
    if let (Some(one), Some(other)) = (source.known(TENANT_ID), destination.known(TENANT_ID))
        && bare(one).eq_ignore_ascii_case(bare(other))
    {
        return Ok(SAME_ID.with([destination.quote(TENANT_ID)]));
    }
    let (one, other) = (source.get(DOMAIN), destination.get(DOMAIN)).all()?;
    Ok(if lower(one).eq(lower(other)) {
        SAME_DOMAIN.with([destination.quote(DOMAIN)])
    } else {
        TWO.with([source, destination].map(|tenant| tenant.quote(DOMAIN)))
    })
}

/// A GUID without its braces.
fn bare(id: &str) -> &str {
    id.trim_matches(['{', '}'])
}
