//! FO010: the accounts of web services belong to the home tenant.

use super::needed;
use crate::assessment::Workstream;
use crate::assessment::fields::LCS_HOME_ACCOUNTS;
use crate::rules::sources::F26_SANDBOXES;
use crate::rules::{Check, G, Routes, Rule, Says, Source};

static FOREIGN: Says = Says::warning(G, "foreign", &[]);
static HOME: Says = Says::met(G, "home", &[]);

pub static RULE: Rule = Rule {
    code: "FO010",
    name: "home-tenant-services",
    workstream: Workstream::LcsProject,
    routes: Routes::Both,
    source: Source::One(&F26_SANDBOXES),
    says: &[&FOREIGN, &HOME],
    checks: &[Check::once(&[LCS_HOME_ACCOUNTS.field], |facts| needed(facts, LCS_HOME_ACCOUNTS, &FOREIGN, &HOME))],
};
