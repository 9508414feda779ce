//! TM023: the destination should have as much storage in all as the source.
//!
//! The document demands it in one place and asks only for what the moved instances use in another (TM007): hence a
//! warning. That the demand is meant in all is our own reading.

use crate::assessment::Workstream;
use crate::assessment::fields::TENANT_STORAGE;
use crate::rules::facts::All;
use crate::rules::sources::S0_IMPACT;
use crate::rules::{Arg, Check, Checked, Facts, G, J, Routes, Rule, Says, Source};

static LESS: Says = Says::warning(J, "less", &["short", "source", "destination"]);
static AS_MUCH: Says = Says::met(G, "asMuch", &["source", "destination"]);

pub static RULE: Rule = Rule {
    code: "TM023",
    name: "storage-as-source",
    workstream: Workstream::Instances,
    routes: Routes::A,
    source: Source::One(&S0_IMPACT),
    says: &[&LESS, &AS_MUCH],
    checks: &[Check::once(&[TENANT_STORAGE.field], check)],
};

fn check(facts: &Facts<'_>) -> Checked {
    let (source, destination) = (facts.source().get(TENANT_STORAGE), facts.destination().get(TENANT_STORAGE)).all()?;
    Ok(if destination < source {
        LESS.with([source.less(destination), source, destination].map(Arg::Storage))
    } else {
        AS_MUCH.with([source, destination].map(Arg::Storage))
    })
}
