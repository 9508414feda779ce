//! SS018: URL, organization ID and name stay.

use crate::assessment::Workstream;
use crate::rules::sources::{P22_IMPACT, P26_AFTER};
use crate::rules::{Check, G, Routes, Rule, Says, Source};

/// The support-assisted page promises the same URL within a region alone (TM003).
static KEPT_WITHIN_REGION: Says = Says::note(G, "keptWithinRegion", &[]);
static KEPT: Says = Says::note(G, "kept", &[]);

pub static RULE: Rule = Rule {
    code: "SS018",
    name: "identity-kept",
    workstream: Workstream::Instances,
    routes: Routes::Both,
    source: Source::ByRoute { assisted: &P22_IMPACT, self_service: &P26_AFTER },
    says: &[&KEPT_WITHIN_REGION, &KEPT],
    checks: &[Check::once(&[], |facts| Ok(facts.by_route(&KEPT_WITHIN_REGION, &KEPT).plainly()))],
};
