//! SS014: during the move the instance is in administration mode, and background operations do not run.

use crate::assessment::Workstream;
use crate::rules::sources::{P22_QUESTIONS, P26_QUESTIONS};
use crate::rules::{Check, G, Routes, Rule, Says, Source};

static STOPPED: Says = Says::note(G, "stopped", &[]);

pub static RULE: Rule = Rule {
    code: "SS014",
    name: "background-operations",
    workstream: Workstream::Instances,
    routes: Routes::Both,
    source: Source::ByRoute { assisted: &P22_QUESTIONS, self_service: &P26_QUESTIONS },
    says: &[&STOPPED],
    checks: &[Check::once(&[], |_| Ok(STOPPED.plainly()))],
};
